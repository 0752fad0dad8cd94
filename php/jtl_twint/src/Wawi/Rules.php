<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Settings\Settings;
use Twint\WawiWish;

/** What the merchant's settings make of a piece of news. */
final class Rules
{
    public function __construct(
        private readonly Settings $settings,
    ) {
    }

    /**
     * @param bool $shippedBefore whether goods of the order have left before
     * @return WawiWish|null null: nothing
     */
    public function wish(News $news, bool $shippedBefore): ?WawiWish
    {
        return match ($news) {
            News::Shipped => $this->settings->capturesOnShipment() ? WawiWish::CaptureAll : null,
            News::PartShipped => match ($this->settings->onPartShipment()) {
                'delivered' => WawiWish::CaptureDelivered,
                'all' => WawiWish::CaptureAll,
                'nothing' => null,
            },
            News::Paid => $this->settings->capturesOnPaid() ? WawiWish::CaptureAll : null,
            News::Cancelled => $this->onCancel(),
            // Whoever tidies up old orders in Wawi gives nobody their money back.
            News::Deleted => $shippedBefore ? null : $this->onCancel(),
            News::Edited => WawiWish::Compare,
            News::Reactivated => WawiWish::Revive,
        };
    }

    private function onCancel(): ?WawiWish
    {
        return match ($this->settings->onCancel()) {
            'release' => WawiWish::Release,
            'refund' => WawiWish::Refund,
            'nothing' => null,
        };
    }
}
