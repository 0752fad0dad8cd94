<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Admin\Transactions\PhaseCounts;
use Plugin\jtl_twint\src\Payment\ClaimLostException;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\NotPayableException;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\PhaseBook;
use Plugin\jtl_twint\src\Payment\SentCancel;
use Plugin\jtl_twint\src\Payment\Settlement;
use Plugin\jtl_twint\src\Payment\Starter;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\BankAppList;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Wawi\Unheard;
use Plugin\jtl_twint\src\Wawi\Worker;
use Psr\Log\LoggerInterface;
use Twint\Action;
use Twint\Actor;
use Twint\Event;
use Twint\Merchant;
use Twint\Order;
use Twint\TwintException;

/**
 * Looks after every payment that nobody is watching. Two at once share the work: each row is claimed by one of them.
 */
final class Sweep
{
    public const FACT = 'sweep';
    public const BUDGET_SECONDS = 25;

    private const BATCH = 32;
    private const CONCURRENCY = 16;
    private const NEWS_AT_ONCE = 16;
    /** Longer than a batch of which every call runs into its timeout. */
    private const CLAIM_SECONDS = 60;
    private const OPEN = ['created', 'pending', 'authorised', 'uncertain', 'partially_captured'];

    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly OperationRepository $operations,
        private readonly PaymentService $payments,
        private readonly ManualOperations $manual,
        private readonly Settlement $settlement,
        private readonly Starter $starter,
        private readonly PhaseBook $book,
        private readonly MerchantFactory $merchants,
        private readonly Availability $availability,
        private readonly BankAppList $bankApps,
        private readonly Settings $settings,
        private readonly OrderGateway $orders,
        private readonly FactStore $facts,
        private readonly Unheard $unheard,
        private readonly Worker $wawi,
        private readonly LoggerInterface $logger,
        private readonly Reconciliation $reconciliation,
        private readonly PhaseCounts $counts,
    ) {
    }

    public function run(
        int $budgetSeconds = self::BUDGET_SECONDS,
        \DateTimeImmutable $now = new \DateTimeImmutable(),
    ): SweepReport {
        $started = (int) hrtime(true);
        $deadline = $started + ($budgetSeconds * 1_000_000_000);
        $report = new SweepReport();
        try {
            $this->finishDuties($report, $deadline);
            $this->findOut($report, $deadline);
            $this->settleOpen($report, $deadline);
            $this->giveUp($report, $deadline);
            $this->findForgotten($report, $deadline);
            $this->unheard->note();
            $this->workOffNews($report, $deadline);
            if (hrtime(true) < $deadline) {
                $this->availability->renew();
                $this->bankApps->renewIfOld();
                $this->reconcile($now);
            }
        } catch (\Throwable $exception) {
            $report->trouble = $exception::class;
            $this->logger->error('TWINT sweep: {error}', ['error' => $exception->getMessage()]);
        }
        $report->milliseconds = intdiv((int) hrtime(true) - $started, 1_000_000);
        $this->facts->put(self::FACT, $report->toArray());

        return $report;
    }

    private function finishDuties(SweepReport $report, int $deadline): void
    {
        foreach ($this->transactions->withUndoneDuties(200) as $id) {
            if (!$this->inTime($report, $deadline)) {
                return;
            }
            $this->payments->finishDuties($id);
            $report->duties++;
        }
    }

    /** What somebody wished and a lost answer or a crash left without an end. */
    private function findOut(SweepReport $report, int $deadline): void
    {
        foreach ($this->operations->toFindOut(50) as $id) {
            if (!$this->inTime($report, $deadline)) {
                return;
            }
            $this->manual->findOut($this->transactions->get($id), Actor::Cron, '');
            $report->asked++;
        }
    }

    private function settleOpen(SweepReport $report, int $deadline): void
    {
        $now = $this->transactions->now();
        do {
            if (!$this->inTime($report, $deadline)) {
                return;
            }
            [$claim, $rows] = $this->transactions->claimDue(self::OPEN, $now, self::BATCH, self::CLAIM_SECONDS);
            $unanswered = $this->settleBatch($rows, $claim, $report);
            if ($rows !== [] && $unanswered === count($rows)) {
                // TWINT is away; the rest would only wait as long each.
                $report->complete = false;

                return;
            }
        } while (count($rows) === self::BATCH);
    }

    /**
     * @param list<Transaction> $rows
     * @return int how many got no answer
     */
    private function settleBatch(array $rows, string $claim, SweepReport $report): int
    {
        $answers = $this->ask($rows);
        $cancels = $this->cancel($rows, $claim, $answers);
        $unchanged = [];
        $unanswered = 0;
        foreach ($rows as $row) {
            $answer = $row->twintUuid === null ? null : $answers[$row->twintUuid] ?? null;
            $report->asked++;
            if ($answer instanceof Order && $this->isNothingNew($row, $answer)) {
                $unchanged[] = $row->id;
                continue;
            }
            $after = $this->payments->underClaim($row->id, $claim, fn(Transaction $fresh): Transaction => $answer
                === null
                    ? $this->settlement->run($fresh, $claim, Actor::Cron, '')
                    : $this->settlement->continueWith(
                        $fresh,
                        $claim,
                        Actor::Cron,
                        '',
                        $answer,
                        $cancels[$fresh->id] ?? null,
                    ));
            $unanswered += $answer instanceof TwintException && $answer->order === null ? 1 : 0;
            $report->changed += $after->phase === $row->phase ? 0 : 1;
        }
        $this->transactions->releaseAll($unchanged, $claim, $this->settings->pollIntervalSeconds());
        $report->unanswered += $unanswered;

        return $unanswered;
    }

    /**
     * @param list<Transaction> $rows
     * @return array<string, Order|TwintException> by UUID
     */
    private function ask(array $rows): array
    {
        return $this->together($rows, static fn(Merchant $merchant, array $uuids): array => \Twint\poll_many(
            $merchant,
            $uuids,
            self::CONCURRENCY,
        ));
    }

    /**
     * Whatever expired, right after it was asked about.
     *
     * @param list<Transaction> $rows
     * @param array<string, Order|TwintException> $answers
     * @return array<int, SentCancel> by the row's id
     */
    private function cancel(array $rows, string $claim, array $answers): array
    {
        $operations = [];
        $expired = [];
        foreach ($rows as $row) {
            $order = $answers[(string) $row->twintUuid] ?? null;
            try {
                $operation = $order instanceof Order
                    ? $this->settlement->noteCancel($row, $claim, Actor::Cron, '', $order)
                    : null;
            } catch (ClaimLostException) {
                continue;
            }
            if ($operation !== null) {
                $operations[$row->id] = $operation;
                $expired[] = $row;
            }
        }
        $answers = $this->together($expired, static fn(Merchant $merchant, array $uuids): array => \Twint\cancel_many(
            $merchant,
            $uuids,
            self::CONCURRENCY,
        ));
        $sent = [];
        foreach ($expired as $row) {
            $answer = $answers[(string) $row->twintUuid] ?? null;
            if ($answer !== null) {
                $sent[$row->id] = new SentCancel($operations[$row->id], $answer);
            }
        }

        return $sent;
    }

    /**
     * @param list<Transaction> $rows
     * @param callable(Merchant, list<string>): array<string, Order|TwintException> $work
     * @return array<string, Order|TwintException> by UUID
     */
    private function together(array $rows, callable $work): array
    {
        $merchants = [];
        $uuids = [];
        foreach ($rows as $row) {
            $uuid = $row->twintUuid;
            if ($uuid === null) {
                continue;
            }
            try {
                $merchant = $this->merchants->for($row);
            } catch (NotConfiguredException) {
                continue;
            }
            $merchants[spl_object_id($merchant)] = $merchant;
            $uuids[spl_object_id($merchant)][] = $uuid;
        }
        $answers = [];
        foreach ($merchants as $id => $merchant) {
            try {
                $answers += $work($merchant, $uuids[$id]);
            } catch (TwintException $exception) {
                // One of them upsets the whole; each is asked alone then.
                $this->logger->error('TWINT sweep: {error}', ['error' => $exception->getMessage()]);
            }
        }

        return $answers;
    }

    private function isNothingNew(Transaction $row, Order $order): bool
    {
        if ($row->phase !== 'pending' || $row->expired || $row->pairingToken === null || $row->duties !== []) {
            return false;
        }
        $step = \Twint\next_step($row->payment(), $order);

        return $step->event === null && $step->action === Action::Wait && !$step->unrecognised;
    }

    /** Orders whose last attempt failed long ago: nobody will try again. */
    private function giveUp(SweepReport $report, int $deadline): void
    {
        $now = $this->transactions->now();
        do {
            if (!$this->inTime($report, $deadline)) {
                return;
            }
            [$claim, $rows] = $this->transactions->claimDue(
                ['cancelled', 'failed'],
                $now,
                self::BATCH,
                self::CLAIM_SECONDS,
            );
            foreach ($rows as $row) {
                $this->endWith($row->id, $claim, fn(Transaction $fresh): Transaction => $this->giveUpOne(
                    $fresh,
                    $claim,
                    $report,
                ));
            }
        } while (count($rows) === self::BATCH);
    }

    private function giveUpOne(Transaction $transaction, string $claim, SweepReport $report): Transaction
    {
        $state = $this->orders->state($transaction->orderId);
        $latest = $this->transactions->latestOfOrder($transaction->orderId);
        $isUnfinished = $state !== null && ($state->isOpen() || $state->isShipped());
        if (!$isUnfinished || $latest?->id !== $transaction->id) {
            return $transaction;
        }
        $report->givenUp++;

        return $this->book->apply($transaction, $claim, Event::GivenUp, Actor::Cron, '');
    }

    /** Orders that were placed without an attempt coming of it: the process died in between. */
    private function findForgotten(SweepReport $report, int $deadline): void
    {
        $minutes = $this->settings->giveUpAfterMinutes();
        foreach ($this->orders->forgotten($minutes, self::BATCH) as $orderId) {
            if (!$this->inTime($report, $deadline)) {
                return;
            }
            $order = $this->orders->load($orderId);
            if ($order === null) {
                continue;
            }
            try {
                [$transaction, $claim] = $this->starter->note($order, 'ger');
            } catch (NotPayableException) {
                continue;
            }
            if ($claim === null) {
                continue;
            }
            // It is older than the buyer's time to try again, so it ends with this.
            $this->endWith($transaction->id, $claim, function (Transaction $fresh) use ($claim): Transaction {
                $this->operations->resolve($fresh->id, Operation::START, false);
                $failed = $this->book->apply($fresh, $claim, Event::StartRefused, Actor::Cron, '', [
                    'reason' => 'forgotten',
                ]);

                return $this->book->apply($failed, $claim, Event::GivenUp, Actor::Cron, '');
            });
            $report->forgotten++;
        }
    }

    /**
     * Does the last that is to be done for an attempt, which rests from then on. What breaks off is done by a later sweep.
     *
     * @param callable(Transaction): Transaction $work
     */
    private function endWith(int $transactionId, string $claim, callable $work): void
    {
        $isOver = false;
        $this->payments->underClaim($transactionId, $claim, static function (Transaction $fresh) use (
            $work,
            &$isOver,
        ): Transaction {
            $after = $work($fresh);
            $isOver = true;

            return $after;
        });
        if ($isOver) {
            $this->transactions->rest($transactionId);
        }
    }

    /** What Wawi told, a little at a time: buyers who wait come first, however much there is. */
    private function workOffNews(SweepReport $report, int $deadline): void
    {
        while ($this->inTime($report, $deadline)) {
            $worked = $this->wawi->workOff(self::NEWS_AT_ONCE, $deadline);
            $report->news += $worked ?? 0;
            if ($worked === null || $worked === 0) {
                $report->complete = $report->complete && $worked === 0;

                return;
            }
            $this->settleOpen($report, $deadline);
        }
    }

    /** Once a night. */
    private function reconcile(\DateTimeImmutable $now): void
    {
        if ($this->reconciliation->nightly($now)) {
            $this->counts->count();
        }
    }

    private function inTime(SweepReport $report, int $deadline): bool
    {
        if (hrtime(true) < $deadline) {
            return true;
        }
        $report->complete = false;

        return false;
    }
}
