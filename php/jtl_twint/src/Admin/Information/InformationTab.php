<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Information;

use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Download;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Permission;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\Tab;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronSecret;
use Plugin\jtl_twint\src\Cron\SweepLog;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\Checklist;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\Settings;

/** What support asks for, a test of the whole way to TWINT, and the address for the hosting's cron. */
final class InformationTab implements Tab
{
    private const ROTATE = 'cron.rotate';
    private const EXPORT = 'export';
    private const SELF_TEST = 'selfTest';

    /** @var list<SelfTestStep> */
    private array $steps = [];

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Database $database,
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly ConnectionFacts $known,
        private readonly SweepLog $sweepLog,
        private readonly CertificateKeeper $certificates,
        #[\SensitiveParameter]
        private readonly CronSecret $cronSecret,
        private readonly SupportExport $export,
        private readonly SelfTest $selfTest,
        private readonly Checklist $checklist,
        private readonly View $view,
    ) {
    }

    public function act(PostedForm $form): ?Notice
    {
        if (!Permission::Configure->isGranted()) {
            return Notice::error(__('twint.notPermitted'));
        }

        return match ($form->action()) {
            self::ROTATE => $this->rotate(),
            self::EXPORT => $this->export($form->text('twint_order')),
            self::SELF_TEST => $this->selfTest(),
            default => null,
        };
    }

    public function render(int $menuId): string
    {
        $report = $this->report();
        $mayConfigure = Permission::Configure->isGranted();

        return $this->view->fetch('information.tpl', [
            'tab' => 'Information',
            'menuId' => $menuId,
            'url' => $this->plugin->getPaths()->getBackendURL(),
            'sections' => $report->sections(),
            'text' => $report->text($this->checklist->checks(new \DateTimeImmutable())),
            'cronUrl' => $mayConfigure ? Shop::getURL() . CronEndpoint::PATH . $this->cronSecret->current() : null,
            'mayConfigure' => $mayConfigure,
            'usable' => Extension::isUsable(),
            'test' => $this->settings->isTest(),
            'steps' => $this->steps,
        ]);
    }

    private function rotate(): Notice
    {
        $this->cronSecret->rotate();

        return Notice::success(__('twint.cronRotated'));
    }

    private function export(string $orderNumber): Notice
    {
        if ($orderNumber !== '' && !$this->export->knowsOrder($orderNumber)) {
            return Notice::error(__('twint.exportNoOrder'));
        }
        $report = $this->report()->text($this->checklist->checks(new \DateTimeImmutable()));
        $zip = $this->export->zip($report, $orderNumber);
        if ($zip === null) {
            return Notice::error(__('twint.exportFailed'));
        }
        Download::send('twint-support-' . gmdate('Ymd-His') . '.zip', 'application/zip', $zip);
    }

    private function selfTest(): Notice
    {
        if (!Extension::isUsable()) {
            return Notice::error(__('twint.extensionUnusable'));
        }
        $this->steps = $this->selfTest->run();
        foreach ($this->steps as $step) {
            if ($step->problem !== null) {
                return Notice::error(__('twint.selfTest.bad'));
            }
        }

        return $this->steps === []
            ? Notice::error(__('twint.selfTestLive'))
            : Notice::success(__('twint.selfTest.good'));
    }

    private function report(): SystemReport
    {
        return new SystemReport(
            $this->plugin,
            $this->database,
            $this->known,
            $this->sweepLog,
            $this->settings,
            array_map($this->reported(...), $this->sets->all()),
        );
    }

    private function reported(AccessData $set): ReportedSet
    {
        $access = $set->in($this->settings->environment());

        return new ReportedSet(
            $this->sets->areSeveral() ? $set->label() : '',
            $access,
            Extension::isUsable() ? $this->certificates->facts($access) : null,
        );
    }
}
