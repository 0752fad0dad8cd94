<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Widget;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Bookings\Movements;
use Plugin\jtl_twint\src\Admin\PluginPage;
use Plugin\jtl_twint\src\Admin\Transactions\AskedDays;
use Plugin\jtl_twint\src\Admin\Transactions\Chf;
use Plugin\jtl_twint\src\Admin\Transactions\PhaseWords;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Cron\SweepLog;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\CronCheck;
use Plugin\jtl_twint\src\Health\Sentence;
use Plugin\jtl_twint\src\Payment\Attention;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Settings\SecretState;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Psr\Log\LoggerInterface;

/** What a merchant wants to know of TWINT in the morning. It calls nobody, and shows what it knows without the extension too. */
final class Today
{
    public function __construct(
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly SecretStore $secrets,
        private readonly Movements $movements,
        private readonly PhaseCounts $counts,
        private readonly Attention $attention,
        private readonly SweepLog $sweepLog,
        private readonly PluginPage $page,
        private readonly View $view,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** Never throws: the dashboard has other widgets. */
    public function html(): string
    {
        try {
            return $this->view->fetch('widget/today.tpl', [
                'isSetUp' => $this->isSetUp(),
                'usable' => Extension::isUsable(),
                'test' => $this->settings->isTest(),
                'setUpUrl' => $this->page->tab('Configuration'),
                'lines' => $this->lines(),
            ]);
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: the widget of the dashboard: {error}', ['error' => $exception->getMessage()]);

            return $this->view->fetch('trouble.tpl', [
                'says' => __('twint.trouble'),
                'error' => $exception->getMessage(),
            ]);
        }
    }

    private function isSetUp(): bool
    {
        foreach ($this->sets->all() as $set) {
            if ($this->secrets->state($set->in($this->settings->environment())) !== SecretState::Missing) {
                return true;
            }
        }

        return false;
    }

    /** @return list<Line> */
    private function lines(): array
    {
        $counts = $this->counts->read();
        $in = static fn(string ...$phases): int => array_sum(array_intersect_key($counts, array_flip($phases)));
        $uncertain = $in(Phases::UNCERTAIN);
        $ending = $this->attention->endingReservations();
        $age = $this->sweepLog->age();

        return [
            ...Extension::isUsable() ? $this->moved() : [],
            new Line('waiting', (string) $in(Phases::PENDING), $this->filtered(Phases::PENDING)),
            new Line('reserved', (string) $in(Phases::AUTHORISED), $this->filtered(Phases::AUTHORISED)),
            new Line('partly', (string) $in(Phases::PARTIALLY_CAPTURED), $this->filtered(Phases::PARTIALLY_CAPTURED)),
            new Line('uncertain', (string) $uncertain, $this->filtered(Phases::UNCERTAIN), $uncertain > 0),
            new Line('ending', (string) $ending, $this->filtered(PhaseWords::ATTENTION), $ending > 0),
            new Line(
                'cron',
                $age === null ? __('twint.report.never') : Sentence::ago($age)->text(),
                $this->page->tab('Information'),
                $age === null || $age > CronCheck::LATE_SECONDS,
            ),
        ];
    }

    /** @return list<Line> */
    private function moved(): array
    {
        $today = new \DateTimeImmutable('today');
        $moved = $this->movements->totals($today, $today->modify('+1 day'), $this->settings->environment());
        $day = AskedDays::word($today);
        $bookings = $this->page->tab('Transactions', ['twint_screen' => 'bookings', 'from' => $day, 'to' => $day]);

        return [
            new Line('captured', Chf::text($moved['captured']), $bookings),
            new Line('refunded', Chf::text($moved['refunded']), $bookings),
        ];
    }

    private function filtered(string $phase): string
    {
        return $this->page->tab('Transactions', ['phase' => $phase]);
    }
}
