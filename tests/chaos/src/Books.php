<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Wawi\News;
use Twint\Tests\Twint;
use Twint\Tests\World;

/** What TWINT, our tables and the shop each say, side by side. Money is in Rappen. */
final class Books
{
    /**
     * @param array<int, array<string, string|null>> $orders the shop's, with their stock
     * @param array<int, list<Transaction>> $attempts by order
     * @param array<string, list<array<string, mixed>>> $twint TWINT's payments by reference, reversals left out
     * @param array<int, list<int>> $payments what the shop was told, by order
     * @param array<int, list<string>> $mails by order
     * @param array<int, list<array<string, string|null>>> $operations by attempt
     * @param array<int, list<array{news: string, state: string, finding: string}>> $news what Wawi told, by order
     * @param array<int, int> $delivered pieces by order
     * @param list<array<string, mixed>> $calls
     * @param array<string, string> $sums of TWINT
     */
    /** The tables that a request about a payment may write to, and what their rows are told apart by. */
    private const WRITTEN = [
        'xplugin_jtl_twint_transaction' => 'id',
        'xplugin_jtl_twint_operation' => 'id',
        'xplugin_jtl_twint_check_in' => 'id',
        'xplugin_jtl_twint_wawi' => 'id',
        'xplugin_jtl_twint_order_turn' => 'order_id',
        'tbestellung' => 'kBestellung',
        'tzahlungseingang' => 'kZahlungseingang',
        'tartikel' => 'kArtikel',
        'credit' => 'kBestellung',
        'said' => 'id',
    ];

    private function __construct(
        public readonly array $orders,
        public readonly array $attempts,
        public readonly array $twint,
        public readonly array $payments,
        public readonly array $mails,
        public readonly array $operations,
        public readonly array $news,
        public readonly array $delivered,
        public readonly array $calls,
        public readonly array $sums,
        public readonly Plan $plan,
    ) {
    }

    public static function read(\PDO $database, Twint $twint, Plan $plan): self
    {
        $orders = [];
        foreach (self::rows($database, 'SELECT o.*, c.*, a.fLagerbestand AS level, COALESCE(o.wawi_total, o.fGesamtsumme) AS total
                FROM credit c JOIN tartikel a ON a.kArtikel = c.kBestellung
                LEFT JOIN tbestellung o ON o.kBestellung = c.kBestellung ORDER BY c.kBestellung') as $row) {
            $orders[(int) $row['kBestellung']] = $row;
        }
        $repository = (new World($twint, $plan->settings, pdo: $database))->get(TransactionRepository::class);
        $attempts = array_map($repository->ofOrder(...), array_combine(array_keys($orders), array_keys($orders)));
        $payments = [];
        foreach (self::rows($database, 'SELECT kBestellung, fBetrag FROM tzahlungseingang') as $row) {
            $payments[(int) $row['kBestellung']][] = self::rappen($row['fBetrag']);
        }
        $mails = [];
        foreach (self::rows($database, 'SELECT kBestellung, what FROM said ORDER BY id') as $row) {
            $mails[(int) $row['kBestellung']][] = (string) $row['what'];
        }
        $operations = [];
        foreach (self::rows($database, 'SELECT * FROM xplugin_jtl_twint_operation ORDER BY id') as $row) {
            $operations[(int) $row['transaction_id']][] = $row;
        }
        $news = [];
        foreach (self::rows(
            $database,
            'SELECT order_id, news, state, finding FROM xplugin_jtl_twint_wawi ORDER BY id',
        ) as $row) {
            $news[(int) $row['order_id']][] = $row;
        }
        $delivered = [];
        foreach (self::rows(
            $database,
            'SELECT kInetBestellung, SUM(fAnzahl) AS pieces FROM tlieferschein JOIN tlieferscheinpos USING (kLieferschein) GROUP BY 1',
        ) as $row) {
            $delivered[(int) $row['kInetBestellung']] = (int) $row['pieces'];
        }
        $byReference = [];
        foreach ($twint->payments() as $order) {
            $byReference[(string) $order['reference']][] = $order;
        }

        return new self(
            $orders,
            $attempts,
            $byReference,
            $payments,
            $mails,
            $operations,
            $news,
            $delivered,
            $twint->callsSince(0),
            $twint->books(),
            $plan,
        );
    }

    /** Changes when anything that matters changes. */
    public static function fingerprint(\PDO $database): string
    {
        return md5((string) json_encode([
            self::rows(
                $database,
                'SELECT id, phase, reason, duties, captured, refunded, payment_recorded, stock_restored FROM xplugin_jtl_twint_transaction ORDER BY id',
            ),
            self::rows($database, 'SELECT id, state FROM xplugin_jtl_twint_operation ORDER BY id'),
            self::rows($database, 'SELECT kBestellung, cStatus, cAbgeholt FROM tbestellung ORDER BY 1'),
            self::rows($database, 'SELECT COUNT(*) FROM tzahlungseingang'),
            self::rows($database, 'SELECT id, state FROM xplugin_jtl_twint_wawi ORDER BY id'),
            self::rows($database, 'SELECT id, phase, end_wished FROM xplugin_jtl_twint_check_in ORDER BY id'),
            self::rows($database, 'SELECT COUNT(*) FROM said'),
            self::rows($database, 'SELECT kArtikel, fLagerbestand FROM tartikel ORDER BY 1'),
            self::rows($database, 'SELECT kBestellung, given_back FROM credit ORDER BY 1'),
        ]));
    }

    /** @return array<string, list<array<string, string|null>>> every row that a request about a payment may write to, by table */
    public static function everyRow(\PDO $database): array
    {
        $rows = [];
        foreach (self::WRITTEN as $table => $key) {
            $rows[$table] = self::rows($database, "SELECT * FROM $table ORDER BY $key");
        }

        return $rows;
    }

    /** @return array{status: string, authorized: int, captured: int, refunded: int, reserved: int}|null what TWINT holds under a reference */
    public function held(string $reference): ?array
    {
        $orders = $this->twint[$reference] ?? [];
        if ($orders === []) {
            return null;
        }

        return [
            'status' => $orders[0]['status'] . '/' . $orders[0]['reason'],
            'authorized' => self::sum($orders, 'authorized'),
            'captured' => self::sum($orders, 'captured'),
            'refunded' => self::sum($orders, 'refunded'),
            'reserved' => self::sum($orders, 'reserved'),
        ];
    }

    /** Whether TWINT holds money of the buyer for this order: taken and not given back, or reserved. */
    public function isSecured(int $orderId): bool
    {
        foreach ($this->attempts[$orderId] as $attempt) {
            $held = $this->held($attempt->reference);
            if ($held !== null && ($held['captured'] > $held['refunded'] || $held['reserved'] > 0)) {
                return true;
            }
        }

        return false;
    }

    public function wasRefunded(int $orderId): bool
    {
        foreach ($this->attempts[$orderId] as $attempt) {
            if (($this->held($attempt->reference)['refunded'] ?? 0) > 0) {
                return true;
            }
        }

        return false;
    }

    public function wasRefundedByHand(int $orderId): bool
    {
        foreach ($this->attempts[$orderId] as $attempt) {
            foreach ($this->operations[$attempt->id] ?? [] as $row) {
                if ($row['kind'] === 'refund' && $row['state'] === 'done' && $row['actor'] === 'admin') {
                    return true;
                }
            }
        }

        return false;
    }

    /** Wawi had it, and cancelled it. */
    public function isCancelledByWawi(int $orderId): bool
    {
        $order = $this->orders[$orderId];

        return (
            $order['wawi_has'] === '1'
            && ($order['cStatus'] === '-1' || $this->told($orderId, News::Cancelled) !== [])
        );
    }

    public function isDeleted(int $orderId): bool
    {
        return $this->orders[$orderId]['cStatus'] === null;
    }

    /**
     * @return list<array{news: string, state: string, finding: string}> what Wawi told of one order, the oldest first
     */
    public function told(int $orderId, News ...$which): array
    {
        return array_values(array_filter($this->news[$orderId] ?? [], static fn(array $entry): bool => in_array(
            News::from($entry['news']),
            $which,
            true,
        )));
    }

    public static function rappen(string|int|float|null $amount): int
    {
        return (int) round(100 * (float) $amount);
    }

    /** @return list<string> */
    public function describe(): array
    {
        $lines = [];
        foreach ($this->orders as $id => $order) {
            $lines[] = sprintf(
                'order #%d: comes to %s, status %s, Wawi %s %s, stock %s, credit %s, payments %s, mails %s',
                $id,
                $order['total'] ?? 'nothing, deleted',
                $order['cStatus'],
                $order['cAbgeholt'],
                implode(' ', array_map(
                    static fn(array $entry): string => "$entry[news]:$entry[state]:$entry[finding]",
                    $this->news[$id] ?? [],
                )),
                $order['level'],
                $order['given_back'],
                json_encode($this->payments[$id] ?? []),
                json_encode($this->mails[$id] ?? []),
            );
            foreach ($this->attempts[$id] as $attempt) {
                $lines[] = sprintf(
                    '    attempt %d: %s (%s), captured %s, refunded %s, duties %s, operations %s; TWINT %s',
                    $attempt->attempt,
                    $attempt->phase,
                    $attempt->reason ?? '',
                    $attempt->captured,
                    $attempt->refunded,
                    json_encode($attempt->duties),
                    implode(' ', array_map(
                        static fn(array $row): string => "$row[kind]:$row[state]:$row[amount]",
                        $this->operations[$attempt->id] ?? [],
                    )),
                    json_encode($this->held($attempt->reference)),
                );
            }
        }

        return $lines;
    }

    /** @param list<array<string, mixed>> $orders */
    private static function sum(array $orders, string $what): int
    {
        return array_sum(array_map(static fn(array $order): int => self::rappen((string) $order[$what]), $orders));
    }

    /** @return list<array<string, string|null>> */
    private static function rows(\PDO $database, string $sql): array
    {
        return $database->query($sql)->fetchAll(\PDO::FETCH_ASSOC);
    }
}
