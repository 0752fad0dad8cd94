<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** The row a page begins behind, so that the last page costs what the first does. */
final class Cursor
{
    private const PATTERN = '/^([ab])\.(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}|\d{1,10}\.\d\d)\.(\d{1,18})$/D';

    private function __construct(
        /** Whether the page ends before that row instead. */
        public readonly bool $before,
        public readonly string $value,
        public readonly int $id,
    ) {
    }

    public static function after(string $value, int $id): self
    {
        return new self(false, $value, $id);
    }

    public static function before(string $value, int $id): self
    {
        return new self(true, $value, $id);
    }

    public static function parse(string $text, Sort $sort): ?self
    {
        if (preg_match(self::PATTERN, $text, $found) !== 1 || str_contains($found[2], '-') !== ($sort === Sort::Date)) {
            return null;
        }

        return new self($found[1] === 'b', $found[2], (int) $found[3]);
    }

    public function __toString(): string
    {
        return ($this->before ? 'b.' : 'a.') . $this->value . '.' . $this->id;
    }
}
