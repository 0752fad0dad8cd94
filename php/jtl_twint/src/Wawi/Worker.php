<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Access\UnreachableSets;
use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Outcome;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\Sums;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Payment\Trouble;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\Notifier;
use Plugin\jtl_twint\src\Shop\OrderTotals;
use Psr\Log\LoggerInterface;
use Twint\AfterCall;
use Twint\CallOutcome;
use Twint\EarlierTry;
use Twint\Phase;
use Twint\WawiAction;
use Twint\WawiNews;
use Twint\WawiStep;
use Twint\WawiWish;

/**
 * Works off the news that Wawi told. The extension decides what they mean for the payment as it stands now; ManualOperations moves the
 * money. An entry may be worked on twice without harm: its key leads to one operation.
 */
final class Worker
{
    private const UNKNOWN = 'unknown';
    private const BUSY = 'busy';

    private const CAPTURED_BEFORE = 'captured_before';

    /** Of a shipment for which nothing is owed yet, or nothing more. */
    private const NOTHING_OWED = 'nothing';

    /** An entry with one of these findings waited for the outcome of its operation. */
    private const WAITED_FOR_IT = [self::UNKNOWN, self::BUSY];

    /** So often news of a parcel wait for rows that do not add up: see isBeingWritten(). */
    private const TRIES_WHILE_WRITTEN = 3;

    public function __construct(
        private readonly Queue $queue,
        private readonly Settings $settings,
        private readonly Parcels $parcels,
        private readonly TransactionRepository $transactions,
        private readonly OperationRepository $operations,
        private readonly ManualOperations $manual,
        private readonly EventRepository $events,
        private readonly OrderTotals $totals,
        private readonly Notifier $notifier,
        private readonly LoggerInterface $logger,
    ) {
    }

    /**
     * News of payments whose set of access data does not reach TWINT rest, so that the news of the other sets are worked off.
     *
     * @param int $deadline of hrtime(true)
     * @param UnreachableSets $unreachable of this sweep; those that are found now are added
     * @return int how many were worked on; 0: no other is due
     */
    public function workOff(
        int $limit,
        int $deadline,
        UnreachableSets $unreachable = new UnreachableSets(),
    ): int {
        $worked = 0;
        do {
            $entries = $this->queue->due($limit);
            foreach ($entries as $entry) {
                if (hrtime(true) >= $deadline) {
                    return $worked;
                }
                $worked += $this->queue->take($entry) && $this->guarded($entry, $unreachable) ? 1 : 0;
            }

            // Those that rest are not due any more and make room for others.
        } while ($worked === 0 && $entries !== []);

        return $worked;
    }

    /** @return bool false: it rests */
    private function guarded(Entry $entry, UnreachableSets $unreachable): bool
    {
        try {
            return $this->one($entry, $unreachable);
        } catch (\Throwable $exception) {
            // The entry stays taken for a while and is tried again then. The others do not wait for it.
            $this->log($entry, $exception);

            return true;
        }
    }

    /** @return bool false: it rests */
    private function one(Entry $entry, UnreachableSets $unreachable): bool
    {
        $payments = $this->transactions->ofOrderLocked($entry->orderId);
        if ($payments === []) {
            $this->queue->finish($entry, EntryState::Done, 'no_payment');

            return true;
        }
        $concerned = \Twint\concerned_attempt(array_map(
            static fn(Transaction $payment): Phase => $payment->phase(),
            $payments,
        ));
        $payment = $concerned === null ? null : $payments[$concerned] ?? null;
        if ($payment === null) {
            $shown = $this->transactions->shownOfOrder($entry->orderId) ?? $payments[0];
            $this->finish($entry, $shown, 'several_payments', true);

            return true;
        }
        if ($unreachable->has($payment->access())) {
            $this->queue->rest($entry);

            return false;
        }
        try {
            $isReached = $this->with($entry, $payment);
        } catch (\Throwable $exception) {
            // The operation says whether anything was sent.
            $this->log($entry, $exception);
            $isReached = $this->failed($entry, $payment, 'interrupted', $exception->getMessage());
        }
        if (!$isReached) {
            $unreachable->add($payment->access());
        }

        return true;
    }

    /** @return bool whether TWINT is reached, as far as it was asked */
    private function with(Entry $entry, Transaction $payment): bool
    {
        $wish = $this->wish($entry);
        if ($wish === null) {
            $this->finish($entry, $payment, 'nothing_by_setting');

            return true;
        }
        $key = $entry->key;
        $before = $this->operations->byKey($key);
        $earlier = \Twint\earlier_try($before?->state(), in_array($entry->finding, self::WAITED_FOR_IT, true));
        if ($earlier === EarlierTry::Done) {
            $this->finishDone($entry, $payment, $before, $entry->compared);

            return true;
        }
        if ($earlier === EarlierTry::CameToNothing) {
            return $this->failed($entry, $payment, 'interrupted', '');
        }
        if ($earlier === EarlierTry::Refused) {
            $key = $this->queue->renewKey($entry);
        }
        $isSent = $earlier === EarlierTry::Underway;
        $isReactivated = $this->queue->isFollowedBy($entry, News::Reactivated);
        if (\Twint\is_withdrawn(WawiNews::from($entry->news->value), $earlier, $isReactivated)) {
            $this->finish($entry, $payment, 'withdrawn');

            return true;
        }
        $total = $this->totals->total($entry->orderId);
        $step = \Twint\wawi_step($wish, $payment->payment(), $total);
        if ($step->action === WawiAction::Wait) {
            // It waits for its own operation. If that comes to nothing, it counts as a try.
            $this->wait($entry, $payment, $isSent ? self::UNKNOWN : $step->finding);

            return true;
        }

        return $this->act($entry, $payment, $step, $total, $key);
    }

    /** What the merchant's settings ask for; null where they ask for nothing. */
    private function wish(Entry $entry): ?WawiWish
    {
        return \Twint\wawi_wish(
            WawiNews::from($entry->news->value),
            $this->settings->capturesOnShipment(),
            $this->settings->onPartShipment(),
            $this->settings->capturesOnPaid(),
            $this->settings->onCancellation(),
            $this->queue->isShippedBefore($entry),
        );
    }

    private function act(Entry $entry, Transaction $payment, WawiStep $step, ?string $total, string $key): bool
    {
        $amount = is_numeric($step->amount) ? $step->amount : '0.00';
        $action = $step->action;
        if ($action === WawiAction::CaptureDelivered && $this->isBeingWritten($entry, $payment, $total)) {
            return $this->failed($entry, $payment, 'interrupted', '');
        }
        // Once the capture has closed the payment, nobody sees any more that it was for less than was approved.
        $compared = match ($action) {
            WawiAction::CaptureAll, WawiAction::CaptureDelivered => $this->compareBefore($entry, $payment, $total),
            WawiAction::Cancel, WawiAction::Refund => null,
            WawiAction::Nothing, WawiAction::Wait => Comparison::in($step, $total),
        };
        $outcome = match ($action) {
            WawiAction::CaptureAll => $this->capture($payment, $this->parcels->whole($payment, $amount, $key)),
            WawiAction::CaptureDelivered => $this->capture($payment, $this->parcels->delivered(
                $payment,
                $amount,
                $key,
            )),
            WawiAction::Cancel => $this->manual->cancel($payment, $key, $entry->news->value, Initiator::wawi()),
            WawiAction::Refund => $this->manual->refund(
                $payment,
                new RefundRequest($key, [], $amount, null, $entry->news->value, sums: Sums::of($payment)),
                Initiator::wawi(),
            ),
            WawiAction::Nothing, WawiAction::Wait => $step->finding,
        };
        if (!is_string($outcome)) {
            return $this->after($entry, $outcome, $compared);
        }
        if ($outcome === Parcels::NO_ROWS && $total !== null) {
            // Wawi's edit deletes an order's rows and writes them again.
            return $this->failed($entry, $payment, 'interrupted', '');
        }
        if (in_array($outcome, [self::CAPTURED_BEFORE, self::NOTHING_OWED], true)) {
            $this->finishShipped($entry, $payment, $compared ?? $entry->compared, $outcome);
        } elseif ($action !== WawiAction::Nothing) {
            // It was refused before anything was sent, so another try would not help.
            $this->finish($entry, $payment, $outcome, true);
        } elseif ($compared !== null) {
            $this->finishCompared($entry, $payment, $compared, $outcome);
        } else {
            $this->finish($entry, $payment, $outcome, $step->needsAttention);
        }

        return true;
    }

    /** Notes it for whoever goes on if this process dies. */
    private function compareBefore(Entry $entry, Transaction $payment, ?string $total): ?Comparison
    {
        $compared = Comparison::of($payment, $total);
        $this->queue->noteComparison($entry, $compared);

        return $compared;
    }

    private function capture(Transaction $payment, CaptureRequest|string $request): Outcome|string
    {
        return is_string($request) ? $request : $this->manual->capture($payment, $request, Initiator::wawi());
    }

    private function after(Entry $entry, Outcome $outcome, ?Comparison $before): bool
    {
        $payment = $outcome->transaction;
        $operation = $outcome->operation;
        $next = \Twint\after_call(CallOutcome::from($outcome->kind->value), $operation?->state());
        if ($next === AfterCall::Fail) {
            return $this->failed($entry, $payment, (string) $outcome->word, $outcome->message);
        }
        match ($next) {
            AfterCall::Finish => $this->finishDone($entry, $payment, $operation, $before),
            AfterCall::AwaitOther => $this->wait($entry, $payment, self::BUSY),
            // The sweep has to find out first what became of it.
            AfterCall::AwaitOutcome => $this->wait($entry, $payment, self::UNKNOWN),
        };

        return true;
    }

    /** @return bool whether TWINT is reached with the payment's set of access data */
    private function failed(Entry $entry, Transaction $payment, string $word, string $message): bool
    {
        $seconds = \Twint\wawi_failure_pause($entry->attempts + 1);
        if ($seconds === null) {
            $this->finish($entry, $payment, 'given_up', true, trim($word . ' ' . $message));
        } else {
            $this->queue->postpone($entry, $seconds, $word, $message, true);
            $this->say($payment, 'postponed', trim($entry->news->value . ': ' . $message));
        }

        return !Trouble::isOfAccessData($word);
    }

    /**
     * Whether Wawi's edit seems to write the order's rows at this moment. Whoever sees that first waits; an order that does not add up
     * after a few tries never will.
     */
    private function isBeingWritten(Entry $entry, Transaction $payment, ?string $total): bool
    {
        return (
            is_numeric($total)
            && ($entry->finding !== 'interrupted' || $entry->attempts < self::TRIES_WHILE_WRITTEN)
            && !$this->parcels->canTell($payment, $total)
        );
    }

    private function wait(Entry $entry, Transaction $payment, string $finding): void
    {
        if ($entry->finding !== $finding) {
            $this->say($payment, $finding, $entry->news->value);
        }
        $this->queue->postpone($entry, \Twint\wawi_waiting_pause($entry->ageSeconds), $finding, '', false);
    }

    private function finishDone(
        Entry $entry,
        Transaction $payment,
        ?Operation $operation,
        ?Comparison $before,
    ): void {
        if ($operation?->kind === Operation::CAPTURE) {
            $this->finishShipped($entry, $payment, $before, 'done', self::described($operation));
        } else {
            $this->finish($entry, $payment, 'done', false, self::described($operation));
        }
    }

    /**
     * The merchant is told where order and money differ, also where nobody heard of the order's edit.
     *
     * @param Comparison|null $before how they agreed before the capture
     */
    private function finishShipped(
        Entry $entry,
        Transaction $payment,
        ?Comparison $before,
        string $finding,
        string $message = '',
    ): void {
        $now = Comparison::of($payment, $this->totals->total($entry->orderId));
        $this->finishCompared($entry, $payment, Comparison::counting($before, $now), $finding, $message);
    }

    /** The one place that tells of a difference: once for each finding and amount of the order. */
    private function finishCompared(
        Entry $entry,
        Transaction $payment,
        ?Comparison $compared,
        string $finding,
        string $message = '',
    ): void {
        $isNews = $compared !== null && $compared->isNewsAfter($this->queue->lastComparison($entry));
        $this->finish($entry, $payment, $isNews ? $compared->finding : $finding, $isNews, $message, $compared);
    }

    private function finish(
        Entry $entry,
        Transaction $payment,
        string $finding,
        bool $needsAttention = false,
        string $message = '',
        ?Comparison $compared = null,
    ): void {
        $this->queue->noteComparison($entry, $compared);
        $this->queue->finish($entry, $needsAttention ? EntryState::Attention : EntryState::Done, $finding, $message);
        $this->say($payment, $finding, trim($entry->news->value . ': ' . $message, ': '));
        if ($needsAttention) {
            $this->notifier->attention($payment, 'Wawi: ' . $entry->news->value . ': ' . $finding);
        }
    }

    private function log(Entry $entry, \Throwable $exception): void
    {
        $this->logger->error('TWINT: news of Wawi about order {order} could not be worked off: {error}', [
            'order' => $entry->orderId,
            'error' => $exception->getMessage(),
        ]);
    }

    private function say(Transaction $payment, string $finding, string $message): void
    {
        $this->events->note($payment, Initiator::wawi(), 'wawi_' . $finding, $message);
    }

    private static function described(?Operation $operation): string
    {
        if ($operation === null || $operation->kind === Operation::CANCEL) {
            return (string) $operation?->kind;
        }

        return $operation->kind . ' CHF ' . $operation->amount;
    }
}
