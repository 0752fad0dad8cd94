<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\Customer\CustomerGroup;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Access\Circumstances;
use Plugin\jtl_twint\src\Persistence\Database;

/** As the shop's session and its tables have them. */
final class JtlBuyersCircumstances implements BuyersCircumstances
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function ofVisitor(): Circumstances
    {
        return new Circumstances(Shop::getLanguageCode() ?? '', self::domain(), Frontend::getCustomerGroup()->getID());
    }

    public function ofOrder(Bestellung $order, string $language): Circumstances
    {
        return new Circumstances($language, self::domain(), $this->groupOf((int) $order->kKunde));
    }

    /** Guests have a row, too. */
    private function groupOf(int $customer): int
    {
        $row = $this->database->row('SELECT kKundengruppe FROM tkunde WHERE kKunde = :customer', [
            'customer' => $customer,
        ]);
        $group = (int) ($row['kKundengruppe'] ?? 0);

        return $group > 0 ? $group : CustomerGroup::getDefaultGroupID();
    }

    private static function domain(): string
    {
        $host = $_SERVER['HTTP_HOST'] ?? '';

        return $host !== '' ? $host : (string) parse_url(\URL_SHOP, PHP_URL_HOST);
    }
}
