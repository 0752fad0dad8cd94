<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Shop;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Services;

/** What support asks for. */
final class InformationTab implements Tab
{
    private const ROTATE = 'rotate';

    public function __construct(
        private readonly Services $services,
        private readonly View $view,
    ) {
    }

    public function act(PostedForm $form): ?Notice
    {
        if ($form->action() !== self::ROTATE) {
            return null;
        }
        if (!Permission::Configure->isGranted()) {
            return Notice::error(__('twint.notPermitted'));
        }
        $this->services->cronSecret()->rotate();

        return Notice::success(__('twint.saved'));
    }

    public function render(int $menuId): string
    {
        return $this->view->fetch('information.tpl', [
            'menuId' => $menuId,
            'url' => $this->services->plugin()->getPaths()->getBackendURL(),
            'cronUrl' => Shop::getURL() . CronEndpoint::PATH . $this->services->cronSecret()->current(),
            'sweepAge' => $this->services->facts()->age(Sweep::FACT),
        ]);
    }
}
