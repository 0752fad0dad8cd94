<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Router\Controller\PageController;
use JTL\Session\Frontend;
use JTL\Shop;
use JTL\Shopsetting;
use JTL\Smarty\JTLSmarty;
use Psr\Http\Message\ResponseInterface;

/** A page of ours between the header and the footer of the shop. */
final class ShopPage extends PageController
{
    public static function create(): self
    {
        $router = Shop::getRouter();
        $db = Shop::Container()->getDB();
        $cache = Shop::Container()->getCache();

        return new self(
            $db,
            $cache,
            $router->getState(),
            Shopsetting::getInstance($db, $cache)->getAll(),
            Shop::Container()->getAlertService(),
        );
    }

    /**
     * @param string $template a file's full path
     * @param string $url of this very page, without parameters
     */
    public function draw(JTLSmarty $smarty, string $template, string $title, string $url): ResponseInterface
    {
        $this->smarty = $smarty;
        $this->init();
        $this->metaTitle = $title;
        // Plugins that count orders or offer another way to pay act on the shop's own pages of the checkout: this is none.
        Shop::setPageType(PAGE_PLUGIN);
        $this->prepare();
        foreach (Frontend::getLanguages() as $language) {
            $language->setUrl($url . '?lang=' . $language->getIso());
        }
        // Yet it is drawn like them: nothing leads away from paying.
        $smarty
            ->assign('nSeitenTyp', PAGE_BESTELLVORGANG)
            ->assign('meta_title', $title)
            ->assign('meta_description', '')
            ->assign('meta_keywords', '')
            ->assign('bNoIndex', true)
            ->assign('robotsContent', 'noindex, nofollow')
            ->assign('cCanonicalURL', '')
            ->assign('Brotnavi', []);

        return $smarty->getResponse($template);
    }

    /**
     * The shop's statistics keep the address of every page that is drawn (tbesucher, for good in tbesucherarchiv). They get ours without
     * what opens a payment, so that nobody who reads them can pay it or give it up.
     */
    private function prepare(): void
    {
        $address = $_SERVER['REQUEST_URI'] ?? '';
        $_SERVER['REQUEST_URI'] = preg_replace('~(/jtl-twint/[a-z]+/).*~s', '$1', $address);
        try {
            $this->preRender();
        } finally {
            $_SERVER['REQUEST_URI'] = $address;
        }
    }
}
