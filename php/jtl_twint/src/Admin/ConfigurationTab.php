<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Settings\SecretState;

/** Access data and settings. */
final class ConfigurationTab implements Tab
{
    private const ENVIRONMENTS = ['production', 'testing'];

    public function __construct(
        private readonly Services $services,
        private readonly View $view,
    ) {
    }

    public function act(PostedForm $form): ?Notice
    {
        if ($form->action() !== CredentialsForm::ACTION || !Extension::isUsable()) {
            return null;
        }
        if (!Permission::Configure->isGranted()) {
            return Notice::error(__('twint.notPermitted'));
        }

        return (new CredentialsForm($this->services->secrets(), $this->services->facts()))->submit($form, $_FILES);
    }

    public function render(int $menuId): string
    {
        return $this->view->fetch('configuration.tpl', [
            'menuId' => $menuId,
            'url' => $this->services->plugin()->getPaths()->getBackendURL(),
            'usable' => Extension::isUsable(),
            'access' => $this->access(),
        ]);
    }

    /** @return list<array{environment: string, state: string, facts: array<array-key, mixed>}> */
    private function access(): array
    {
        $access = [];
        foreach (self::ENVIRONMENTS as $environment) {
            $access[] = [
                'environment' => $environment,
                'state' => match ($this->services->secrets()->state($environment)) {
                    SecretState::Missing => 'missing',
                    SecretState::Readable => 'readable',
                    SecretState::Unreadable => 'unreadable',
                },
                'facts' => $this->services->facts()->get('certificate.' . $environment) ?? [],
            ];
        }

        return $access;
    }
}
