<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Admin\Transactions\AskedDays;
use Plugin\jtl_twint\src\Persistence\UtcTime;

/** A range of whole days on the merchant's wall, the last one included. */
final class Days
{
    public const MOST = 366;

    private function __construct(
        public readonly \DateTimeImmutable $first,
        public readonly \DateTimeImmutable $last,
    ) {
    }

    public static function between(\DateTimeImmutable $first, \DateTimeImmutable $last): self
    {
        return new self($first->setTime(0, 0), $last->setTime(0, 0));
    }

    /** Up to today. */
    public static function ofThisMonth(\DateTimeImmutable $today): self
    {
        return self::between($today->modify('first day of this month'), $today);
    }

    /** Null: there is something not right about them. */
    public static function asked(AskedDays $asked): ?self
    {
        return $asked->problem === null ? new self($asked->first(), $asked->last()) : null;
    }

    /** @return \Generator<int, \DateTimeImmutable> their beginnings */
    public function each(): \Generator
    {
        for ($day = $this->first; $day <= $this->last; $day = $day->modify('+1 day')) {
            yield $day;
        }
    }

    /** The moment at which a day begins, as the database writes it. */
    public static function utc(\DateTimeImmutable $day): string
    {
        return UtcTime::text($day);
    }

    /** The beginning of the first day's month. */
    public function month(): \DateTimeImmutable
    {
        return $this->first->modify('first day of this month');
    }

    public function end(): \DateTimeImmutable
    {
        return $this->last->modify('+1 day');
    }
}
