<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** Whether something goes wrong with a request, and what. */
final class Luck
{
    /** Statements of a request beyond which hardly any has more. */
    private const STATEMENTS = [
        'start' => 26,
        'status' => 30,
        'cancel' => 40,
        'pay again' => 30,
        'admin refreshes' => 30,
        'admin cancels' => 40,
        'admin captures' => 40,
        'admin refunds' => 45,
        'admin finds out' => 35,
        'admin looks into the portal' => 25,
        'admin reconciles' => 30,
        'cron' => 45,
        'TWINT Express begins' => 15,
        'TWINT Express begins, and the goods grow dearer' => 15,
        'page of TWINT Express' => 60,
        'buyer leaves TWINT Express' => 25,
    ];

    /** Calls the sweep makes for many orders at once: which is the nth is not for a seed to say. */
    private const AT_ONCE = ['MonitorOrder', 'CancelOrder'];

    public function __construct(
        private readonly Dice $dice,
        private readonly int $percent,
        private readonly bool $races,
    ) {
    }

    /**
     * @param non-empty-array<string, positive-int> $operations of TWINT that the request may need, with weights
     * @param bool $rare whether what is struck here is seldom come by
     */
    public function of(Verb|ExpressVerb $verb, array $operations, bool $rare = false): ?Misfortune
    {
        if (!$this->dice->chance($rare && $this->percent > 0 ? 70 : $this->percent)) {
            return null;
        }
        $nth = $this->dice->between(1, self::STATEMENTS[$verb->value]);
        $operation = (string) $this->dice->weighed($operations);

        return match ($this->dice->weighed([
            'wire' => 60,
            'database' => 14,
            'death' => 14,
            'call' => 7,
            'connection' => 5,
        ])) {
            'wire' => new WireFault(
                $operation,
                $this->dice->one(WireFault::all()),
                $verb === Verb::Sweep && in_array($operation, self::AT_ONCE, true)
                    ? 'always'
                    : $this->dice->one([
                        ['nth' => 1],
                        ['nth' => 1],
                        ['nth' => 1],
                        ['first' => 2],
                        'always',
                        'always',
                        ['nth' => 2],
                    ]),
            ),
            'database' => new DatabaseFault($this->dice->one(DatabaseFault::ALL), $nth),
            'death' => new Death($this->dice->one(Death::ALL), $nth),
            // Among others at once it could be another's call that is held.
            'call' => $this->races
                ? new Death($this->dice->one(Death::ALL), $nth)
                : new DeathInCall($operation, $this->dice->chance(50)),
            'connection' => new ConnectionFault($this->dice->one(ConnectionFault::ALL)),
        };
    }
}
