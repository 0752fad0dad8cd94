<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** What buyers, admins and cron do, drawn with the dice. */
final class Life
{
    private const STARTING = ['StartOrder' => 3, 'EnrollCashRegister' => 2];
    private const WAITING = ['MonitorOrder' => 5, 'CancelOrder' => 1];
    private const APPROVED = ['ConfirmOrder' => 5, 'MonitorOrder' => 2];
    private const ENDING = ['CancelOrder' => 6, 'MonitorOrder' => 2];
    private const LOST = ['FindOrder' => 6, 'CancelOrder' => 2];
    private const REFUNDING = ['StartOrder' => 8, 'ConfirmOrder' => 1, 'MonitorOrder' => 1];
    private const FINDING_OUT = ['MonitorOrder' => 3, 'FindOrder' => 3, 'ConfirmOrder' => 2];
    private const SWEEPING = [
        'MonitorOrder' => 2,
        'ConfirmOrder' => 3,
        'CancelOrder' => 3,
        'FindOrder' => 3,
        'CheckSystemStatus' => 3,
    ];

    public function __construct(
        private readonly Dice $dice,
        private readonly Luck $luck,
        private readonly bool $deferred,
        /** Which edits are not heard of: came later, and leaves what the others throw. */
        private readonly Dice $hearing,
    ) {
    }

    /** @return list<list<Act>> */
    public function rounds(int $orders, bool $races): array
    {
        $acts = $this->interleaved(array_map($this->ofOrder(...), range(1, $orders)));

        return $races ? $this->crowded($acts) : array_map(static fn(Act $act): array => [$act], $acts);
    }

    /** @return list<Act> what a buyer, and the shop's people on their behalf, do about one order */
    private function ofOrder(int $order): array
    {
        if ($this->dice->chance(8)) {
            return [
                ...$this->withoutAttempt($order),
                ...($this->dice->chance(30) ? [new Act(WawiVerb::CancelHeld, $order)] : []),
            ];
        }
        $verb = Verb::Start;
        $acts = [];
        for ($attempt = 1; $attempt <= 3; $attempt++) {
            $start = $this->request($verb, $order, self::STARTING);
            $lost = $start->misfortune !== null;
            $acts[] = $start;
            if ($this->dice->chance(15)) {
                $acts[] = $this->request(Verb::Start, $order, $lost ? self::LOST : self::STARTING);
            }
            if ($this->dice->chance(2)) {
                $acts[] = new Act(WawiVerb::ShipUnpaid, $order);
            }
            $end = $this->dice->weighed([
                'approve' => 56,
                'decline' => 7,
                'expire' => 6,
                'leave' => 9,
                'cancel' => 12,
                'admin' => 6,
                'restore' => 4,
            ]);
            $then = match ($end) {
                'approve' => self::APPROVED,
                'leave' => self::ENDING,
                default => self::WAITING,
            };
            array_push(
                $acts,
                ...$this->looks($order, $lost ? self::LOST : self::WAITING, $lost ? 1 : 0, 2),
                ...$this->end($end, $order),
                ...$this->looks($order, $then, 1, 3),
            );
            if ($this->dice->chance(25)) {
                $acts[] = $this->request(Verb::Refresh, $order, $then);
            }
            if ($end === 'approve') {
                array_push($acts, ...$this->moneyByHand($order));
            }
            if ($end !== 'approve' && $this->dice->chance(12)) {
                $acts[] = new Act(WawiVerb::CancelHeld, $order);
            }
            if ($this->dice->chance($end === 'approve' ? 70 : 25)) {
                break;
            }
            $verb = Verb::Again;
        }

        return $acts;
    }

    /** @return list<Act> the buyer closes the browser before the payment begins, or cannot begin it in this currency */
    private function withoutAttempt(int $order): array
    {
        return (
            $this->dice->chance(60)
                ? [new Act(Verb::Place, $order)]
                : [new Act(Verb::PlaceInEuros, $order), $this->request(Verb::Start, $order, self::STARTING)]
        );
    }

    /** @return list<Act> */
    private function end(string $how, int $order): array
    {
        return match ($how) {
            'approve' => [
                ...($this->dice->chance(10) ? [$this->request(Verb::Cancel, $order, self::ENDING)] : []),
                new Act(Verb::Approve, $order),
                ...($this->dice->chance(15) ? [$this->request(Verb::AdminCancel, $order, self::ENDING)] : []),
                ...($this->dice->chance(15) ? [$this->request(Verb::Cancel, $order, self::APPROVED)] : []),
            ],
            'decline' => [new Act(Verb::Decline, $order)],
            // The buyer's page shows the digits until the last.
            'restore' => [
                new Act(Verb::Restore, $order),
                ...($this->dice->chance(50) ? [$this->request(Verb::Again, $order, self::STARTING)] : []),
                new Act(Verb::Approve, $order, firstTab: $this->dice->chance(50)),
                ...($this->dice->chance(50) ? [$this->request(Verb::Reconcile, $order, self::ENDING)] : []),
            ],
            'expire' => [new Act(Verb::Expire, $order)],
            'cancel' => [$this->request(Verb::Cancel, $order, self::ENDING)],
            'admin' => [$this->request(Verb::AdminCancel, $order, self::ENDING)],
            default => [new Act(Verb::Pass, seconds: 200)],
        };
    }

    /** @return list<Act> captures in parts, refunds in parts, and what an admin does when no answer comes */
    private function moneyByHand(int $order): array
    {
        $acts = [];
        for ($n = $this->deferred ? $this->dice->between(0, 4) : 0; $n > 0; $n--) {
            $acts[] = $this->byHand(Verb::Capture, $order, ['ConfirmOrder' => 5, 'MonitorOrder' => 1]);
            array_push($acts, ...$this->doubts($acts[count($acts) - 1]));
        }
        array_push($acts, ...$this->wawi($order));
        for ($n = $this->dice->chance(50) ? $this->dice->between(1, 3) : 0; $n > 0; $n--) {
            $acts[] = $this->byHand(Verb::Refund, $order, self::REFUNDING);
            array_push($acts, ...$this->doubts($acts[count($acts) - 1]));
        }

        return $acts;
    }

    /**
     * Wawi says it again where it is not sure that the shop heard it, so that no misfortune of its own belongs here.
     *
     * @return list<Act>
     */
    private function wawi(int $order): array
    {
        $acts = [];
        if ($this->dice->chance(10)) {
            $acts[] = new Act(Verb::Rate, size: $this->dice->one([97, 102]));
        }
        for ($edits = $this->dice->weighed([0 => 75, 1 => 20, 2 => 5]); $edits > 0; $edits--) {
            $acts[] = $this->edit($order, $this->dice->one([60, 90, 100, 110, 150]));
        }
        for (
            $parcels = $this->dice->chance($this->deferred ? 30 : 8) ? $this->dice->between(1, 4) : 0;
            $parcels > 0;
            $parcels--
        ) {
            $acts[] = new Act(WawiVerb::Parcel, $order, size: $this->dice->between(0, 2));
            array_push($acts, ...$this->cron());
        }
        $end = $this->dice->weighed([
            'nothing' => $this->deferred ? 45 : 75,
            'ships' => $this->deferred ? 35 : 10,
            'cancels' => 10,
            'deletes' => 5,
        ]);
        if ($end === 'cancels') {
            $acts[] = new Act(WawiVerb::Cancel, $order, unheard: $this->dice->chance(15));
            if ($this->dice->chance(40)) {
                array_push($acts, ...$this->cron(), ...[new Act(WawiVerb::Reactivate, $order)]);
                $end = $this->dice->one(['ships', 'nothing']);
            }
        }
        if ($end === 'ships') {
            $acts[] = new Act(WawiVerb::Ship, $order, unheard: $this->dice->chance(15));
            if ($this->dice->chance(25)) {
                array_push($acts, ...$this->cron(), ...[new Act(WawiVerb::Ship, $order)]);
            }
        }
        if ($end === 'deletes' || $end === 'ships' && $this->dice->chance(5)) {
            $acts[] = new Act(WawiVerb::Delete, $order, unheard: $this->dice->chance(15));
        }
        // Too late for most.
        if ($this->dice->chance(10)) {
            $acts[] = $this->edit($order, $this->dice->one([60, 100, 150]));
        }

        return $acts;
    }

    private function edit(int $order, int $percent): Act
    {
        return new Act(WawiVerb::Edit, $order, size: $percent, unheard: $this->hearing->chance(25));
    }

    /** @return list<Act> */
    private function cron(): array
    {
        return $this->dice->chance(50) ? [$this->request(Verb::Sweep, 0, self::SWEEPING)] : [];
    }

    /** @param non-empty-array<string, positive-int> $operations */
    private function byHand(Verb $verb, int $order, array $operations): Act
    {
        return new Act(
            $verb,
            $order,
            misfortune: $this->luck->of($verb, $operations, true),
            entry: new FormEntry(
                $this->dice->key(),
                $this->dice->one([10, 33, 50, 67, 100, 120]),
                $this->dice->chance(25),
            ),
        );
    }

    /** @return list<Act> */
    private function doubts(Act $act): array
    {
        return [
            // The form again: a second click, or a reload.
            ...($this->dice->chance(15) ? [new Act($act->verb, $act->order, entry: $act->entry)] : []),
            ...($this->dice->chance(20) ? [new Act(Verb::Pass, seconds: $this->dice->one([30, 70]))] : []),
            ...($this->dice->chance(25) ? [$this->request(Verb::FindOut, $act->order, self::FINDING_OUT)] : []),
            ...($this->dice->chance(15) ? [$this->request(Verb::Resolve, $act->order, self::FINDING_OUT)] : []),
        ];
    }

    /**
     * @param non-empty-array<string, positive-int> $operations
     * @return list<Act>
     */
    private function looks(int $order, array $operations, int $least, int $most): array
    {
        $acts = [];
        for ($n = $this->dice->between($least, $most); $n > 0; $n--) {
            $acts[] = new Act(Verb::Pass, seconds: 10);
            $acts[] = $this->dice->chance(12)
                ? new Act(Verb::Status, $order, firstTab: true)
                : $this->request(Verb::Status, $order, $operations);
        }

        return $acts;
    }

    /**
     * Several lives at once, with cron runs and the time between.
     *
     * @param list<list<Act>> $lives
     * @return list<Act>
     */
    private function interleaved(array $lives): array
    {
        $acts = [];
        $which = 0;
        $orders = count($lives);
        while ($lives !== []) {
            // Mostly the same for a while, as buyers do; one that was left alone for long is soon too old for anything.
            $which = $this->dice->chance(35)
                ? $this->dice->between(0, count($lives) - 1)
                : min($which, count($lives) - 1);
            $acts[] = array_shift($lives[$which]);
            if ($lives[$which] === []) {
                array_splice($lives, $which, 1);
            }
            if ($this->dice->chance(15)) {
                $acts[] = $this->request(Verb::Sweep, 0, self::SWEEPING);
            }
            if ($this->dice->chance(10)) {
                $seconds = $this->dice->weighed([10 => 40, 30 => 25, 70 => 20, 200 => 12, 4000 => 3]);
                $acts[] = new Act(Verb::Pass, seconds: (int) $seconds);
            }
            if ($this->dice->chance(2)) {
                $acts[] = new Act(Verb::Jump, seconds: $this->dice->one([-3600, -60, -10, 60, 300]));
            }
            if ($this->dice->chance(8)) {
                $acts[] = new Act(WawiVerb::Stock, $this->dice->between(1, $orders));
            }
            if ($this->dice->chance(4)) {
                $acts[] = $this->atCopy($this->dice->between(1, $orders));
            }
        }

        return $acts;
    }

    private function atCopy(int $order): Act
    {
        $verb = $this->dice->one([
            Verb::Sweep,
            Verb::Sweep,
            Verb::Status,
            Verb::Cancel,
            Verb::GiveUp,
            Verb::Refresh,
            Verb::AdminCancel,
            Verb::Capture,
            Verb::Refund,
            Verb::FindOut,
            Verb::Reconcile,
        ]);
        $entry = in_array($verb, [Verb::Capture, Verb::Refund], true)
            ? new FormEntry($this->dice->key(), 50, false)
            : null;

        return new Act($verb, $verb === Verb::Sweep ? 0 : $order, entry: $entry, atCopy: true);
    }

    /**
     * Others do something about the same order at the same moment: a second tab, a second click, an admin, two cron runs.
     *
     * @param list<Act> $acts
     * @return list<list<Act>>
     */
    private function crowded(array $acts): array
    {
        $rounds = [];
        foreach ($acts as $act) {
            $round = [$act];
            for (
                $more = $act->verb->isRequest() && !$act->atCopy && $this->dice->chance(60)
                    ? $this->dice->between(1, 3)
                    : 0;
                $more > 0;
                $more--
            ) {
                $round[] = $this->companion($act);
            }
            $rounds[] = $round;
        }

        return $rounds;
    }

    private function companion(Act $act): Act
    {
        if ($act->entry !== null && $this->dice->chance(60)) {
            return (
                $this->dice->chance(50)
                    ? new Act($act->verb, $act->order, entry: $act->entry)
                    : $this->byHand($this->dice->one([Verb::Capture, Verb::Refund]), $act->order, self::FINDING_OUT)
            );
        }
        $verb = $this->dice->one([
            match (true) {
                $act->entry !== null => Verb::FindOut,
                $act->verb instanceof WawiVerb => Verb::Sweep,
                default => $act->verb,
            },
            Verb::Status,
            Verb::Sweep,
            Verb::Sweep,
            Verb::Cancel,
            Verb::AdminCancel,
            Verb::Refresh,
            Verb::Again,
        ]);
        $order = $verb === Verb::Sweep ? 0 : max(1, $act->order);

        return $this->dice->chance(70) ? new Act($verb, $order) : $this->request($verb, $order, self::SWEEPING);
    }

    /** @param non-empty-array<string, positive-int> $operations */
    private function request(Verb $verb, int $order, array $operations): Act
    {
        return new Act($verb, $order, misfortune: $this->luck->of($verb, $operations, isset($operations['FindOrder'])));
    }
}
