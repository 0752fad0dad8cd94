<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Plugin\PluginInterface;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Shop\MethodPicture;
use Psr\Http\Message\ResponseInterface;

/** Draws one of our templates in the shop's frame, with all that each of them needs. */
final class PageInShop
{
    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly JTLSmarty $smarty,
        private readonly MethodPicture $picture,
    ) {
    }

    /**
     * @param object|array<string, mixed> $page what the template shows
     * @param string $url of this very page, without parameters
     */
    public function draw(
        object|array $page,
        string $template,
        string $title,
        string $url,
        int $status = 200,
    ): ResponseInterface {
        $paths = $this->plugin->getPaths();
        $this->smarty
            ->assign('twint', $page)
            ->assign('twintFrontend', $paths->getFrontendURL())
            ->assign('twintPicture', $this->picture->url())
            ->assign('twintTemplates', rtrim($paths->getFrontendPath(), '/') . '/template')
            ->assign('twintVersion', (string) $this->plugin->getMeta()->getSemVer());

        return Answer::page(ShopPage::create()->draw(
            $this->smarty,
            $paths->getFrontendPath() . 'template/' . $template,
            $title,
            $url,
        ), $status);
    }

    /** As the merchant named it. */
    public static function shopName(): string
    {
        $name = Shop::getSettingValue(\CONF_GLOBAL, 'global_shopname');

        return is_string($name) ? $name : '';
    }
}
