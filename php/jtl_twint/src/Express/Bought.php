<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Checkout\PayPage;

/** What is bought, of whom, and what it comes to with each way of shipping, as a page shows it. */
final class Bought
{
    public readonly string $amount;
    /** @var list<array{label: string, amount: string, total: string}> */
    public readonly array $shipping;

    /**
     * @param string $net of Basket
     * @param list<ShippingOption> $shipping
     * @param list<Line> $lines
     */
    public function __construct(
        string $net,
        array $shipping,
        public readonly array $lines,
        public readonly string $shopName,
    ) {
        $this->amount = PayPage::money($net);
        $this->shipping = array_map(static fn(ShippingOption $option): array => [
            'label' => $option->label,
            'amount' => PayPage::money($option->amount),
            'total' => PayPage::money(\Twint\add_amounts($net, $option->amount)),
        ], $shipping);
    }
}
