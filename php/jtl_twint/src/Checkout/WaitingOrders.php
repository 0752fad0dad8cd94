<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Shop;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\PaymentService;

/**
 * The orders that this session has begun to pay, or whose link it opened: as long as one waits for it, each page of the shop has a line
 * that leads back.
 */
final class WaitingOrders
{
    /** The numbers of the orders by their ids. */
    private const KEY = 'jtl_twint_waiting';

    public function __construct(
        private readonly PaymentService $payments,
        private readonly ResumeLink $link,
    ) {
    }

    public static function remember(int $orderId, string $number): void
    {
        $_SESSION[self::KEY] = [$orderId => $number] + self::known();
    }

    /**
     * On each page, and only for a session that knows of an order does it cost anything.
     *
     * @param \Closure(): self $build
     */
    public static function remind(\Closure $build): void
    {
        $isOurs = str_contains($_SERVER['REQUEST_URI'] ?? '', '/jtl-twint/');
        if (self::known() !== [] && !$isOurs && Extension::isUsable()) {
            $build()->tell();
        }
    }

    /** @return array<array-key, mixed> */
    private static function known(): array
    {
        $orders = $_SESSION[self::KEY] ?? [];

        return is_array($orders) ? $orders : [];
    }

    private function tell(): void
    {
        $orders = array_filter(
            self::known(),
            fn(int|string $orderId): bool => $this->payments->awaitsBuyer((int) $orderId),
            ARRAY_FILTER_USE_KEY,
        );
        $_SESSION[self::KEY] = $orders;
        $texts = BuyerTexts::in(Shop::getLanguageCode() ?? '');
        foreach ($orders as $orderId => $number) {
            // A button, for themes of the shop that do not show that a link has the focus.
            $message = sprintf(
                '%s <a class="btn btn-sm btn-outline-secondary ml-2" href="%s">%s</a>',
                htmlspecialchars($texts->get('order_waits', (string) $number)),
                htmlspecialchars($this->link->to((int) $orderId)),
                htmlspecialchars($texts->get('order_waits_link')),
            );
            Shop::Container()
                ->getAlertService()
                ->addInfo($message, 'jtlTwint_waits_' . $orderId);
        }
    }
}
