<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** A failure of the simulator, TWINT's side of the wire. */
final class WireFault implements Misfortune
{
    /** How patient a request is that meets slowness, and how slow that is, in milliseconds. */
    public const PATIENCE = 200;
    private const SLOW = 420;

    /** Refunds are orders, too. */
    public const REFUND = 'StartOrder, refund';

    /** By operation: each of these is to be hit at each of those. */
    public const OPERATIONS = [
        'EnrollCashRegister',
        'StartOrder',
        'MonitorOrder',
        'FindOrder',
        'ConfirmOrder',
        'CancelOrder',
        self::REFUND,
        'CheckSystemStatus',
        'RequestFastCheckoutCheckIn',
        'MonitorFastCheckoutCheckIn',
        'CancelCheckIn',
    ];

    /** Faults that TWINT's table has for business reasons, said without having done anything. */
    private const REFUSALS = [
        'SystemError',
        'TimeoutError',
        'InvalidMerchant',
        'InvalidCashRegister',
        'InvalidParameter',
        'InvalidOrder',
        'StatusTransitionError',
        'ActiveOrderError',
        'AuthorizationError',
        'FundsError',
        'BusinessError',
        'PairingError',
    ];

    public function __construct(
        public readonly string $operation,
        public readonly string|array $what,
        public readonly string|array $when,
    ) {
    }

    /** @return list<string|array<string, mixed>> */
    public static function all(): array
    {
        $faults = [
            'resetBeforeRead',
            'resetAfterRequest',
            'resetAfterProcessing',
            'closeAfterProcessing',
            ['cutBody' => 120],
            ['slow' => self::SLOW],
            ['slowAnswer' => self::SLOW],
            ['neverAnswer' => ['processed' => false]],
            ['neverAnswer' => ['processed' => true]],
            ['html' => 502],
            ['htmlAfterProcessing' => 502],
            'garbage',
            'truncatedXml',
            'emptyBody',
            ['oversized' => 2_000_000],
            'wrongContentType',
            'foreignMessageId',
            'tlsAlert',
            'closeConnectionAfterAnswer',
            'closeConnectionBeforeNext',
        ];
        foreach (self::REFUSALS as $element) {
            $faults[] = ['fault' => ['element' => $element, 'processed' => false]];
        }
        foreach (['SystemError', 'TimeoutError'] as $element) {
            $faults[] = ['fault' => ['element' => $element, 'processed' => true]];
        }

        return $faults;
    }

    /** @param array<string, mixed> $call as the simulator logged it */
    public function struck(array $call): bool
    {
        $label = is_string($this->what) ? $this->what : (string) json_encode($this->what);

        return $call['operation'] === $this->operation && str_contains((string) $call['failure'], $label);
    }

    public function isSlow(): bool
    {
        return (
            is_array($this->what)
            && array_intersect(array_keys($this->what), ['slow', 'slowAnswer', 'neverAnswer']) !== []
        );
    }

    /** When TWINT is done with what it was slow at, whoever still waits for it. */
    public function millisecondsLater(): int
    {
        return is_array($this->what) && array_intersect(array_keys($this->what), ['slow', 'slowAnswer']) !== []
            ? self::SLOW + 100
            : 0;
    }

    public function kind(): string
    {
        return self::name($this->what);
    }

    /** @param string|array<string, mixed> $what */
    public static function name(string|array $what): string
    {
        if (is_string($what)) {
            return $what;
        }
        $name = array_key_first($what);
        $more = $what[$name];

        return match (true) {
            $name === 'fault' => $more['element'] . ($more['processed'] ? ', though done' : ''),
            $name === 'neverAnswer' => $more['processed'] ? 'neverAnswer, though done' : 'neverAnswer',
            $name === 'html', $name === 'htmlAfterProcessing' => "$name $more",
            default => (string) $name,
        };
    }

    public function __toString(): string
    {
        return $this->kind() . ' at ' . $this->operation . ' ' . json_encode($this->when);
    }
}
