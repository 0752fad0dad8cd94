<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\ShopWorld;

/** What is in an order: four pieces of one thing, and what it costs to send them. Money is in Rappen. */
final class Cart
{
    public const PIECES = 4;

    /** The francs' number among the shop's currencies. */
    public const CURRENCY = 3;

    private const VAT = 0.0;

    public readonly int $piece;
    public readonly int $shipping;

    public function __construct(
        public readonly int $total,
    ) {
        $this->piece = intdiv($total, self::PIECES + 1);
        $this->shipping = $total - (self::PIECES * $this->piece);
    }

    /**
     * Puts it into the place of what is in the order so far; Wawi's own numbers of the rows stay.
     *
     * @param float $rate by which the shop divides what Wawi sends
     */
    public function into(int $order, \PDO $database, float $rate = 1.0): void
    {
        $shop = new ShopWorld($database);
        $shop->emptyCart($order);
        $named = $database->prepare('UPDATE twarenkorbpos SET kBestellpos = ? WHERE kWarenkorbPos = ?');
        $named->execute([
            self::row($order),
            $shop->addRow(
                $order,
                C_WARENKORBPOS_TYP_ARTIKEL,
                'piece',
                ($this->piece / 100) / $rate,
                self::VAT,
                self::PIECES,
                $order,
            ),
        ]);
        $named->execute([
            self::row($order) + 1,
            $shop->addRow(
                $order,
                C_WARENKORBPOS_TYP_VERSANDPOS,
                'shipping',
                ($this->shipping / 100) / $rate,
                self::VAT,
                1,
            ),
        ]);
        $database
            ->prepare('UPDATE tbestellung SET fGesamtsumme = ?, wawi_total = ? WHERE kBestellung = ?')
            ->execute([($this->total / 100) / $rate, $this->total / 100, $order]);
    }

    /** Wawi's own number of the pieces' row. */
    public static function row(int $order): int
    {
        return 10 * $order;
    }
}
