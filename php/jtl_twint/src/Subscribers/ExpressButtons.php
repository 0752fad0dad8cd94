<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Shop;
use Plugin\jtl_twint\src\Shop\ExpressPlaces;

/**
 * Gives the templates the buttons of TWINT Express. The plugin's own templates put them into the blocks of the shop's
 * (frontend/template/basket and productdetails), also where the shop's script asks for a part of a page.
 */
final class ExpressButtons implements Subscriber
{
    public function __construct(
        private readonly ExpressPlaces $places,
    ) {
    }

    public static function listeners(): array
    {
        return ['HOOK_LETZTERINCLUDE_INC' => 'isAboutToBeDrawn', 'HOOK_IO_HANDLE_REQUEST' => 'isAboutToBeDrawn'];
    }

    public function isAboutToBeDrawn(): void
    {
        Shop::Smarty()->assign('jtlTwintExpress', $this->places);
    }
}
