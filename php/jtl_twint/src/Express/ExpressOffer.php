<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Checkout\Offer;
use Plugin\jtl_twint\src\Settings\ExpressPlace;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Settings\ValidationTiming;

/** Whether the visitor may buy by TWINT Express. Only where Extension::isUsable(). */
final class ExpressOffer
{
    public function __construct(
        private readonly Settings $settings,
        private readonly Offer $offer,
        private readonly ExpressShop $shop,
    ) {
    }

    /** Whether this place may show a button. No network but where the merchant wants TWINT asked beforehand. */
    public function isMade(ExpressPlace $place): bool
    {
        return (
            $this->settings->offersExpress($place)
            && $this->offer->isPossible()
            && $this->offer->isConfirmed(ValidationTiming::BeforeSelection)
        );
    }

    /**
     * Null: not this basket, or not now.
     *
     * @param array<string, string> $consents of Consent::given()
     */
    public function basket(ExpressPlace $place, array $consents): ?Basket
    {
        return $this->isMade($place) ? $this->shop->basket($consents) : null;
    }

    /**
     * The same for an article from its own page.
     *
     * @param array<array-key, mixed> $form of ExpressShop::article()
     * @param array<string, string> $consents of Consent::given()
     * @throws NotAddedException
     */
    public function article(array $form, array $consents): ?Basket
    {
        return $this->isMade(ExpressPlace::Article) ? $this->shop->article($form, $consents) : null;
    }
}
