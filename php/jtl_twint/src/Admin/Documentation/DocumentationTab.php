<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Documentation;

use JTL\Plugin\PluginInterface;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\Tab;
use Plugin\jtl_twint\src\Admin\View;

/** The manual, where the merchant is. It takes the place of the tab that the shop makes of README.md, which speaks of the installation. */
final class DocumentationTab implements Tab
{
    /** How the shop names that tab. */
    private const README = 'docs';

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Manual $manual,
        private readonly JTLSmarty $smarty,
        private readonly View $view,
    ) {
    }

    public function act(PostedForm $form): ?Notice
    {
        return null;
    }

    public function render(int $menuId): string
    {
        $manual = $this->manual->html();
        if ($manual !== null) {
            $this->hideReadme();
        }

        return $this->view->fetch('documentation.tpl', [
            // HTML of our own file.
            'manual' => $manual,
            'assets' => $this->plugin->getPaths()->getAdminURL(),
            'version' => (string) $this->plugin->getMeta()->getVersion(),
        ]);
    }

    /** Two tabs of the same name would only confuse. */
    private function hideReadme(): void
    {
        $shown = $this->smarty->getTemplateVars('oPlugin');
        if ($shown instanceof PluginInterface) {
            $menu = $shown->getAdminMenu();
            $menu->setItems($menu->getItems()->filter(
                static fn(object $item): bool => ($item->name ?? '') !== self::README,
            ));
        }
    }
}
