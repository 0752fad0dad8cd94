<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Catalog\Product\Artikel;
use JTL\Helpers\Form;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Express\ExpressOffer;
use Plugin\jtl_twint\src\Express\ExpressUrls;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\ExpressPlace;
use Plugin\jtl_twint\src\Settings\Settings;
use Psr\Log\LoggerInterface;

/**
 * What the shop's templates ask about the buttons of TWINT Express while they are drawn. Computes no price: at the click the shop is
 * asked. Never throws: a page of the shop is drawn without the button rather than not at all.
 */
final class ExpressPlaces
{
    private ?bool $allowsVisitor = null;

    /**
     * All that it may need is built when the first place is drawn that has a button.
     *
     * @param \Closure(): Settings $settings
     * @param \Closure(): ExpressOffer $offer
     * @param \Closure(): ExpressRules $rules
     * @param \Closure(): LoggerInterface $logger
     * @param string $frontend the plugin's folder
     */
    public function __construct(
        private readonly \Closure $settings,
        private readonly \Closure $offer,
        private readonly \Closure $rules,
        private readonly \Closure $logger,
        private readonly string $frontend,
    ) {
    }

    /** Whether this article is offered on its page. */
    public function atArticle(mixed $article): bool
    {
        return $article instanceof Artikel
        && $this->offers(ExpressPlace::Article, static fn(ExpressRules $rules): bool => $rules->allowArticle($article));
    }

    public function inBasket(): bool
    {
        return $this->offers(ExpressPlace::Basket, self::allowsBasket(...));
    }

    public function inFlyout(): bool
    {
        return $this->offers(ExpressPlace::Flyout, self::allowsBasket(...));
    }

    public function address(): string
    {
        return ExpressUrls::begin();
    }

    public function texts(): BuyerTexts
    {
        return BuyerTexts::in(Shop::getLanguageCode() ?? '');
    }

    /** The shop's mark of its own forms, as HTML; its template variable is missing where a script asks for a part of a page. */
    public function token(): string
    {
        return Form::getTokenInput();
    }

    /** The file that draws a button, for {include}. */
    public function template(string $place): string
    {
        return $this->frontend . 'template/express-button-' . $place . '.tpl';
    }

    private static function allowsBasket(ExpressRules $rules): bool
    {
        return $rules->allowBasket(Frontend::getCart());
    }

    /** @param \Closure(ExpressRules): bool $allows */
    private function offers(ExpressPlace $place, \Closure $allows): bool
    {
        try {
            if (
                !($this->settings)()->offersExpress($place)
                || !Extension::isUsable()
                || !($this->offer)()->isMade($place)
            ) {
                return false;
            }
            $rules = ($this->rules)();
            $this->allowsVisitor ??= $rules->allowVisitor();

            return $this->allowsVisitor && $allows($rules);
        } catch (\Throwable $exception) {
            ($this->logger)()->error('TWINT Express is not offered: {error}', ['error' => $exception->getMessage()]);

            return false;
        }
    }
}
