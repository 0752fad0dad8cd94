<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Access\AccessChoice;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Health\Schema;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Settings\ValidationTiming;

/** Whether TWINT is among the payment methods that a buyer can choose. Only where Extension::isUsable(). */
final class Offer
{
    private const CURRENCY = 'CHF';

    public function __construct(
        private readonly MerchantFactory $merchants,
        private readonly AccessChoice $access,
        private readonly Settings $settings,
        private readonly Availability $availability,
        private readonly Schema $schema,
    ) {
    }

    /** Asked several times on every page of the shop: no network, hardly any work. */
    public function isPossible(): bool
    {
        return (
            Frontend::getCurrency()->getCode() === self::CURRENCY
            && $this->access() !== null
            && (!$this->settings->isForAdminsOnly() || Shop::isAdmin(true))
        );
    }

    /** Whether an order that waits can be paid, in whatever currency the buyer looks at the shop. */
    public function canPayAgain(): bool
    {
        return $this->merchants->configured() !== [];
    }

    /** Whether TWINT itself is not to be asked at this moment of the checkout, or says yes. */
    public function isConfirmed(ValidationTiming $now): bool
    {
        // Code that is newer than its tables could not note the payment.
        if ($this->schema->problem() !== null) {
            return false;
        }
        $access = $this->access();

        return $access !== null && ($this->settings->validation() !== $now || $this->availability->isGood($access));
    }

    /** What this visitor would pay with; null: there is nothing, or it cannot be used. */
    private function access(): ?AccessKey
    {
        $access = $this->access->forVisitor();

        return $access !== null && $this->merchants->isConfigured($access) ? $access : null;
    }
}
