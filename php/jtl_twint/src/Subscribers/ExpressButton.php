<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Express\ExpressOffer;
use Plugin\jtl_twint\src\Express\ExpressUrls;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\Settings;

/**
 * Offers TWINT Express in the basket: below the button that leads to the checkout, or where the template places it by
 * {if !empty($jtlTwintExpress)}{include file=$jtlTwintExpress}{/if}.
 */
final class ExpressButton implements Subscriber
{
    /** The shop's own button, by the id that its templates give it. */
    private const CHECKOUT_BUTTON = '#<a\b[^>]*\bid="cart-checkout-btn"[^>]*>.*?</a>#s';
    private const OURS = 'class="jtl-twint-express"';

    public function __construct(
        private readonly Settings $settings,
        private readonly ExpressOffer $offer,
        private readonly PluginInterface $plugin,
    ) {
    }

    public static function listeners(): array
    {
        return ['HOOK_WARENKORB_PAGE' => 'inBasket'];
    }

    public function inBasket(): void
    {
        if (!$this->settings->offersExpressInBasket() || !Extension::isUsable() || $this->offer->basket() === null) {
            return;
        }
        $smarty = Shop::Smarty();
        $template = $this->plugin->getPaths()->getFrontendPath() . 'template/express-button.tpl';
        $smarty
            ->assign('jtlTwintExpress', $template)
            ->assign('jtlTwintExpressUrl', ExpressUrls::begin())
            ->assign('jtlTwintExpressTexts', BuyerTexts::in(Shop::getLanguageCode() ?? ''));
        $button = $smarty->fetch($template);
        $smarty->registerFilter(
            'output',
            static fn(string $page): string => str_contains($page, self::OURS)
                ? $page
                : preg_replace_callback(
                    self::CHECKOUT_BUTTON,
                    static fn(array $found): string => $found[0] . $button,
                    $page,
                    1,
                ) ?? $page,
            'jtl_twint_express',
        );
    }
}
