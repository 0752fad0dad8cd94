<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Checkout\PayState;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Wawi\News;
use Twint\Tests\ShopWorld;

/** What must be true when the dust has settled: each method is a rule, its name says which, and yields what breaks it. */
final class Rules
{
    private const DEARER = 'more_than_authorised';
    private const DIFFERENCES = ['captures_less', self::DEARER, 'less_than_captured', 'keeps_less'];

    private function __construct(
        private readonly Books $books,
        private readonly Witness $witness,
    ) {
    }

    /** @return list<string> */
    public static function check(Books $books, Witness $witness): array
    {
        return self::broken(new self($books, $witness));
    }

    /**
     * @param object $rules each public method of which is a rule
     * @return list<string>
     */
    public static function broken(object $rules): array
    {
        $violations = [];
        foreach ((new \ReflectionClass($rules))->getMethods(\ReflectionMethod::IS_PUBLIC) as $rule) {
            if (!self::isRule($rule)) {
                continue;
            }
            foreach ($rule->invoke($rules) as $violation) {
                $violations[] = $rule->getName() . ': ' . $violation;
            }
        }

        return $violations;
    }

    public static function isRule(\ReflectionMethod $method): bool
    {
        return !$method->isStatic() && (string) $method->getReturnType() === 'iterable';
    }

    /** @return iterable<string> */
    public function everyPaymentAtTwintIsKnown(): iterable
    {
        $known = array_map(static fn(Transaction $attempt): string => $attempt->reference, $this->attempts());
        foreach (array_diff(array_map(strval(...), array_keys($this->books->twint)), $known) as $reference) {
            yield "TWINT holds $reference, of which our table knows nothing.";
        }
    }

    /** @return iterable<string> */
    public function noStartIsSentTwice(): iterable
    {
        $sent = [];
        foreach ($this->books->calls as $call) {
            // One that TWINT did not look at may be said again: the till was not known yet, or the connection was dead already.
            if (
                $call['operation'] === 'StartOrder'
                && $call['reference'] !== null
                && $call['fault'] !== 'InvalidCashRegister'
                && !str_contains((string) $call['failure'], 'closeConnectionBeforeNext')
            ) {
                $sent[$call['reference']] = ($sent[$call['reference']] ?? 0) + 1;
            }
        }
        foreach ($sent as $reference => $times) {
            if ($times > 1) {
                yield "The start of $reference was sent $times times.";
            }
        }
        foreach ($this->books->twint as $reference => $orders) {
            if (count($orders) > 1) {
                yield "TWINT holds $reference " . count($orders) . ' times.';
            }
        }
    }

    /** @return iterable<string> */
    public function ourRowsSayWhatTwintMoved(): iterable
    {
        foreach ($this->attempts() as $attempt) {
            $held = $this->books->held($attempt->reference);
            foreach (['captured' => $attempt->captured, 'refunded' => $attempt->refunded] as $what => $ours) {
                if (Books::rappen($ours) !== ($held[$what] ?? 0)) {
                    yield "$attempt->reference: we say $what $ours, TWINT " . ($held[$what] ?? 0) . ' Rappen.';
                }
            }
        }
    }

    /** @return iterable<string> */
    public function theShopWasToldEachCaptureOnce(): iterable
    {
        foreach (array_keys($this->books->orders) as $id) {
            if ($this->books->isDeleted($id)) {
                // Of it the shop can be told nothing.
                continue;
            }
            $taken = $captures = 0;
            foreach ($this->books->attempts[$id] as $attempt) {
                $taken += $this->books->held($attempt->reference)['captured'] ?? 0;
                $captures += count(array_filter(
                    $this->books->operations[$attempt->id] ?? [],
                    static fn(array $row): bool => $row['kind'] === 'capture' && $row['state'] === 'done',
                ));
                if ($attempt->paymentRecorded !== $attempt->captured) {
                    yield "$attempt->reference: captured $attempt->captured, noted as recorded $attempt->paymentRecorded.";
                }
            }
            $told = $this->books->payments[$id] ?? [];
            // Parts taken shortly after each other, while the shop's table could not be written, make one payment.
            if (array_sum($told) !== $taken || count($told) > $captures) {
                yield "order #$id: TWINT took $taken in $captures captures, the shop was told "
                    . json_encode($told)
                    . ' Rappen.';
            }
        }
    }

    /** @return iterable<string> */
    public function nothingIsTakenBeyondWhatWasApproved(): iterable
    {
        foreach ($this->attempts() as $attempt) {
            $held = $this->books->held($attempt->reference);
            if ($held === null) {
                continue;
            }
            if ($held['captured'] > $held['authorized'] || $held['authorized'] > Books::rappen($attempt->amount)) {
                yield "$attempt->reference: ordered $attempt->amount, TWINT has " . json_encode($held);
            }
            if ($held['refunded'] > $held['captured']) {
                yield "$attempt->reference: more was given back than taken: " . json_encode($held);
            }
        }
    }

    /** @return iterable<string> */
    public function nobodyPaysTwice(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $paid = array_filter($this->books->attempts[$id], function (Transaction $attempt): bool {
                $held = $this->books->held($attempt->reference);

                return $held !== null && ($held['captured'] + $held['reserved']) > $held['refunded'];
            });
            if (count($paid) > 1) {
                yield "order #$id was paid by several attempts.";
            }
        }
    }

    /** @return iterable<string> */
    public function noPaidOrderIsCancelled(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            // What Wawi cancels is not given back unless the merchant wants that; where that failed, the merchant was told.
            $known = array_intersect(
                array_column($this->books->told($id, News::Cancelled), 'state'),
                ['done', 'attention'],
            ) !== [];
            if ($order['cStatus'] === '-1' && $this->books->isSecured($id) && !$known) {
                yield "order #$id is cancelled, TWINT holds its money.";
            }
        }
    }

    /** @return iterable<string> */
    public function noUnsecuredOrderIsReleased(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            if ($order['cAbgeholt'] === 'N' && !$this->books->isSecured($id) && !$this->books->wasRefunded($id)) {
                yield "order #$id is Wawi's to ship, TWINT holds nothing for it.";
            }
        }
    }

    /** @return iterable<string> */
    public function everyPaidOrderIsReleasedAndMarked(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $cancelled = $this->books->told($id, News::Cancelled, News::Reactivated) !== [];
            if (!$this->books->isSecured($id) || $cancelled || $this->books->isDeleted($id)) {
                continue;
            }
            $attempts = $this->books->attempts[$id];
            $paying = array_filter(
                $attempts,
                static fn($attempt): bool => !in_array($attempt->phase, ['cancelled', 'failed'], true),
            );
            $last = $attempts[array_key_last($paying) ?? array_key_last($attempts)];
            $should = match ($last->phase) {
                // What was edited may have come to another amount when the money was captured.
                'captured' => match (true) {
                    $this->books->told($id, News::Edited) !== [],
                    $this->books->plan->isUnheard($id, WawiVerb::Edit),
                        => ['2', '3'],
                    $last->captured === $last->amount => ['3'],
                    default => ['2'],
                },
                'partially_captured' => ['2'],
                'partially_refunded', 'refunded' => ['2', '3'],
                default => ['1', '2'],
            };
            $should = match (true) {
                $this->books->told($id, News::Shipped) !== [],
                $order['cStatus'] === '4' && $this->books->plan->isUnheard($id, WawiVerb::Ship),
                    => ['4'],
                $this->books->told($id, News::PartShipped) !== [] => ['5'],
                default => $should,
            };
            $dated = $order['cStatus'] !== '3' || $last->phase !== 'captured' || $order['dBezahltDatum'] !== null;
            if (
                !in_array($order['cAbgeholt'], ['N', 'Y'], true)
                || !in_array($order['cStatus'], $should, true)
                || !$dated
            ) {
                yield "order #$id is paid, but has status $order[cStatus], paid on $order[dBezahltDatum], Wawi $order[cAbgeholt].";
            }
        }
    }

    /** Cancelled, with its stock; or, where Wawi has it, left to the merchant, who was told. @return iterable<string> */
    public function everyUnpaidOrderIsGivenUp(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $left = $order['cAbgeholt'] === 'Y' && in_array('attention', $this->books->mails[$id] ?? [], true);
            $over = in_array($order['cStatus'], ['-1', null], true) || $this->books->wasRefunded($id);
            if (!$this->books->isSecured($id) && !$over && !$left) {
                yield "order #$id is neither paid nor cancelled: status $order[cStatus], Wawi $order[cAbgeholt].";
            }
        }
    }

    /** @return iterable<string> */
    public function stockIsGivenBackOnceForACancelledOrder(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $ours = $order['cStatus'] === '-1' && $order['cAbgeholt'] === 'Y' && $order['wawi_has'] === '0';
            // Of what Wawi cancels or deletes, Wawi has the stock, and sends it when it likes.
            $wawis =
                $this->books->isDeleted($id)
                || $this->books->isCancelledByWawi($id)
                || $this->books->told($id, News::Reactivated) !== [];
            $sold = ShopWorld::STOCK - Cart::PIECES;
            $should = match (true) {
                $ours => [ShopWorld::STOCK],
                $wawis => [$sold, ShopWorld::STOCK],
                default => [$sold],
            };
            if (!in_array((int) $order['level'], $should, true) || $order['given_back'] !== ($ours ? '1' : '0')) {
                yield "order #$id has status $order[cStatus], stock $order[level], credit given back $order[given_back] times.";
            }
        }
    }

    /** @return iterable<string> */
    public function noCancelledOrderStaysHeld(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            if ([$order['cStatus'], $order['cAbgeholt']] === ['-1', 'P'] && !$this->books->isSecured($id)) {
                yield "order #$id is cancelled and still held, with its stock.";
            }
        }
    }

    /** @return iterable<string> */
    public function everyAttemptHasAnEndAndAReason(): iterable
    {
        foreach ($this->attempts() as $attempt) {
            $reserved =
                $this->books->plan->settings['capture'] === 'deferred'
                && ($this->books->held($attempt->reference)['reserved'] ?? 0) > 0;
            // By this answer nobody can tell a closed order from one between two parts: see closedWithRest of the simulator.
            $ambiguous =
                $attempt->phase === 'partially_captured'
                && $this->books->held($attempt->reference)['status'] === 'SUCCESS/ORDER_PARTIAL_OK';
            $waits = in_array($attempt->phase, ['authorised', 'partially_captured'], true);
            if ($waits ? !$reserved && !$ambiguous : $attempt->isOpen()) {
                yield "$attempt->reference is still $attempt->phase"
                    . ($attempt->reason === null ? '.' : " ($attempt->reason).");
            }
            if (in_array($attempt->phase, ['failed', 'cancelled'], true) && (string) $attempt->reason === '') {
                yield "$attempt->reference is $attempt->phase for no reason.";
            }
        }
    }

    /** @return iterable<string> */
    public function everyDutyIsDone(): iterable
    {
        foreach ($this->attempts() as $attempt) {
            if ($attempt->duties !== []) {
                yield "$attempt->reference: " . implode(', ', $attempt->duties) . ' left to be done.';
            }
        }
    }

    /** @return iterable<string> */
    public function everyCallHasAKnownOutcome(): iterable
    {
        foreach ($this->attempts() as $attempt) {
            foreach ($this->books->operations[$attempt->id] ?? [] as $operation) {
                if ($operation['state'] === 'sent' || $operation['state'] === 'unknown') {
                    yield "$attempt->reference ($attempt->phase): its $operation[kind] is $operation[state].";
                }
            }
        }
    }

    /** @return iterable<string> */
    public function allThatWawiToldIsWorkedOff(): iterable
    {
        foreach ($this->books->news as $id => $news) {
            foreach ($news as $entry) {
                if ($entry['state'] === 'waiting') {
                    yield "order #$id: that it was $entry[news] still waits.";
                }
            }
        }
    }

    /** @return iterable<string> */
    public function whatWasShippedIsCaptured(): iterable
    {
        if ($this->books->plan->settings['wawi_ship'] !== 'capture') {
            return;
        }
        foreach ($this->books->orders as $id => $order) {
            $told = array_column($this->books->told($id, News::Shipped), 'state');
            // Nobody told, but the shop's order and the delivery notes show it.
            $isSeen =
                $order['cStatus'] === '4'
                && (
                    ($this->books->delivered[$id] ?? 0) === Cart::PIECES
                    || $this->books->told($id, News::PartShipped) === []
                );
            $isDone = in_array('done', $told, true) || $told === [] && $isSeen;
            // Made smaller meanwhile, it may come to no more than the parts before.
            [$taken] = $this->takenOf($id);
            $isTaken = $order['total'] !== null && $taken >= Books::rappen($order['total']);
            foreach ($this->books->attempts[$id] as $attempt) {
                $open = ($this->books->held($attempt->reference)['reserved'] ?? 0) > 0;
                if ($isDone && $open && !$isTaken) {
                    yield "$attempt->reference was shipped and is still only reserved.";
                }
            }
        }
    }

    /** @return iterable<string> */
    public function whatWasShippedIsTakenAsTheOrderStandsNow(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $last = array_slice($this->books->told($id, News::Shipped, News::Edited), -1)[0] ?? null;
            if (
                $this->books->isDeleted($id)
                || $last === null
                || [$last['news'], $last['finding']] !== ['shipped', 'done']
            ) {
                continue;
            }
            [$taken, $approved] = $this->takenOf($id);
            $should = min(Books::rappen($order['total']), $approved);
            if ($taken !== $should) {
                yield "order #$id comes to $order[total], approved were $approved Rappen, taken $taken.";
            }
        }
    }

    /** @return iterable<string> */
    public function eachParcelIsTakenOnce(): iterable
    {
        if ($this->books->plan->settings['wawi_partial'] !== 'delivered') {
            return;
        }
        foreach (array_keys($this->books->orders) as $id) {
            $findings = array_column($this->books->told($id, News::PartShipped), 'finding');
            $others = $this->books->plan->has($id, WawiVerb::Edit, Verb::Capture, WawiVerb::Ship, WawiVerb::ShipUnpaid);
            if ($others || !in_array('done', $findings, true)) {
                continue;
            }
            [$taken] = $this->takenOf($id);
            $cart = new Cart(Books::rappen($this->books->plan->amounts[$id - 1]));
            $left = $cart->shipping + ($this->books->delivered[$id] * $cart->piece);
            // What is left of a reservation can run out between two parcels.
            $isWhole = array_diff($findings, ['done', 'nothing', 'captured_before']) === [];
            if ($taken > $left || $isWhole && $taken !== $left) {
                yield "order #$id: {$this->books->delivered[$id]} pieces have left, which is $left Rappen, taken were $taken.";
            }
        }
    }

    /** @return iterable<string> */
    public function whatWasMadeDearerThanApprovedIsShown(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $edit = array_slice($this->books->told($id, News::Edited), -1)[0] ?? null;
            [, $approved] = $this->takenOf($id);
            $isDearer = $approved > 0 && Books::rappen($order['total']) > $approved;
            // Of what stands as it was told before the merchant is not told again.
            $isTold =
                ($edit['finding'] ?? '') === self::DEARER && in_array(self::DEARER, $this->differences($id), true);
            // Of what nobody heard the next shipment tells.
            if ($this->books->plan->isUnheard($id, WawiVerb::Edit)) {
                continue;
            }
            if ($edit !== null && $isDearer && $this->books->isSecured($id) && !$isTold) {
                yield "order #$id comes to $order[total], approved were $approved Rappen, the merchant was told $edit[finding].";
            }
        }
    }

    /** @return iterable<string> */
    public function whatIsTakenForAShipmentIsAllThatWasApprovedOrTold(): iterable
    {
        if ($this->books->plan->settings['wawi_ship'] !== 'capture') {
            return;
        }
        foreach ($this->books->orders as $id => $order) {
            $isDone = in_array('done', array_column($this->books->told($id, News::Shipped), 'state'), true);
            [$taken, $approved] = $this->takenOf($id);
            // Of what was refunded the merchant knows, and of a deleted order nobody knows what it came to.
            $isBeyond = $this->books->wasRefunded($id) || $this->books->isDeleted($id) || $this->isReserved($id);
            if (!$isDone || $isBeyond || $taken === 0) {
                continue;
            }
            // An admin may close a payment for what the order is edited to afterwards.
            $isTakenLess = $taken < $approved && !$this->books->plan->has($id, Verb::Capture);
            $isDearer = Books::rappen($order['total']) > $taken && !$this->books->plan->mayEndUnheard($id);
            if (($isTakenLess || $isDearer) && $this->differences($id) === []) {
                yield "order #$id comes to $order[total], approved were $approved Rappen, taken $taken, and nobody was told.";
            }
        }
    }

    /** @return iterable<string> */
    public function nobodyIsToldOfAnEditThatWasNone(): iterable
    {
        foreach (array_keys($this->books->orders) as $id) {
            if (!$this->books->plan->staysAsOrdered($id) || $this->books->isDeleted($id)) {
                continue;
            }
            [$taken, $approved] = $this->takenOf($id);
            foreach ($this->differences($id) as $finding) {
                // A payment that was closed for less, or whose rest ran out, is less than was ordered. What was refunded is no difference.
                if ($finding !== self::DEARER || $taken >= $approved) {
                    yield "order #$id is as it was ordered, the merchant was told $finding.";
                }
            }
        }
    }

    /** @return iterable<string> */
    public function whatWasTakenBackIsNeverSilentlyPaid(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $revived = $this->books->told($id, News::Reactivated) !== [];
            $told = in_array('attention', $this->books->mails[$id] ?? [], true);
            // What an admin gives back afterwards, or Wawi by deleting the order, nobody has to tell the merchant.
            $known = $told || $this->books->wasRefundedByHand($id) || $this->books->isDeleted($id);
            if ($revived && $order['cStatus'] !== '-1' && !$this->books->isSecured($id) && !$known) {
                yield "order #$id is in work again, TWINT holds nothing for it, and nobody was told.";
            }
        }
    }

    /** @return iterable<string> */
    public function nothingIsMarkedPaidForNothing(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $paid = $order['cStatus'] === '3' || $order['dBezahltDatum'] !== null;
            [$taken] = $this->takenOf($id);
            if ($paid && $taken === 0) {
                yield "order #$id counts as paid, TWINT has taken nothing.";
            }
        }
    }

    /** @return iterable<string> */
    public function whoDeletesAnOrderLetsItsMoneyGoOrIsTold(): iterable
    {
        if ($this->books->plan->settings['wawi_cancel'] === 'nothing') {
            return;
        }
        foreach (array_keys($this->books->orders) as $id) {
            $news = $this->books->told($id, News::Deleted, News::Shipped, News::PartShipped);
            // Who tidies up what was shipped gives nothing back; and an admin may still take what is reserved.
            if (($news[0]['news'] ?? '') !== 'deleted' || $this->books->plan->has($id, Verb::Capture)) {
                continue;
            }
            if ($news[0]['state'] !== 'attention' && $this->books->isSecured($id)) {
                yield "order #$id was deleted, TWINT holds its money, and nobody was told.";
            }
        }
    }

    /** @return iterable<string> */
    public function everyPageTellsTheTruth(): iterable
    {
        foreach ($this->attempts() as $attempt) {
            $held = $this->books->held($attempt->reference);
            $truth = match (true) {
                $held === null => [PayState::Failed],
                // What is given back before the last part was captured is not over yet.
                $held['captured'] > 0 && $held['refunded'] >= $held['captured'] => $attempt->closed
                    ? [PayState::Refunded]
                    : [PayState::Refunded, PayState::Paid],
                $held['captured'] > 0 => [PayState::Paid],
                $held['reserved'] > 0 => [PayState::Reserved],
                default => [PayState::Declined, PayState::Cancelled, PayState::TimedOut, PayState::Failed],
            };
            $page = PayState::of($attempt);
            if (!in_array($page, $truth, true)) {
                yield "$attempt->reference: the page says $page->value, TWINT " . json_encode($held);
            }
        }
    }

    /** @return iterable<string> */
    public function noPageTakesBackThatItWasPaid(): iterable
    {
        return $this->witness->takenBack();
    }

    /** @return iterable<string> */
    public function mailsTellTheTruthOnce(): iterable
    {
        foreach ($this->books->orders as $id => $order) {
            $mails = array_count_values($this->books->mails[$id] ?? []);
            $taken = ($this->books->payments[$id] ?? []) !== [];
            $received = ($mails['paymentReceived'] ?? 0) + ($mails['partReceived'] ?? 0);
            $cancelled = ($mails['orderCancelled'] ?? 0) + ($mails['orderCancelled, as promised'] ?? 0);
            if ($received > ($taken || $this->books->isDeleted($id) ? 1 : 0)) {
                yield "order #$id: $received mails of a payment, "
                    . json_encode($this->books->payments[$id] ?? [])
                    . ' taken.';
            }
            if ($cancelled > ($order['cStatus'] === '-1' ? 1 : 0)) {
                yield "order #$id: $cancelled mails of its cancellation, status $order[cStatus].";
            }
        }
    }

    /** @return iterable<string> */
    public function theSumsAgree(): iterable
    {
        $twint = Books::rappen($this->books->sums['captured']);
        $ours = array_sum(array_map(
            static fn(Transaction $attempt): int => Books::rappen($attempt->captured),
            $this->attempts(),
        ));
        $shop = $known = 0;
        foreach (array_keys($this->books->orders) as $id) {
            // Of an order that Wawi deleted the shop can be told nothing.
            if (!$this->books->isDeleted($id)) {
                $shop += array_sum($this->books->payments[$id] ?? []);
                $known += $this->takenOf($id)[0];
            }
        }
        if ($twint !== $ours || $known !== $shop) {
            yield "TWINT took $twint Rappen, we say $ours; of $known the shop was told $shop.";
        }
    }

    /** @return iterable<string> */
    public function nothingHangs(): iterable
    {
        return $this->witness->hung;
    }

    /** @return iterable<string> */
    public function aCopyOfTheShopTouchesNothing(): iterable
    {
        return $this->witness->movedByCopy;
    }

    private function isReserved(int $orderId): bool
    {
        $held = array_map(
            fn(Transaction $attempt): int => $this->books->held($attempt->reference)['reserved'] ?? 0,
            $this->books->attempts[$orderId],
        );

        return array_sum($held) > 0;
    }

    /** @return list<string> what the merchant was told of a difference between an order and its money */
    private function differences(int $orderId): array
    {
        $told = array_filter(
            $this->books->news[$orderId] ?? [],
            static fn(array $entry): bool => $entry['state'] === 'attention',
        );

        return array_values(array_intersect(array_column($told, 'finding'), self::DIFFERENCES));
    }

    /** @return array{int, int} what TWINT has taken for an order, and what it was allowed to */
    private function takenOf(int $orderId): array
    {
        $taken = $approved = 0;
        foreach ($this->books->attempts[$orderId] as $attempt) {
            $held = $this->books->held($attempt->reference);
            $taken += $held['captured'] ?? 0;
            // Not what was let go before the buyer paid with another attempt.
            $approved += $attempt->phase === 'cancelled' ? 0 : $held['authorized'] ?? 0;
        }

        return [$taken, $approved];
    }

    /** @return list<Transaction> */
    private function attempts(): array
    {
        return array_merge([], ...array_values($this->books->attempts));
    }
}
