<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Persistence\UtcTime;

/** What the merchant wants to see of the list, as it stands in the page's address. Nonsense there counts as absent. */
final class Criteria
{
    private const LONGEST_SEARCH = 120;

    private function __construct(
        public readonly string $search,
        public readonly ?string $phase,
        public readonly bool $attention,
        /** Only what was bought by TWINT Express. */
        public readonly bool $express,
        /** First and last day in the shop's time zone, such as "2026-11-23". */
        public readonly ?string $from,
        public readonly ?string $to,
        public readonly Sort $sort,
        public readonly bool $descending,
        public readonly ?Cursor $cursor,
        /** Whether the page is counted from the end. */
        public readonly bool $last,
        public readonly int $skip,
    ) {
    }

    /** @param array<array-key, mixed> $query */
    public static function of(array $query): self
    {
        $phase = self::text($query, 'phase');
        $sort = Sort::tryFrom(self::text($query, 'sort')) ?? Sort::Date;
        $position = self::text($query, 'at');

        return new self(
            mb_substr(self::text($query, 'search'), 0, self::LONGEST_SEARCH),
            in_array($phase, Phases::ALL, true) ? $phase : null,
            $phase === PhaseWords::ATTENTION,
            $phase === PhaseWords::EXPRESS,
            self::day($query, 'from'),
            self::day($query, 'to'),
            $sort,
            self::text($query, 'order') !== 'asc',
            Cursor::parse($position),
            $position === 'last',
            max(0, min(Picked::MOST, (int) self::text($query, 'skip'))),
        );
    }

    /** Whether anything narrows the list. */
    public function isNarrow(): bool
    {
        return $this->names() || $this->phase !== null || $this->hasRange();
    }

    /** Whether it says which payments, not only from when or in which phase. */
    public function names(): bool
    {
        return $this->search !== '' || $this->attention || $this->express;
    }

    public function hasRange(): bool
    {
        return $this->from !== null || $this->to !== null;
    }

    /** From the first moment of the first day, by the database's clock. */
    public function since(): ?string
    {
        return $this->from === null ? null : UtcTime::text(new \DateTimeImmutable($this->from . ' 00:00:00'));
    }

    /** Before the first moment after the last day. */
    public function until(): ?string
    {
        return $this->to === null ? null : UtcTime::text(new \DateTimeImmutable($this->to . ' 00:00:00 +1 day'));
    }

    /** @return array<string, string> for the address, without the position in the list */
    public function toQuery(): array
    {
        return array_filter(
            [
                'search' => $this->search,
                'phase' => match (true) {
                    $this->attention => PhaseWords::ATTENTION,
                    $this->express => PhaseWords::EXPRESS,
                    default => (string) $this->phase,
                },
                'from' => (string) $this->from,
                'to' => (string) $this->to,
                'sort' => $this->sort === Sort::Date ? '' : $this->sort->value,
                'order' => $this->descending ? '' : 'asc',
            ],
            static fn(string $value): bool => $value !== '',
        );
    }

    /** @param array<array-key, mixed> $query */
    private static function text(array $query, string $name): string
    {
        $value = $query[$name] ?? '';

        return is_string($value) ? trim($value) : '';
    }

    /** @param array<array-key, mixed> $query */
    private static function day(array $query, string $name): ?string
    {
        $text = self::text($query, $name);

        return AskedDays::day($text) === null ? null : $text;
    }
}
