<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Plugin\PluginInterface;
use JTL\Smarty\JTLSmarty;

/** The shop names the tabs when it loads the plugin, before it is known in which language the merchant wants to read them. */
final class TabNames
{
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
                $item->displayName = __($name);
            }
        }
    }
}
