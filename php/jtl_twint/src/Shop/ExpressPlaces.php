<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Catalog\Product\Artikel;
use JTL\Helpers\Form;
use JTL\Plugin\PluginInterface;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Express\ExpressOffer;
use Plugin\jtl_twint\src\Express\ExpressUrls;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\ExpressPlace;
use Psr\Log\LoggerInterface;

/**
 * What the shop's templates ask about the buttons of TWINT Express while they are drawn. Computes no price: at the click the shop is
 * asked. Never throws: a page of the shop is drawn without the button rather than not at all.
 */
final class ExpressPlaces
{
    private ?bool $allowsVisitor = null;

    public function __construct(
        private readonly ExpressOffer $offer,
        private readonly ExpressRules $rules,
        private readonly PluginInterface $plugin,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** Whether this article is offered on its page. */
    public function atArticle(mixed $article): bool
    {
        return $article instanceof Artikel
        && $this->offers(ExpressPlace::Article, fn(): bool => $this->rules->allowArticle($article));
    }

    public function inBasket(): bool
    {
        return $this->offers(ExpressPlace::Basket, $this->allowsBasket(...));
    }

    public function inFlyout(): bool
    {
        return $this->offers(ExpressPlace::Flyout, $this->allowsBasket(...));
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
        return $this->plugin->getPaths()->getFrontendPath() . 'template/express-button-' . $place . '.tpl';
    }

    private function allowsBasket(): bool
    {
        return $this->rules->allowBasket(Frontend::getCart());
    }

    /** @param \Closure(): bool $allows */
    private function offers(ExpressPlace $place, \Closure $allows): bool
    {
        try {
            return (
                Extension::isUsable() && $this->offer->isMade($place) && ($this->allowsVisitor ??=
                    $this->rules->allowVisitor())
                && $allows()
            );
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT Express is not offered: {error}', ['error' => $exception->getMessage()]);

            return false;
        }
    }
}
