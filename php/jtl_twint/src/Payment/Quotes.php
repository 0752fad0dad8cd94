<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Shop\Position;
use Twint\Quote;

/** Says what a request comes to. The extension computes it of what was ordered and moved so far. */
final class Quotes
{
    public function __construct(
        private readonly PositionBook $book,
    ) {
    }

    /** @param list<Position> $positions */
    public function capture(Transaction $transaction, CaptureRequest $request, array $positions): Quote
    {
        if ($request->all) {
            return \Twint\quote_capture_all($transaction->payment());
        }

        return \Twint\quote_capture(
            $transaction->payment(),
            $this->rows($transaction->id, $positions, 'captured'),
            self::portions($request->portions),
            $request->amount,
        );
    }

    /** @param list<Position> $positions */
    public function refund(Transaction $transaction, RefundRequest $request, array $positions): Quote
    {
        if ($request->all) {
            return \Twint\quote_refund_all($transaction->payment(), $request->fee);
        }

        return \Twint\quote_refund(
            $transaction->payment(),
            $this->rows($transaction->id, $positions, 'refunded'),
            self::portions($request->portions),
            $request->amount,
            $request->fee,
        );
    }

    /**
     * What is owed for all that has left so far.
     *
     * @param list<Position> $positions
     * @param array<int, string> $delivered quantities of goods by position
     */
    public function parcel(Transaction $transaction, array $positions, array $delivered): Quote
    {
        $counted = [];
        foreach ($positions as $position) {
            if ($position->kind->isGoods() && isset($delivered[$position->id])) {
                $counted[] = ['id' => $position->id, 'quantity' => $delivered[$position->id]];
            }
        }

        return \Twint\quote_parcel(
            $transaction->payment(),
            $this->rows($transaction->id, $positions, 'captured'),
            $counted,
        );
    }

    /**
     * @param list<Position> $positions
     * @param 'captured'|'refunded' $moved
     * @return list<array{id: int, goods: bool, quantity: string, gross: string, takenQuantity: string, taken: string}>
     */
    private function rows(int $transactionId, array $positions, string $moved): array
    {
        $book = $this->book->of($transactionId);

        return array_map(static fn(Position $position): array => [
            'id' => $position->id,
            'goods' => $position->kind->isGoods(),
            'quantity' => $position->quantity,
            'gross' => $position->gross,
            'takenQuantity' => $book[$position->id][$moved . 'Quantity'] ?? '0',
            'taken' => $book[$position->id][$moved . 'Amount'] ?? '0.00',
        ], $positions);
    }

    /**
     * @param list<Portion> $portions
     * @return list<array{id: int, quantity: string|null, amount: string|null}>
     */
    private static function portions(array $portions): array
    {
        return array_map(static fn(Portion $portion): array => [
            'id' => $portion->positionId,
            'quantity' => $portion->quantity,
            'amount' => $portion->amount,
        ], $portions);
    }
}
