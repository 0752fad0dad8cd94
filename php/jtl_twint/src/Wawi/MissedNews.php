<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\SweepCursor;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Plugin\jtl_twint\src\Shop\Deliveries;

/**
 * Finds news of Wawi that we missed because the plugin was switched off or could not write them down. Wawi tells each thing once, but
 * the shop's orders show it. We look for what would cost money: goods were shipped, and a reservation lapses or a later deletion would
 * refund them; or an order was cancelled or deleted while we hold the buyer's money.
 */
final class MissedNews
{
    /** The shop sends mails between Wawi's change of an order and the news of it. Whoever looks seldom hardly ever looks in between. */
    private const EVERY_SECONDS = 1800;

    /** Each sweep looks at so many payments after the last one that was looked at, however many there are. */
    private const STEP = 4000;
    private const STEP_EVERY_SECONDS = 20;

    /** How many missed news one sweep writes down at most. */
    private const MOST = 500;

    /** After that time no reservation is left, and nobody cancels an order any more. */
    private const YOUNGER_THAN_DAYS = 60;

    /** Orders that we ended carry the same mark as those that Wawi has fetched. */
    private const ENDED_BY_US =
        'SELECT 1 FROM ' . TransactionRepository::TABLE . ' r WHERE r.order_id = t.order_id AND r.stock_restored = 1';

    private const NEWS_OF_ORDER =
        'SELECT w.news FROM ' . Queue::TABLE . ' w WHERE w.order_id = t.order_id AND w.news IN ';

    public function __construct(
        private readonly Database $database,
        private readonly Queue $queue,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly Throttle $throttle,
        private readonly SweepCursor $cursor,
        private readonly Deliveries $deliveries,
    ) {
    }

    /**
     * Writes down what was missed as if Wawi had told it now.
     *
     * @param callable(int, callable(): void): void $guard runs the work on one order
     */
    public function note(callable $guard): void
    {
        $seen = $this->cursor->position(Fact::MissedNewsSeen);
        $isMine = $seen === 0
            ? $this->throttle->allows(Throttled::MissedNews, self::EVERY_SECONDS)
            : $this->throttle->allows(Throttled::MissedNewsStep, self::STEP_EVERY_SECONDS);
        if (!$isMine) {
            return;
        }
        $seen = max($seen, $this->lastTooOld());
        [$number, $last] = $this->step($seen);
        $missed = $number === 0 ? [] : $this->find($seen, $last);
        foreach ($missed as $row) {
            $orderId = (int) $row['order_id'];
            $guard($orderId, fn() => $this->noteOne($orderId, $this->news($orderId, $row)));
        }
        $this->cursor->moveTo(Fact::MissedNewsSeen, match (true) {
            count($missed) === self::MOST => (int) $missed[self::MOST - 1]['id'],
            $number === self::STEP => $last,
            default => 0,
        });
    }

    /** The number of the last payment that is too old. Payments are numbered in the order of time. */
    private function lastTooOld(): int
    {
        $row = $this->database->row(
            'SELECT id FROM '
            . TransactionRepository::TABLE
            . ' FORCE INDEX (created_at) WHERE created_at <= UTC_TIMESTAMP(3) - INTERVAL '
            . self::YOUNGER_THAN_DAYS
            . ' DAY ORDER BY created_at DESC, id DESC LIMIT 1',
        );

        return (int) ($row['id'] ?? 0);
    }

    /** @return array{int, int} how many follow that payment in the next step, and the last of them */
    private function step(int $seen): array
    {
        $row = $this->database->row('SELECT COUNT(*) AS number, MAX(id) AS last FROM (SELECT id FROM '
        . TransactionRepository::TABLE
        . ' WHERE id > :seen ORDER BY id LIMIT '
        . self::STEP
        . ') step', ['seen' => $seen]);

        return [(int) ($row['number'] ?? 0), (int) ($row['last'] ?? 0)];
    }

    private function noteOne(int $orderId, ?News $news): void
    {
        $payment = $news === null ? null : $this->transactions->shownOfOrder($orderId);
        if ($news !== null && $payment !== null) {
            $this->events->note($payment, Initiator::wawi(), 'wawi_unheard', $news->value);
            $this->queue->note($orderId, $news);
        }
    }

    /** @return list<array<string, string|null>> */
    private function find(int $seen, int $last): array
    {
        return $this->database->rows(
            'SELECT t.id, t.order_id, o.cStatus AS status, EXISTS ('
            . self::NEWS_OF_ORDER
            . self::words(News::PartShipped)
            . ') AS part_was_told FROM '
            . TransactionRepository::TABLE
            . ' t FORCE INDEX (PRIMARY)
                LEFT JOIN tbestellung o ON o.kBestellung = t.order_id
                WHERE t.id > :seen AND t.id <= :last AND t.phase IN '
            . Phases::sql(Phases::HOLDING_MONEY)
            . " AND (
                    o.cStatus = :cancelled AND o.cAbgeholt = 'Y' AND NOT EXISTS ("
            . self::ENDED_BY_US
            . ')
                    AND COALESCE(('
            . self::NEWS_OF_ORDER
            . self::words(News::Cancelled, News::Reactivated)
            . " ORDER BY w.id DESC LIMIT 1), '') <> :told_cancelled
                    OR o.kBestellung IS NULL AND t.closed = 0 AND NOT EXISTS ("
            . self::NEWS_OF_ORDER
            . self::words(News::Deleted)
            . ')
                    OR o.cStatus IN (:shipped, :part_shipped) AND NOT EXISTS ('
            . self::NEWS_OF_ORDER
            . self::words(News::Shipped)
            . ') AND (o.cStatus = :shipped_whole AND t.closed = 0 OR NOT EXISTS ('
            . self::NEWS_OF_ORDER
            . self::words(News::PartShipped)
            . '))
                )
                ORDER BY t.id LIMIT '
            . self::MOST,
            [
                'seen' => $seen,
                'last' => $last,
                'cancelled' => (string) \BESTELLUNG_STATUS_STORNO,
                'told_cancelled' => News::Cancelled->value,
                'shipped' => (string) \BESTELLUNG_STATUS_VERSANDT,
                'part_shipped' => (string) \BESTELLUNG_STATUS_TEILVERSANDT,
                'shipped_whole' => (string) \BESTELLUNG_STATUS_VERSANDT,
            ],
        );
    }

    /** @return string for a query, such as "('shipped', 'part_shipped')" */
    private static function words(News ...$all): string
    {
        return "('" . implode("', '", array_map(static fn(News $news): string => $news->value, $all)) . "')";
    }

    /** @param array<string, string|null> $row of find() */
    private function news(int $orderId, array $row): ?News
    {
        return match ($row['status']) {
            null => News::Deleted,
            (string) \BESTELLUNG_STATUS_STORNO => News::Cancelled,
            (string) \BESTELLUNG_STATUS_VERSANDT => $this->shipment($orderId, $row['part_was_told'] === '1'),
            default => News::PartShipped,
        };
    }

    private function shipment(int $orderId, bool $partWasTold): ?News
    {
        $missed = \Twint\missed_shipment($this->ordered($orderId), $this->delivered($orderId), $partWasTold);

        return $missed === null ? null : News::from($missed->value);
    }

    /** @return list<array{id: int, quantity: string}> */
    private function ordered(int $orderId): array
    {
        $rows = $this->database->rows('SELECT p.kWarenkorbPos AS id, CAST(p.nAnzahl AS DECIMAL(15,6)) AS quantity
                FROM tbestellung o JOIN twarenkorbpos p ON p.kWarenkorb = o.kWarenkorb
                WHERE o.kBestellung = :id AND p.nPosTyp = :article', [
            'id' => $orderId,
            'article' => \C_WARENKORBPOS_TYP_ARTIKEL,
        ]);

        return array_map(static fn(array $row): array => [
            'id' => (int) $row['id'],
            'quantity' => (string) $row['quantity'],
        ], $rows);
    }

    /** @return list<array{id: int, quantity: string}> */
    private function delivered(int $orderId): array
    {
        $delivered = [];
        foreach ($this->deliveries->of($orderId) ?? [] as $id => $quantity) {
            $delivered[] = ['id' => $id, 'quantity' => $quantity];
        }

        return $delivered;
    }
}
