<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Payment\Trouble;
use Twint\TwintException;

/** Why TWINT could not be asked: a word of the catalogues ("twint.tx.reason.<word>"), and what the developers say of it. */
final class ConnectionTrouble
{
    private function __construct(
        public readonly string $word,
        public readonly string $detail,
    ) {
    }

    public static function of(TwintException|NotConfiguredException $exception): self
    {
        $word = $exception instanceof NotConfiguredException ? $exception->reason : Trouble::word($exception);

        // A question changes nothing: where its answer was lost, TWINT was not reached.
        return new self($word === 'unknown' ? 'unavailable' : $word, $exception->getMessage());
    }

    public static function fromStored(mixed $stored): ?self
    {
        $word = is_array($stored) ? $stored['word'] ?? null : null;
        $detail = is_array($stored) ? $stored['detail'] ?? null : null;

        return is_string($word) && is_string($detail) ? new self($word, $detail) : null;
    }

    /** @return array{word: string, detail: string} */
    public function toStored(): array
    {
        return ['word' => $this->word, 'detail' => $this->detail];
    }
}
