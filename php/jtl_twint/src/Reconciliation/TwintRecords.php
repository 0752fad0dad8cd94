<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Plugin\jtl_twint\src\Persistence\UtcTime;
use Twint\Cause;
use Twint\Merchant;
use Twint\Order;
use Twint\TwintException;
use Twint\UnavailableException;

/** What TWINT holds for the store. */
final class TwintRecords
{
    private const RFC3339 = 'Y-m-d\TH:i:s\Z';
    /** A longer answer than the extension reads would fail as a whole; then it is asked for in halves, down to an hour. */
    private const SHORTEST_SECONDS = 3600;
    private const CONCURRENCY = 8;

    /**
     * @return list<Record>
     * @throws TwintException
     */
    public function between(Merchant $merchant, \DateTimeImmutable $from, \DateTimeImmutable $to): array
    {
        try {
            return array_map(
                self::record(...),
                \Twint\find_between($merchant, $from->format(self::RFC3339), $to->format(self::RFC3339)),
            );
        } catch (UnavailableException $exception) {
            $seconds = $to->getTimestamp() - $from->getTimestamp();
            if ($seconds <= self::SHORTEST_SECONDS || $exception->cause !== Cause::AnswerTooLarge) {
                throw $exception;
            }
            $middle = $from->modify('+' . intdiv($seconds, 2) . ' seconds');
            return [
                ...$this->between($merchant, $from, $middle),
                ...$this->between($merchant, $middle, $to),
            ];
        }
    }

    /**
     * Those that a search did not bring, asked for one by one: a search may be cut short.
     *
     * @param list<string> $uuids
     * @return list<Record>
     */
    public function byUuid(Merchant $merchant, array $uuids): array
    {
        $answers = $uuids === [] ? [] : \Twint\poll_many($merchant, $uuids, self::CONCURRENCY);

        return array_values(array_map(
            self::record(...),
            array_filter($answers, static fn(Order|TwintException $answer): bool => $answer instanceof Order),
        ));
    }

    private static function record(Order $order): Record
    {
        return new Record(
            $order->reference,
            $order->uuid,
            $order->isReversal,
            $order->requestedAmount,
            $order->currency,
            $order->holding,
            self::utc($order->createdAt),
            fee: $order->feeInFrancs,
        );
    }

    /** Empty where TWINT does not say when, or in a form that nobody reads. */
    private static function utc(?string $moment): string
    {
        try {
            return $moment === null ? '' : UtcTime::text(new \DateTimeImmutable($moment));
        } catch (\Exception) {
            return '';
        }
    }
}
