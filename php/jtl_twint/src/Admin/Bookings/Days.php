<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

/** A range of whole days on the merchant's wall, the last one included. */
final class Days
{
    public const MOST = 366;
    private const WORD = 'Y-m-d';

    private function __construct(
        public readonly \DateTimeImmutable $first,
        public readonly \DateTimeImmutable $last,
    ) {
    }

    /** Of the address; what is no range of days, or too long a one, is this month up to today. */
    public static function of(mixed $from, mixed $to, \DateTimeImmutable $today): self
    {
        $first = self::day($from);
        $last = self::day($to);

        return $first === null || $last === null || $first > $last || (int) $first->diff($last)->days >= self::MOST
            ? new self($today->modify('first day of this month')->setTime(0, 0), $today->setTime(0, 0))
            : new self($first, $last);
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
        return $day->setTimezone(new \DateTimeZone('UTC'))->format('Y-m-d H:i:s');
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

    /** @return array{from: string, to: string} for an address */
    public function toQuery(): array
    {
        return ['from' => $this->first->format(self::WORD), 'to' => $this->last->format(self::WORD)];
    }

    private static function day(mixed $word): ?\DateTimeImmutable
    {
        $day = is_string($word) ? \DateTimeImmutable::createFromFormat('!' . self::WORD, $word) : false;

        return $day !== false && $day->format(self::WORD) === $word ? $day : null;
    }
}
