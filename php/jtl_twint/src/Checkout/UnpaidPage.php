<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** All that the template shows of an order whose payment was never begun. */
final class UnpaidPage
{
    /**
     * @param string|null $amount null: nobody can tell it, since the extension is missing
     * @param string|null $payUrl for the button that begins; null where the order cannot be paid any more
     */
    public function __construct(
        public readonly BuyerTexts $texts,
        public readonly string $shopName,
        public readonly string $orderNumber,
        public readonly ?string $amount,
        public readonly ?string $payUrl,
        public readonly ?Notice $notice,
    ) {
    }
}
