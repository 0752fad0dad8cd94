<?php

declare(strict_types=1);

namespace Plugin\jtl_twint;

use JTL\Widgets\AbstractWidget;
use Plugin\jtl_twint\src\Admin\Widget\Today;
use Plugin\jtl_twint\src\Container;
use Plugin\jtl_twint\src\Shop\MerchantLanguage;

/** TWINT on the dashboard. The shop finds it by this name, which info.xml gives. */
class TwintToday extends AbstractWidget
{
    /** @inheritdoc */
    public function getContent(): string
    {
        $container = Container::booted();
        if ($container === null) {
            return '';
        }
        $container->get(MerchantLanguage::class)->speak();

        return $container->drawWith($this->getSmarty())->get(Today::class)->html();
    }
}
