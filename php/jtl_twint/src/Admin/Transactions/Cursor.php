<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** The row a page begins behind, so that the last page costs what the first does. */
final class Cursor
{
    private const PATTERN = '/^([ab])\.(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})\.(\d{1,18})$/D';

    private function __construct(
        /** Whether the page ends before that row instead. */
        public readonly bool $before,
        public readonly string $moment,
        public readonly int $id,
    ) {
    }

    /** @param array<string, string|null> $row */
    public static function after(array $row): self
    {
        return new self(false, (string) $row['created_at'], (int) $row['id']);
    }

    /** @param array<string, string|null> $row */
    public static function before(array $row): self
    {
        return new self(true, (string) $row['created_at'], (int) $row['id']);
    }

    public static function parse(string $text): ?self
    {
        return preg_match(self::PATTERN, $text, $found) === 1
            ? new self($found[1] === 'b', $found[2], (int) $found[3])
            : null;
    }

    public function __toString(): string
    {
        return ($this->before ? 'b.' : 'a.') . $this->moment . '.' . $this->id;
    }
}
