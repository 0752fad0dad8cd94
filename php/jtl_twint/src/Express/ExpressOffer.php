<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Checkout\Offer;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Settings\ValidationTiming;

/** Whether the visitor may buy the basket by TWINT Express. Only where Extension::isUsable(). */
final class ExpressOffer
{
    public function __construct(
        private readonly Settings $settings,
        private readonly Offer $offer,
        private readonly ExpressShop $shop,
    ) {
    }

    /** Null: not this basket, or not now. No network but where the merchant wants TWINT asked beforehand. */
    public function basket(): ?Basket
    {
        return $this->settings->offersExpressInBasket()
        && $this->offer->isPossible()
        && $this->offer->isConfirmed(ValidationTiming::BeforeSelection)
            ? $this->shop->basket()
            : null;
    }
}
