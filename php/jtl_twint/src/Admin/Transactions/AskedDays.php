<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Health\Sentence;

/** The first and the last day that somebody asks for, as they were typed: other days than these are never shown instead. */
final class AskedDays
{
    private const WORD = 'Y-m-d';
    private const FROM = 'from';
    private const TO = 'to';

    private function __construct(
        public readonly string $from,
        public readonly string $to,
        private readonly ?\DateTimeImmutable $first,
        private readonly ?\DateTimeImmutable $last,
        /** What is not right about them; null: nothing. */
        public readonly ?Sentence $problem,
        /** Of which of them: "from" or "to"; empty: nothing. */
        public readonly string $wrong,
    ) {
    }

    /** @param int $most days, the first and the last included */
    public static function of(mixed $from, mixed $to, int $most): self
    {
        $from = is_string($from) ? $from : '';
        $to = is_string($to) ? $to : '';
        $first = self::day($from);
        $last = self::day($to);
        $order = new Sentence('twint.days.order');
        [$problem, $wrong] = match (true) {
            $first === null => [$order, self::FROM],
            $last === null || $first > $last => [$order, self::TO],
            (int) $first->diff($last)->days >= $most => [new Sentence('twint.days.most', $most), self::TO],
            default => [null, ''],
        };

        return new self($from, $to, $first, $last, $problem, $wrong);
    }

    /** Its beginning on the merchant's wall. Only where there is no problem. */
    public function first(): \DateTimeImmutable
    {
        return $this->first ?? throw new \LogicException('There is no first day.');
    }

    /** Its beginning, too. Only where there is no problem. */
    public function last(): \DateTimeImmutable
    {
        return $this->last ?? throw new \LogicException('There is no last day.');
    }

    /** A day as a form or an address has it; null: that is none. */
    public static function day(string $word): ?\DateTimeImmutable
    {
        $day = \DateTimeImmutable::createFromFormat('!' . self::WORD, $word);

        return $day !== false && $day->format(self::WORD) === $word ? $day : null;
    }

    public static function word(\DateTimeImmutable $day): string
    {
        return $day->format(self::WORD);
    }
}
