<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Payment\CaptureRequest;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\Portion;
use Plugin\jtl_twint\src\Payment\Quotes;
use Plugin\jtl_twint\src\Payment\Sums;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Shop\Deliveries;
use Plugin\jtl_twint\src\Shop\OrderPositions;
use Plugin\jtl_twint\src\Shop\Position;
use Plugin\jtl_twint\src\Shop\PositionKind;

/** What is to be captured for the parcels of an order, counted from the first on: told twice, a parcel comes to nothing. */
final class Parcels
{
    /** The order was deleted. */
    public const NO_ROWS = 'order_deleted';

    public function __construct(
        private readonly OrderPositions $positions,
        private readonly Deliveries $deliveries,
        private readonly Quotes $quotes,
        private readonly ManualOperations $operations,
    ) {
    }

    /**
     * For all that is ordered; nothing more follows.
     *
     * @param numeric-string $inAll what is to have been taken then
     * @return CaptureRequest|string a word where there is nothing to capture
     */
    public function whole(Transaction $transaction, string $inAll, string $key): CaptureRequest|string
    {
        $positions = $this->positions->of($transaction->orderId, $inAll);
        if ($positions === []) {
            // Nothing is left of it but its sum.
            $positions = [new Position(Position::ROUNDING, PositionKind::Rounding, '', '', '0', '1', $inAll, $inAll)];
        }
        $quantities = [];
        foreach ($positions as $position) {
            $quantities[$position->id] = $position->quantity;
        }

        return $this->request($transaction, $positions, $quantities, $key);
    }

    /**
     * For what has left so far; of an order without rows nobody knows.
     *
     * @param numeric-string $inAll what is to have been taken when all has left
     * @return CaptureRequest|string a word where there is nothing to capture
     */
    public function delivered(Transaction $transaction, string $inAll, string $key): CaptureRequest|string
    {
        $positions = $this->positions->of($transaction->orderId, $inAll);
        if ($positions === []) {
            return self::NO_ROWS;
        }
        $quantities = $this->deliveries->of($transaction->orderId);

        return $quantities === null ? 'unmatched' : $this->request($transaction, $positions, $quantities, $key);
    }

    /**
     * Whether the order's rows come to its total, so that what has left can be told from what has not.
     *
     * @param numeric-string $total
     */
    public function canTell(Transaction $transaction, string $total): bool
    {
        return $this->positions->addUp($transaction->orderId, $total);
    }

    /**
     * @param list<Position> $positions
     * @param array<int, string> $quantities
     */
    private function request(
        Transaction $transaction,
        array $positions,
        array $quantities,
        string $key,
    ): CaptureRequest|string {
        $quote = $this->quotes->parcel($transaction, $positions, $quantities);
        if ($quote->amount === null) {
            return (string) $quote->refusal;
        }
        $portions = [];
        foreach ($quote->portions as $portion) {
            $portions[] = new Portion($portion['id'], $portion['quantity'], $portion['amount']);
        }
        $byRows = new CaptureRequest($key, $portions, null, $quote->last, sums: Sums::of($transaction));

        // Edited in Wawi, or captured by hand in between, the rows need not add up to it. The sum counts.
        return (
            $this->operations->previewCapture($transaction, $byRows)->amount === $quote->amount
                ? $byRows
                : new CaptureRequest($key, [], $quote->amount, $quote->last, sums: $byRows->sums)
        );
    }
}
