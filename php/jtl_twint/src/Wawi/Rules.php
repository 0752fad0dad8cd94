<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Settings\Settings;
use Twint\ErpWish;

/** What the merchant's settings make of a piece of news. */
final class Rules
{
    public function __construct(
        private readonly Settings $settings,
    ) {
    }

    /**
     * @param bool $shippedBefore whether goods of the order have left before
     * @return ErpWish|null null: nothing
     */
    public function wish(News $news, bool $shippedBefore): ?ErpWish
    {
        return match ($news) {
            News::Shipped => $this->settings->capturesOnShipment() ? ErpWish::CaptureAll : null,
            News::PartShipped => match ($this->settings->onPartShipment()) {
                'delivered' => ErpWish::CaptureDelivered,
                'all' => ErpWish::CaptureAll,
                'nothing' => null,
            },
            News::Paid => $this->settings->capturesOnPaid() ? ErpWish::CaptureAll : null,
            News::Cancelled => $this->onCancel(),
            // Whoever tidies up old orders in Wawi gives nobody their money back.
            News::Deleted => $shippedBefore ? null : $this->onCancel(),
            News::Edited => ErpWish::Compare,
            News::Reactivated => ErpWish::Revive,
        };
    }

    private function onCancel(): ?ErpWish
    {
        return match ($this->settings->onCancel()) {
            'release' => ErpWish::Release,
            'refund' => ErpWish::Refund,
            'nothing' => null,
        };
    }
}
