<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\ReportStore;
use Plugin\jtl_twint\src\Persistence\UtcTime;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Settings\Settings;
use Psr\Log\LoggerInterface;
use Twint\Merchant;
use Twint\ReconciliationFinding;
use Twint\TwintException;

/** Lays a range of days at TWINT beside ours and keeps what differs, until the next time. */
final class Reconciliation
{
    public const MOST_DAYS = 31;

    private const NIGHTLY_DAYS = 3;
    private const NIGHTLY_FROM_HOUR = 3;
    private const MOST_DIFFERENCES = 500;
    /** Between our row and TWINT's order; what lies across midnight must not look lost. */
    private const MARGIN_MINUTES = 30;
    /** Nobody but the buyer is at fault for what is just being paid. */
    private const YOUNGEST_MINUTES = 10;

    public function __construct(
        private readonly OwnRecords $own,
        private readonly TwintRecords $twint,
        private readonly MerchantFactory $merchants,
        private readonly Stores $stores,
        private readonly Settings $settings,
        private readonly ReportStore $reports,
        private readonly LateFees $fees,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** @return array<array-key, mixed>|null what was found the last time */
    public function latest(): ?array
    {
        return $this->reports->reconciliation();
    }

    /** How many of the differences of the last time call for somebody. */
    public function alarms(): int
    {
        return $this->reports->reconciliationAlarms();
    }

    /**
     * A store that could not be asked is counted in what is kept, and logged.
     *
     * @param \DateTimeImmutable $first midnight at the beginning of the first day
     * @param \DateTimeImmutable $end midnight after the last one
     * @throws TwintException where none could be asked
     * @throws NotConfiguredException
     */
    public function run(\DateTimeImmutable $first, \DateTimeImmutable $end, \DateTimeImmutable $now): void
    {
        $utc = new \DateTimeZone('UTC');
        $newest = $now->setTimezone($utc)->modify('-' . self::YOUNGEST_MINUTES . ' minutes');
        $from = $first->setTimezone($utc);
        $to = min($end->setTimezone($utc), $newest);
        $stores = $this->stores->in($this->settings->environment(), $from, $to);
        $comparisons = [];
        $trouble = $stores === [] ? new NotConfiguredException('no_access_data', 'No set of access data is on.') : null;
        foreach ($stores as $access) {
            try {
                $comparisons[$access->set] = $this->compareStore($access, $from, $to);
            } catch (TwintException|NotConfiguredException $exception) {
                $trouble ??= $exception;
                $this->logger->error('TWINT reconciliation: the store of access data {set} could not be asked: {error}', [
                    'set' => $access->set,
                    'error' => $exception->getMessage(),
                ]);
            }
        }
        if ($comparisons !== []) {
            $this->keep($comparisons, $first, $end, $now, count($stores) - count($comparisons));
        }
        if ($comparisons === [] && $trouble !== null) {
            throw $trouble;
        }
    }

    /**
     * @throws TwintException
     * @throws NotConfiguredException
     */
    private function compareStore(
        AccessKey $access,
        \DateTimeImmutable $from,
        \DateTimeImmutable $to,
    ): Comparison {
        $merchant = $this->merchants->of($access);
        $there = [];
        for ($day = $from; $day < $to; $day = $day->modify('+1 day')) {
            $there = [
                ...$there,
                ...$this->twint->between(
                    $merchant,
                    $day->modify('-' . self::MARGIN_MINUTES . ' minutes'),
                    min($day->modify('+1 day'), $to)->modify('+' . self::MARGIN_MINUTES . ' minutes'),
                ),
            ];
        }
        $this->noteFees($there);

        return $this->compare($merchant, $access, $there, $from, $to);
    }

    /** @param non-empty-array<int, Comparison> $comparisons by the set of access data */
    private function keep(
        array $comparisons,
        \DateTimeImmutable $first,
        \DateTimeImmutable $end,
        \DateTimeImmutable $now,
        int $unasked,
    ): void {
        $matched = 0;
        $differences = [];
        foreach ($comparisons as $set => $comparison) {
            $matched += $comparison->matched;
            foreach ($comparison->differences as $difference) {
                $differences[] = $difference->toArray() + ['set' => $set];
            }
        }
        $alarms = count(array_filter(
            $differences,
            static fn(array $difference): bool => $difference['alarming'] === true,
        ));
        $this->reports->keepReconciliation([
            'from' => $first->format('Y-m-d'),
            'to' => $end->modify('-1 day')->format('Y-m-d'),
            'environment' => $this->settings->environment(),
            'checkedAt' => UtcTime::text($now),
            'unasked' => $unasked,
            'matched' => $matched,
            'alarms' => $alarms,
            'cut' => max(0, count($differences) - self::MOST_DIFFERENCES),
            'differences' => array_slice($differences, 0, self::MOST_DIFFERENCES),
        ], $alarms);
    }

    /** @param list<Record> $there */
    private function noteFees(array $there): void
    {
        foreach ($there as $record) {
            if (!$record->refund && $record->uuid !== null && $record->fee !== null) {
                $this->fees->note($record->uuid, $record->fee);
            }
        }
    }

    /**
     * The last days, once a night.
     *
     * @return bool whether it was time
     * @throws TwintException
     * @throws NotConfiguredException
     */
    public function nightly(\DateTimeImmutable $now): bool
    {
        $today = $now->setTime(0, 0);
        if ($this->merchants->configured() === [] || (int) $now->format('G') < self::NIGHTLY_FROM_HOUR) {
            return false;
        }
        // First, so that a night without TWINT is not asked for every minute, and by one of two sweeps at once.
        if (!$this->reports->beginReconciliationNight($today->format('Y-m-d'))) {
            return false;
        }
        $this->run($today->modify('-' . self::NIGHTLY_DAYS . ' days'), $today, $now);

        return true;
    }

    /** @param list<Record> $there */
    private function compare(
        Merchant $merchant,
        AccessKey $access,
        array $there,
        \DateTimeImmutable $from,
        \DateTimeImmutable $to,
    ): Comparison {
        $environment = $access->environment;
        $store = $this->merchants->storeUuid($access);
        $margin = self::MARGIN_MINUTES . ' minutes';
        $here = $this->own->between(
            $environment,
            $store,
            $from->modify('-' . $margin)->format('Y-m-d H:i:s'),
            $to->modify('+' . $margin)->format('Y-m-d H:i:s'),
        );
        // TWINT's, twice where two ranges overlap.
        $there = self::distinct($there);
        $ours = new Records($here);
        foreach ($there as $record) {
            $other = $ours->has($record) ? null : $this->own->like($environment, $store, $record);
            if ($other !== null) {
                $here[] = $other;
            }
        }
        $theirs = new Records($there);
        $missing = [];
        foreach ($here as $record) {
            if ($record->refund || $record->uuid === null || $theirs->has($record)) {
                continue;
            }
            if (\Twint\reconcile(null, $record->side()) === ReconciliationFinding::UnknownThere) {
                $missing[] = $record->uuid;
            }
        }
        $there = [...$there, ...$this->twint->byUuid($merchant, $missing)];

        return Comparison::of(self::within($there, $here, $from, $to), self::within($here, $there, $from, $to));
    }

    /**
     * Those that begin in the range, and those whose other side does.
     *
     * @param list<Record> $records
     * @param list<Record> $others
     * @return list<Record>
     */
    private static function within(
        array $records,
        array $others,
        \DateTimeImmutable $from,
        \DateTimeImmutable $to,
    ): array {
        $in = static fn(Record $record): bool => (
            // TWINT does not always say when; what it brought was asked for.
            $record->at === ''
            || $record->at >= $from->format('Y-m-d H:i:s')
            && $record->at < $to->format('Y-m-d H:i:s')
        );
        $partners = new Records(array_values(array_filter($others, $in)));

        return array_values(array_filter(
            $records,
            static fn(Record $record): bool => $in($record) || $partners->has($record),
        ));
    }

    /**
     * @param list<Record> $records
     * @return list<Record>
     */
    private static function distinct(array $records): array
    {
        $byUuid = [];
        foreach ($records as $record) {
            $byUuid[(string) $record->uuid] = $record;
        }

        return array_values($byUuid);
    }
}
