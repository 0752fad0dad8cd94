<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Helpers\Form;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Settings\SecretState;

/** Access data, and what is missing until payments work. Rendered with every view of the plugin's page: no network. */
final class ConfigurationTab
{
    private const ENVIRONMENTS = ['production', 'testing'];
    private const ROTATE = 'rotate';

    public function __construct(
        private readonly Services $services,
        private readonly JTLSmarty $smarty,
    ) {
    }

    public function render(int $menuId): string
    {
        $usable = Extension::isUsable();
        $result = $usable ? $this->act() : null;

        return $this->smarty
            ->assign('twintMenuId', $menuId)
            ->assign('twintAction', $this->services->plugin()->getPaths()->getBackendURL())
            ->assign('twintUsable', $usable)
            ->assign('twintLoaded', Extension::isLoaded())
            ->assign('twintVersion', Extension::version())
            ->assign('twintNeededVersion', Extension::MINIMUM_VERSION)
            ->assign('twintBuild', Extension::neededBuild())
            ->assign('twintResult', $result)
            ->assign('twintResultText', $result?->message())
            ->assign('twintEnvironment', $this->services->settings()->environment())
            ->assign('twintAccess', $this->access())
            ->assign('twintCronUrl', Shop::getURL() . CronEndpoint::PATH . $this->services->cronSecret()->current())
            ->assign('twintSweepAge', $this->services->facts()->age(Sweep::FACT))
            ->fetch($this->services->plugin()->getPaths()->getAdminPath() . 'templates/configuration.tpl');
    }

    private function act(): ?FormResult
    {
        $action = $_POST['twint_action'] ?? null;
        if ($action === CredentialsForm::ACTION) {
            return (new CredentialsForm($this->services->secrets(), $this->services->facts()))->submit($_POST, $_FILES);
        }
        if ($action !== self::ROTATE) {
            return null;
        }
        if (!Form::validateToken()) {
            return FormResult::error('formExpired');
        }
        $this->services->cronSecret()->rotate();

        return FormResult::saved();
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
