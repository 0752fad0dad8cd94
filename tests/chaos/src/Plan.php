<?php

declare(strict_types=1);

namespace Twint\Chaos;

/**
 * Everything that will be done in one history, drawn from the seed before it begins: the shop's settings, how this TWINT
 * behaves where that is not established, and who does what, with which bad luck, in which order.
 */
final class Plan
{
    /** What a shop may have sold for. */
    private const AMOUNTS = ['42.00', '0.05', '7.35', '99.95', '1250.00'];

    /** Seeds of what is not heard of are these further on, out of the reach of the others. */
    private const OF_HEARING = 1_000_000_000;

    /** All are off by five seconds from what can pass, so that no limit is ever met by chance. */
    private const BUYERS_TIME_AT_TWINT = [125_000, 185_000, 905_000];

    /** From the moment in which a phone has taken the order. */
    private const BUYERS_TIME_AT_PHONE = [65_000, 185_000];

    private const REASONS_OF_FAILURE = [
        'CLIENT_TIMEOUT',
        'CLIENT_ABORT',
        'CUSTOMER_ABORT',
        'GENERAL_ERROR',
        'MERCHANT_ABORT',
    ];

    private const MOMENTS = [
        'awaitingCustomer',
        'awaitingConfirmation',
        'betweenParts',
        'closed',
        'failed',
        'reversal',
    ];

    /** Elements that TWINT may leave empty. */
    private const EMPTY_ELEMENTS = [
        'Fee',
        'AuthorizedAmount',
        'CreationTimestamp',
        'ProcessingTimestamp',
        'Link',
        'PairingStatus',
    ];

    /**
     * @param bool $races whether the requests of a round are processes of their own, all at once
     * @param array<string, string> $settings
     * @param array<string, mixed> $quirks how this TWINT is
     * @param array<string, mixed> $passing how it is beside that until the dust settles
     * @param list<string> $amounts by order
     * @param list<list<Act>> $rounds
     */
    private function __construct(
        public readonly int $seed,
        public readonly bool $races,
        public readonly array $settings,
        public readonly array $quirks,
        public readonly array $passing,
        public readonly array $amounts,
        public readonly array $rounds,
    ) {
    }

    public static function of(int $seed): self
    {
        $dice = new Dice($seed);
        $races = $dice->chance(25);
        $deferred = $dice->chance(45);
        $settings = [
            'capture' => $deferred ? 'deferred' : 'immediate',
            'timeout' => (string) $dice->one([60, 180, 900]),
            'give_up' => (string) $dice->one([5, 60]),
            'mail' => $dice->one(['order', 'paid']),
            'wawi_ship' => $dice->one(['capture', 'capture', 'nothing']),
            'wawi_partial' => $dice->one(['nothing', 'delivered', 'delivered', 'all']),
            'wawi_cancel' => $dice->one(['release', 'refund', 'nothing']),
        ];
        $quirks = [
            'customerTimeoutMs' => $dice->one(self::BUYERS_TIME_AT_TWINT),
            'confirmInWrongState' => $dice->one(['InvalidOrder', 'StatusTransitionError', 'SystemError']),
            'declineReason' => $dice->one(['CLIENT_ABORT', 'CUSTOMER_ABORT', 'GENERAL_ERROR']),
            'pairingStatusWhenFailed' => $dice->one(['NO_PAIRING', 'PAIRING_ACTIVE', 'PAIRING_IN_PROGRESS']),
            'scannedTimeoutMs' => $dice->chance(25) ? $dice->one(self::BUYERS_TIME_AT_PHONE) : null,
            'confirmationWindowMs' => $dice->chance(15) ? 605_000 : null,
            'reservationDays' => $dice->chance(15) ? $dice->one([1, 7]) : null,
            'confirmationExpiryReason' => $dice->one(self::REASONS_OF_FAILURE),
            'partialConfirmation' => $dice->one(['staysPending', 'saysPartialOk', 'saysPending']),
            'partialCaptures' => $dice->one(['several', 'several', 'several', 'several', 'one', 'refused']),
            'partialCaptureFault' => $dice->one(['InvalidAmount', 'InvalidParameter', 'InvalidOrder', 'SystemError']),
            'closedWithRest' => $dice->one(['partialOk', 'ok']),
            'amountsWhenPartial' => $dice->one(['payment', 'none', 'paymentAndAuthorized']),
            'cancelAfterCapture' => $dice->one(['refused', 'releasesRest']),
            'overRefund' => $dice->one(['ReversalError', 'InvalidAmount']),
            'collidingReversal' => $dice->one(['accepted', 'refused', 'refusedThoughDone', 'answersExisting']),
            'reversal' => $dice->one(['immediate', 'needsConfirmation', 'settlesLater']),
            'emptyElements' => $dice->chance(25) ? self::EMPTY_ELEMENTS : [],
            'emptyForm' => $dice->one(['tag', 'nil', 'children']),
            'feePerMille' => $dice->one([0, 13, 13, -13]),
            'amountForm' => $dice->one(['asWritten', 'plusSign', 'leadingZeros', 'fourPlaces', 'fewestDigits']),
        ];
        $passing = [
            'confirmWithoutEffect' => self::howOften($dice),
            'confirmShowsStateBefore' => self::howOften($dice),
            'cancelWithoutEffect' => self::howOften($dice),
            'cancelShowsStateBefore' => self::howOften($dice),
            'unknownReason' => $dice->chance(15) ? [$dice->one(self::MOMENTS)] : [],
            'unknownStatus' => $dice->chance(10) ? [$dice->one(self::MOMENTS)] : [],
        ];
        $amounts = array_map(
            static fn(): string => $dice->one(self::AMOUNTS),
            range(1, $dice->between(3, $races ? 5 : 8)),
        );
        $luck = new Luck($dice, $dice->one([0, 25, 50, 75]), $races);

        return ExpressLife::addTo(
            new self(
                $seed,
                $races,
                $settings,
                $quirks,
                $passing,
                $amounts,
                (new Life($dice, $luck, $deferred, new Dice($seed + self::OF_HEARING)))->rounds(
                    count($amounts),
                    $races,
                ),
            ),
        );
    }

    /** A TWINT that says 200 and does nothing, or does it and says nothing of it. */
    private static function howOften(Dice $dice): string|array
    {
        return $dice->chance(20) ? $dice->one([['first' => 1], ['first' => 3], 'always']) : 'never';
    }

    /** @return array<string, mixed> what all passing quirks come to in the end */
    public static function withoutPassing(): array
    {
        return [
            'confirmWithoutEffect' => 'never',
            'confirmShowsStateBefore' => 'never',
            'cancelWithoutEffect' => 'never',
            'cancelShowsStateBefore' => 'never',
            'unknownReason' => [],
            'unknownStatus' => [],
        ];
    }

    /** Whether it has anybody do one of these about an order. */
    public function has(int $order, Verb|WawiVerb ...$verbs): bool
    {
        return $this->any($order, static fn(Act $act): bool => in_array($act->verb, $verbs, true));
    }

    /** Whether the plugin may not have heard of it. */
    public function isUnheard(int $order, WawiVerb $verb): bool
    {
        return $this->any($order, static fn(Act $act): bool => $act->verb === $verb && $act->unheard);
    }

    /** Whether nothing in it makes the order come to another amount, or seem to: an unheard edit, and a rate that moves, may. */
    public function staysAsOrdered(int $order): bool
    {
        $mayMove = $this->has(0, Verb::Rate);

        return !$this->any(
            $order,
            static fn(Act $act): bool => (
                $act->verb === WawiVerb::Edit
                && ($act->size !== 100 || $act->unheard && $mayMove)
            ),
        );
    }

    /** Whether the order may have been edited unheard, and nothing of it shipped since. */
    public function mayEndUnheard(int $order): bool
    {
        foreach (array_reverse($this->rounds) as $round) {
            $acts = array_filter($round, static fn(Act $act): bool => $act->order === $order);
            // Who comes first in a round is up to the machine.
            foreach ($acts as $act) {
                if ($act->verb === WawiVerb::Edit && $act->unheard) {
                    return true;
                }
            }
            $shipments = [WawiVerb::Ship, WawiVerb::ShipUnpaid, WawiVerb::Parcel];
            if (array_filter($acts, static fn(Act $act): bool => in_array($act->verb, $shipments, true)) !== []) {
                return false;
            }
        }

        return false;
    }

    /** @param \Closure(Act): bool $is */
    private function any(int $order, \Closure $is): bool
    {
        foreach (array_merge(...$this->rounds) as $act) {
            if ($act->order === $order && $is($act)) {
                return true;
            }
        }

        return false;
    }

    /**
     * @param list<list<Act>> $rounds
     * @param list<string> $amounts of orders beside those that it has
     */
    public function with(array $rounds, array $amounts = []): self
    {
        return new self(
            $this->seed,
            $this->races,
            $this->settings,
            $this->quirks,
            $this->passing,
            [...$this->amounts, ...$amounts],
            $rounds,
        );
    }
}
