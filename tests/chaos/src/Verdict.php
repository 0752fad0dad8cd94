<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** What came of one history. */
final class Verdict implements \JsonSerializable
{
    /**
     * @param list<string> $violations
     * @param list<string> $lines what happened
     */
    public function __construct(
        public readonly int $seed,
        public readonly bool $races,
        public readonly array $violations,
        public readonly Tally $tally,
        public readonly int $requests,
        public readonly int $milliseconds,
        public readonly array $lines = [],
    ) {
    }

    public static function fromJson(string $json): self
    {
        $said = json_decode($json, true, flags: JSON_THROW_ON_ERROR);

        return new self(
            $said['seed'],
            $said['races'],
            $said['violations'],
            new Tally($said['tally']),
            $said['requests'],
            $said['milliseconds'],
            $said['lines'] ?? [],
        );
    }

    public function jsonSerialize(): array
    {
        return get_object_vars($this);
    }

    /** Only what failed is worth keeping in full. */
    public function toJson(): string
    {
        $all = $this->jsonSerialize();
        if ($this->violations === []) {
            unset($all['lines']);
        }

        return json_encode($all, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR);
    }
}
