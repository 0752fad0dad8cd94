<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** The payments that the list shows where there is no walking along an index: a few at most. */
final class Picked
{
    public const MOST = 100;

    /** @param list<int> $ids */
    private function __construct(
        public readonly array $ids,
        /** Whether there are more than these. */
        public readonly bool $cut,
    ) {
    }

    /** @param list<int> $ids one more than are shown, if there are so many */
    public static function of(array $ids): self
    {
        return new self(array_slice($ids, 0, self::MOST), count($ids) > self::MOST);
    }

    /** @param list<int> $ids as before, in another order than from the newest to the oldest */
    public static function ofNewest(array $ids): self
    {
        $cut = count($ids) > self::MOST;

        return new self($cut ? array_values(array_diff($ids, [min($ids)])) : $ids, $cut);
    }

    /** @param list<int> $ids */
    public function with(array $ids): self
    {
        return new self($ids, $this->cut);
    }
}
