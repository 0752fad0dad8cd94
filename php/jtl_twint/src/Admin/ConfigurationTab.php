<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Access\WatchedSets;
use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\Checklist;
use Plugin\jtl_twint\src\Health\CheckState;
use Plugin\jtl_twint\src\Health\Sentence;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\SecretState;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;

/** The checklist, the access data and the settings. */
final class ConfigurationTab implements Tab
{
    private const CHECK = 'check';
    private const LIVE_SHOP = 'liveShop';

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Settings $settings,
        private readonly SettingsForm $settingsForm,
        private readonly AccessRepository $sets,
        private readonly WatchedSets $watched,
        private readonly AccessSetForm $setForm,
        private readonly AccessPanel $accessPanel,
        private readonly CertificateForm $certificateForm,
        private readonly CertificateKeeper $certificates,
        private readonly SecretStore $secrets,
        private readonly Availability $availability,
        private readonly LiveShop $liveShop,
        private readonly Checklist $checklist,
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    public function act(PostedForm $form): ?Notice
    {
        if ($form->action() === self::CHECK) {
            return $this->check();
        }
        if (!Permission::Configure->isGranted()) {
            return Notice::error(__('twint.notPermitted'));
        }

        return match (true) {
            $form->action() === SettingsForm::ACTION => $this->settingsForm->submit($form),
            $form->action() === self::LIVE_SHOP => $this->adoptLiveShop(),
            AccessSetForm::isFor($form->action()) => $this->setForm->submit($form),
            CertificateForm::isFor($form->action()) && Extension::isUsable() => $this->certificateForm->submit($form),
            default => null,
        };
    }

    public function render(int $menuId): string
    {
        $findings = [];
        $done = 0;
        foreach ($this->checklist->checks(new \DateTimeImmutable()) as $check) {
            $finding = $check->finding();
            $findings[] = [
                'name' => $check->name(),
                'finding' => $finding,
                'explained' => $this->manual->placeOf($finding->says->message()),
            ];
            $done += $finding->state === CheckState::Ok ? 1 : 0;
        }

        return $this->view->fetch('configuration.tpl', [
            'tab' => 'Configuration',
            'menuId' => $menuId,
            'url' => $this->plugin->getPaths()->getBackendURL(),
            'adminUrl' => Shop::getAdminURL() . '/',
            'shopUrl' => Shop::getURL() . '/',
            'usable' => Extension::isUsable(),
            'mayConfigure' => Permission::Configure->isGranted(),
            'findings' => $findings,
            'done' => $done,
            'sets' => $this->accessPanel->sets(),
            'several' => $this->sets->areSeveral(),
            'setProblem' => $this->setForm->problem(),
            'setExplained' => $this->manual->placeOf($this->setForm->problem()?->text),
            'problem' => $this->certificateForm->problem(),
            'problemExplained' => $this->manual->placeOf($this->certificateForm->problem()?->text),
            'groups' => $this->settings(),
            'address' => $this->liveShop->address(),
            'liveElsewhere' => $this->liveShop->elsewhere(),
        ]);
    }

    /** @return list<array{group: string, fields: list<array<string, mixed>>}> with the places that explain what is not right */
    private function settings(): array
    {
        $groups = [];
        foreach ($this->settingsForm->groups() as ['group' => $group, 'fields' => $fields]) {
            $groups[] = [
                'group' => $group,
                'fields' => array_map(
                    fn(array $field): array => $field + ['explained' => $this->manual->placeOf($field['problem'])],
                    $fields,
                ),
            ];
        }

        return $groups;
    }

    private function adoptLiveShop(): Notice
    {
        $this->liveShop->adopt();

        return Notice::success(__('twint.liveShop.adopted'));
    }

    /** By a click only: this is the one place of the tab that calls TWINT. */
    private function check(): Notice
    {
        if (!Extension::isUsable()) {
            return Notice::error(__('twint.extensionUnusable'));
        }
        $bad = [];
        foreach ($this->watched->all() as $set) {
            $says = $this->checkOf($set->in($this->settings->environment()));
            if ($says !== null) {
                $bad[] = $this->sets->areSeveral() ? $says->of($set->label()) : $says;
            }
        }

        return match (true) {
            $bad !== [] => Notice::error(...$bad),
            $this->sets->on() === [] => Notice::error(__('twint.check.accessRules.none')),
            default => Notice::success(__('twint.connectionGood')),
        };
    }

    /** What is wrong; null: nothing is. */
    private function checkOf(AccessKey $access): ?Sentence
    {
        return match ($this->secrets->state($access)) {
            SecretState::Missing => new Sentence(
                'twint.connectionWithoutAccess',
                __('twint.access.' . $access->environment),
            ),
            SecretState::Unreadable => new Sentence('twint.certificateLost'),
            SecretState::Readable => $this->ask($access),
        };
    }

    private function ask(AccessKey $access): ?Sentence
    {
        if (!$this->availability->renew($access)) {
            return new Sentence('twint.connectionBad');
        }
        $this->certificates->askValidity($access);

        return null;
    }
}
