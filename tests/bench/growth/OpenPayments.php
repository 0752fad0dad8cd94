<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Twint\Capture;
use Twint\Order;
use Twint\Tests\Twint;
use Twint\Tests\World;

/** Payments that are open at TWINT, too, beside the history of the others. */
final class OpenPayments
{
    private const AT_ONCE = 500;
    private const TWINTS_LATENCY_MS = 140;
    private const AMOUNT = '57.00';

    private readonly int $last;

    private function __construct(
        private readonly World $world,
        private readonly Twint $twint,
    ) {
        $this->twint->reset();
        $this->last = (int) $this->world
            ->pdo
            ->query('SELECT MAX(id) FROM xplugin_jtl_twint_transaction')
            ->fetchColumn();
        // None of those before is asked about any more.
        $this->world->pdo->exec(
            "UPDATE xplugin_jtl_twint_transaction SET phase = 'failed', next_poll_at = '2036-01-01'
            WHERE phase IN ('created', 'pending', 'authorised') AND reference LIKE 'BENCH-%'",
        );
    }

    /** Which wait for their buyers. */
    public static function pending(World $world, Twint $twint, int $number): Work
    {
        $payments = new self($world, $twint);
        $payments->begin($number, Capture::Immediate, 'pending');
        $twint->set(['latencyMs' => self::TWINTS_LATENCY_MS]);

        return new Work(
            'pending payments, TWINT answers after ' . self::TWINTS_LATENCY_MS . ' ms',
            $number,
            "SELECT COUNT(*) FROM xplugin_jtl_twint_transaction WHERE id > {$payments->last} AND polls = 0",
        );
    }

    /** Whose money is reserved, and whose orders Wawi has just shipped. */
    public static function shipped(World $world, Twint $twint, int $number): Work
    {
        $payments = new self($world, $twint);
        $payments->begin($number, Capture::Deferred, 'authorised');
        $payments->order();
        $world->pdo->exec("INSERT INTO xplugin_jtl_twint_wawi (order_id, news, state, wish_key, due_at, created_at)
            SELECT order_id, 'shipped', 'waiting', LEFT(MD5(token), 22), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)
            FROM xplugin_jtl_twint_transaction WHERE id > {$payments->last}");

        return new Work(
            'entries of Wawi, TWINT answers at once',
            $number,
            "SELECT COUNT(*) FROM xplugin_jtl_twint_wawi WHERE state = 'waiting'",
        );
    }

    private function begin(int $number, Capture $capture, string $phase): void
    {
        $merchant = $this->world->get(MerchantFactory::class)->of(new AccessKey(AccessKey::FIRST, 'testing'));
        $series = bin2hex(random_bytes(4));
        $begun = [];
        for ($n = 1; $n <= $number; $n++) {
            $order = \Twint\payment_init($merchant, "BENCH-$series-$n", self::AMOUNT, $capture);
            if ($phase === 'authorised') {
                $this->twint->approve($order->uuid);
            }
            $begun[] = $order;
            if (count($begun) === self::AT_ONCE || $n === $number) {
                $this->write($begun, $capture, $phase);
                $begun = [];
            }
        }
    }

    /** @param list<Order> $orders */
    private function write(array $orders, Capture $capture, string $phase): void
    {
        $pdo = $this->world->pdo;
        $store = $this->world->get(MerchantFactory::class)->storeUuid(new AccessKey(AccessKey::FIRST, 'testing'));
        $first = 1 + (int) $pdo->query('SELECT MAX(order_id) FROM xplugin_jtl_twint_transaction')->fetchColumn();
        $rows = [];
        foreach ($orders as $n => $order) {
            $rows[] = implode(',', array_map(static fn(string|int $value): string => $pdo->quote((string) $value), [
                $first + $n,
                $first + $n,
                $order->reference,
                1,
                $order->reference,
                PageToken::random($this->world->get(KeyRing::class)),
                $order->uuid,
                $phase,
                $capture->value,
                'testing',
                $store,
                self::AMOUNT,
                (string) $order->pairingToken,
            ]));
        }
        $approved = $phase === 'authorised' ? 'UTC_TIMESTAMP(3)' : 'NULL';
        $next = $phase === 'authorised' ? 'UTC_TIMESTAMP(3) + INTERVAL 1 HOUR' : 'UTC_TIMESTAMP(3)';
        $values = implode('), (', array_map(
            static fn(string $row): string => "$row, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, $approved, $next",
            $rows,
        ));
        $pdo->exec(
            "INSERT INTO xplugin_jtl_twint_transaction (order_id, open_order_id, order_number, attempt, reference, token, twint_uuid, phase,
            capture_mode, environment, store_uuid, amount, pairing_token, created_at, updated_at, expires_at, authorised_at, next_poll_at)
            VALUES ($values)",
        );
    }

    /** Of a can and its shipping, each. */
    private function order(): void
    {
        $new = "FROM xplugin_jtl_twint_transaction t WHERE t.id > {$this->last}";
        $this->world->pdo->exec(
            "INSERT INTO tbestellung (kBestellung, cBestellNr, kKunde, fGesamtsumme, cStatus, cAbgeholt, kWarenkorb, dErstellt)
            SELECT order_id, order_number, 7, amount, 4, 'Y', order_id, UTC_TIMESTAMP() $new",
        );
        foreach ([[\C_WARENKORBPOS_TYP_ARTIKEL, 'can', 50.00], [\C_WARENKORBPOS_TYP_VERSANDPOS, 'shipping', 7.00]] as [
            $type,
            $name,
            $gross,
        ]) {
            $this->world->pdo->exec(
                "INSERT INTO twarenkorbpos (kWarenkorb, cName, cArtNr, fPreis, fMwSt, nAnzahl, nPosTyp)
                SELECT order_id, '$name', '$name', $gross / 1.081, 8.1, 1, $type $new",
            );
        }
    }
}
