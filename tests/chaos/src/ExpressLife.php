<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** Purchases by TWINT Express among the other lives of a history, with dice of their own: what the others do stays as it was. */
final class ExpressLife
{
    private const STARTING = ['RequestFastCheckoutCheckIn' => 3, 'EnrollCashRegister' => 1];
    private const WAITING = ['MonitorFastCheckoutCheckIn' => 4, 'CancelCheckIn' => 1];
    private const ORDERING = [
        'MonitorFastCheckoutCheckIn' => 3,
        'StartOrder' => 4,
        'ConfirmOrder' => 3,
        'MonitorOrder' => 2,
        'CancelCheckIn' => 2,
        'FindOrder' => 1,
    ];
    private const ENDING = ['CancelCheckIn' => 4, 'MonitorFastCheckoutCheckIn' => 2];

    private const MOST_TRIES = 2;

    private function __construct(
        private readonly Dice $dice,
        private readonly Luck $luck,
        private readonly bool $races,
    ) {
    }

    public static function addTo(Plan $plan): Plan
    {
        $dice = new Dice(1_000_037 * $plan->seed);
        $life = new self($dice, new Luck($dice, $dice->one([0, 25, 50, 75]), $plan->races), $plan->races);
        $rounds = $plan->rounds;
        for ($number = (int) $dice->weighed([0 => 40, 1 => 35, 2 => 25]); $number > 0; $number--) {
            $rounds = $life->among($rounds, $life->purchase($number));
        }

        return $plan->with($rounds);
    }

    /** @return array<string, mixed> how this TWINT is about check-ins, where that is not established */
    public static function quirks(int $seed): array
    {
        $dice = new Dice(1_000_039 * $seed);

        return [
            'scanned' => $dice->one(['inProgress', 'active']),
            'withoutTwintId' => $dice->one(['inProgress', 'active', 'ends']),
            'unknownPairing' => $dice->one(['systemError', 'noPairing']),
            'cancelWithoutEffect' => $dice->chance(20) ? ['first' => $dice->one([1, 3])] : 'never',
            'cancelWhenOver' => $dice->one(['ok', 'error', 'fault']),
            'order' => $dice->weighed(['confirmationPending' => 60, 'pendingFirst' => 25, 'fails' => 15]),
            // A second order would take the money again: nobody may count on TWINT to refuse it.
            'secondOrder' => $dice->one(['accepted', 'accepted', 'refused']),
            'amount' => $dice->one(['asApproved', 'any']),
        ];
    }

    /** @return list<Act> */
    private function purchase(int $number): array
    {
        $acts = [];
        for ($try = 1; $try <= self::MOST_TRIES; $try++) {
            $acts[] = $this->request(
                $this->dice->chance(10) ? ExpressVerb::BeginDearer : ExpressVerb::Begin,
                $number,
                self::STARTING,
            );
            if ($this->dice->chance(15)) {
                $acts[] = $this->request(ExpressVerb::Begin, $number, self::STARTING);
            }
            array_push($acts, ...$this->looks($number, self::WAITING, 0, 2));
            if ($this->dice->chance(40)) {
                $acts[] = new Act(ExpressVerb::Scan, $number);
                array_push($acts, ...$this->looks($number, self::WAITING, 0, 1));
            }
            $end = $this->dice->weighed([
                ExpressVerb::Approve->value => 60,
                ExpressVerb::ApproveAbroad->value => 6,
                ExpressVerb::ApproveUnknown->value => 6,
                ExpressVerb::Decline->value => 8,
                ExpressVerb::Lapse->value => 5,
                ExpressVerb::Leave->value => 10,
                Verb::Pass->value => 5,
            ]);
            array_push($acts, ...$this->end((string) $end, $number));
            if ($end === ExpressVerb::Approve->value || $this->dice->chance(50)) {
                break;
            }
        }

        return $acts;
    }

    /** @return list<Act> */
    private function end(string $how, int $number): array
    {
        if ($how === Verb::Pass->value) {
            return [new Act(Verb::Pass, seconds: 620), ...$this->closed()];
        }
        $verb = ExpressVerb::from($how);
        $acts = [
            $verb->isRequest() ? $this->request($verb, $number, self::ENDING) : new Act($verb, $number),
            ...($this->dice->chance(12) ? [$this->request(ExpressVerb::Leave, $number, self::ENDING)] : []),
        ];

        return [
            ...$acts,
            ...($this->dice->chance(65) ? $this->looks($number, self::ORDERING, 1, 4) : $this->closed()),
        ];
    }

    /** @return list<Act> the page is closed, or lies behind the app */
    private function closed(): array
    {
        $acts = [];
        for ($n = $this->dice->between(1, 3); $n > 0; $n--) {
            $acts[] = new Act(Verb::Pass, seconds: 30);
            $acts[] = $this->request(Verb::Sweep, 0, self::ORDERING);
        }

        return $acts;
    }

    /**
     * @param non-empty-array<string, positive-int> $operations
     * @return list<Act>
     */
    private function looks(int $number, array $operations, int $least, int $most): array
    {
        $acts = [];
        for ($n = $this->dice->between($least, $most); $n > 0; $n--) {
            $acts[] = new Act(Verb::Pass, seconds: 10);
            $acts[] = $this->request(ExpressVerb::Look, $number, $operations);
        }

        return $acts;
    }

    /** @param non-empty-array<string, positive-int> $operations */
    private function request(Verb|ExpressVerb $verb, int $number, array $operations): Act
    {
        return new Act($verb, $number, misfortune: $this->luck->of($verb, $operations));
    }

    /**
     * Puts the acts between the rounds, in their order, each a round of its own; close together, for a buyer has ten minutes.
     *
     * @param list<list<Act>> $rounds
     * @param list<Act> $acts
     * @return list<list<Act>>
     */
    private function among(array $rounds, array $acts): array
    {
        $place = $this->dice->between(0, count($rounds));
        foreach ($acts as $act) {
            array_splice($rounds, $place, 0, [$this->crowd($act)]);
            $place = min(count($rounds), $place + 1 + (int) $this->dice->weighed([0 => 70, 1 => 20, 2 => 10]));
        }

        return $rounds;
    }

    /** @return non-empty-list<Act> with those who do something about the same purchase at the same moment, where there are processes */
    private function crowd(Act $act): array
    {
        $round = [$act];
        for (
            $more = $this->races && $act->verb->isRequest() && $this->dice->chance(60) ? $this->dice->between(1, 3) : 0;
            $more > 0;
            $more--
        ) {
            $verb = $this->dice->one([
                ExpressVerb::Look,
                ExpressVerb::Look,
                ExpressVerb::Leave,
                ExpressVerb::Begin,
                Verb::Sweep,
            ]);
            $round[] = new Act($verb, $verb === Verb::Sweep ? 0 : max(1, $act->order));
        }

        return $round;
    }
}
