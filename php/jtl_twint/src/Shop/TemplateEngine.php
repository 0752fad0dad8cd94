<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Smarty\JTLSmarty;

/**
 * Which object renders in this shop. Up to JTL-Shop 5.5 the shop's own class is the engine. Since 5.6 that class is a Smarty 5 which,
 * by default, hands what the shop does on to a Smarty 4 inside; templates made with the outer one know none of the shop's plugins, and
 * what is switched on at the outer one, such as escaping, does not reach the templates of the inner.
 */
final class TemplateEngine
{
    public static function of(JTLSmarty $smarty): JTLSmarty|\Smarty
    {
        return \defined('SMARTY_LEGACY_MODE') && \constant('SMARTY_LEGACY_MODE') === true
            ? $smarty->_getSmartyObj()
            : $smarty;
    }
}
