<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Plugin\PluginInterface;
use JTL\Smarty\JTLSmarty;

/**
 * The shop names the tabs when it loads the plugin, before it is known in which language the merchant wants to read them; and
 * its own menu has a "Configuration", whose translation would win.
 */
final class TabNames
{
    /** Not seen, and not read out. With it a name is no key of the shop's catalogues, where its template looks it up once more. */
    private const NO_KEY = "\u{2060}";

    public function __construct(
        private readonly JTLSmarty $smarty,
    ) {
    }

    /** @param list<string> $names as in info.xml */
    public function translate(array $names): void
    {
        $shown = $this->smarty->getTemplateVars('oPlugin');
        if (!$shown instanceof PluginInterface) {
            return;
        }
        foreach ($shown->getAdminMenu()->getItems()->all() as $item) {
            $name = $item->name ?? '';
            if (is_string($name) && in_array($name, $names, true)) {
                $item->displayName = __('twint.tab.' . $name) . self::NO_KEY;
            }
        }
    }
}
