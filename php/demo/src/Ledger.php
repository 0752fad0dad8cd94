<?php

declare(strict_types=1);

namespace Twint\Demo;

use Closure;
use RuntimeException;

/**
 * The shop's memory: one small file, and a lock around every use. A real shop has a database.
 *
 * @import-type Stored from Payment
 */
final readonly class Ledger
{
    public function __construct(
        private string $file,
    ) {
    }

    /** The story and the checkout page share this one. */
    public static function shared(): self
    {
        return new self(Environment::directory() . '/payments.json');
    }

    public function add(Payment $payment): void
    {
        $this->locked(static fn(array $payments): array => [...$payments, $payment->uuid => $payment]);
    }

    /** @param Closure(Payment): void $change */
    public function change(string $uuid, Closure $change): void
    {
        $this->locked(static function (array $payments) use ($uuid, $change): array {
            if (isset($payments[$uuid])) {
                $change($payments[$uuid]);
            }

            return $payments;
        });
    }

    public function find(string $uuid): ?Payment
    {
        return $this->all()[$uuid] ?? null;
    }

    /** @return array<string, Payment> by UUID, oldest first */
    public function all(): array
    {
        return $this->locked(static fn(array $payments): array => $payments);
    }

    /**
     * @param Closure(array<string, Payment>): array<string, Payment> $change
     *
     * @return array<string, Payment>
     */
    private function locked(Closure $change): array
    {
        $file = fopen($this->file, 'c+') ?: throw new RuntimeException("{$this->file} cannot be opened");
        flock($file, LOCK_EX);
        /** @var array<string, Stored> $stored */
        $stored = json_decode(stream_get_contents($file) ?: '{}', true, 16, JSON_THROW_ON_ERROR);
        $payments = $change(array_map(Payment::read(...), $stored));
        ftruncate($file, 0);
        rewind($file);
        fwrite($file, json_encode(array_map(
            static fn(Payment $payment): array => $payment->store(),
            $payments,
        ), JSON_THROW_ON_ERROR));
        fclose($file);

        return $payments;
    }
}
