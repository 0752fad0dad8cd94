<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** What the merchant chose, typed and within its range; anything missing or out of order has a default that works. */
final class Settings
{
    /** A request takes no longer than this; several may be needed while one claim is held. */
    public const TWINT_TIMEOUT_MS = 6000;
    public const TWINT_CONNECT_TIMEOUT_MS = 2500;

    /** @param array<string, string> $values by the ValueName of info.xml */
    public function __construct(
        private readonly array $values,
    ) {
    }

    public function isTest(): bool
    {
        return $this->environment() === 'testing';
    }

    /** @return 'production'|'testing' the words of Twint\Environment */
    public function environment(): string
    {
        return $this->choice('environment', ['production', 'testing']);
    }

    /** @return 'immediate'|'deferred' the words of Twint\Capture */
    public function captureMode(): string
    {
        return $this->choice('capture', ['immediate', 'deferred']);
    }

    public function pollIntervalSeconds(): int
    {
        return $this->number('poll_interval', 3, 2, 30);
    }

    /** How long the buyer has. */
    public function timeoutSeconds(): int
    {
        return $this->number('timeout', 180, 60, 900);
    }

    /** How long an order without payment stays open for another attempt. */
    public function giveUpAfterMinutes(): int
    {
        return $this->number('give_up', 60, 5, 1440);
    }

    public function validation(): ValidationTiming
    {
        return ValidationTiming::tryFrom($this->text('validation')) ?? ValidationTiming::BeforeSelection;
    }

    /** The shop's status for a phase; null: do not change. */
    public function statusFor(string $phase): ?int
    {
        $allowed = [
            'authorised' => [null, 1, 2, 3],
            'uncertain' => [null, 1, 2],
            'partially_captured' => [2, null, 1, 3],
            'captured' => [3, null, 1, 2],
            'cancelled' => [null, 1, 2],
            'failed' => [null, 1, 2],
            'partially_refunded' => [null, 2, 3],
            'refunded' => [null, 2, 3],
        ][$phase] ?? [null];
        $text = $this->text('status_' . $phase);
        $status = match (true) {
            $text === 'keep' => null,
            ctype_digit($text) => (int) $text,
            default => $allowed[0],
        };

        return in_array($status, $allowed, true) ? $status : $allowed[0];
    }

    /** Whether the shop's confirmation of the order waits for the payment. */
    public function holdsConfirmationMail(): bool
    {
        return $this->choice('mail', ['order', 'paid']) === 'paid';
    }

    public function referencePrefix(): string
    {
        return mb_substr((string) preg_replace('/[^A-Za-z0-9._-]+/', '', $this->text('reference_prefix')), 0, 12);
    }

    /** How long TWINT guarantees a reservation, by the merchant's contract. */
    public function guaranteeDays(): int
    {
        return $this->number('guarantee_days', 7, 1, 30);
    }

    /** Instead of TWINT's test system; never used for live payments. */
    public function testEndpoint(): ?string
    {
        return $this->optional('test_endpoint');
    }

    public function testAppSchemesEndpoint(): ?string
    {
        return $this->optional('test_app_schemes_endpoint');
    }

    public function testCaFile(): ?string
    {
        return $this->optional('test_ca_file');
    }

    private function optional(string $name): ?string
    {
        $text = $this->text($name);

        return $text === '' ? null : $text;
    }

    private function text(string $name): string
    {
        return trim($this->values[$name] ?? '');
    }

    private function number(string $name, int $default, int $least, int $most): int
    {
        $text = $this->text($name);

        return ctype_digit($text) && strlen($text) < 10 ? max($least, min($most, (int) $text)) : $default;
    }

    /**
     * @template T of string
     * @param non-empty-list<T> $words the default first
     * @return T
     */
    private function choice(string $name, array $words): string
    {
        $text = $this->text($name);
        foreach ($words as $word) {
            if ($word === $text) {
                return $word;
            }
        }

        return $words[0];
    }
}
