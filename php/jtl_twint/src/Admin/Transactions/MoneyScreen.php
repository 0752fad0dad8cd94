<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\PositionBook;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Shop\Position;
use Twint\Quote;

/** The forms that move money, and the question before it moves. */
final class MoneyScreen
{
    public function __construct(
        private readonly ManualOperations $engine,
        private readonly PositionBook $book,
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    /** @param string|null $problem in a sentence, where what was typed cannot be */
    public function form(
        MoneyMove $move,
        Transaction $transaction,
        Entries $entries,
        Address $address,
        ?string $problem = null,
    ): string {
        $balance = $transaction->balance();

        return $this->view->fetch('transactions/' . $move->value . '.tpl', [
            'address' => $address,
            'menuId' => $address->menuId,
            'move' => $move->value,
            'transaction' => $transaction,
            'entries' => $entries,
            'problem' => $problem,
            'explained' => $this->manual->placeOf($problem),
            'amount' => Chf::text($transaction->amount),
            'typed' => $entries->amount === '' ? Chf::number($transaction->amount) : $entries->amount,
            'open' => Chf::text($balance->open),
            'captured' => Chf::text($balance->captured),
            'refunded' => Chf::text($balance->refunded),
            'kept' => Chf::text($balance->kept),
            'positions' => $move->hasPositions() ? $this->positions($move, $transaction, $entries) : [],
        ]);
    }

    public function confirmation(
        MoneyMove $move,
        Transaction $transaction,
        Entries $entries,
        Address $address,
        ?Quote $quote,
    ): string {
        $balance = $transaction->balance();
        // Without a quote it is the whole reservation that ends.
        $amount = $move === MoneyMove::EnterOutcome ? $entries->captured() : $quote->amount ?? $transaction->amount;
        $after = $quote->openAfter ?? '0.00';

        return $this->view->fetch('transactions/confirm.tpl', [
            'address' => $address,
            'menuId' => $address->menuId,
            'move' => $move->value,
            'transaction' => $transaction,
            'entries' => $entries,
            'confirmed' => $quote->amount ?? '',
            'whole' => $move === MoneyMove::Capture ? $balance->open : $balance->kept,
            'amount' => Chf::text($amount),
            'words' => Chf::words($amount, __('twint.tx.language')),
            'after' => Chf::text($after),
            'closes' => $move === MoneyMove::Capture && $entries->closes() && !Quantity::isNothing($after),
            'rows' => $this->moved($transaction, $quote),
            'fee' => $entries->fee === '' ? '' : Chf::text($entries->fee),
        ]);
    }

    /** @return list<array<string, string|int|bool>> */
    private function positions(MoneyMove $move, Transaction $transaction, Entries $entries): array
    {
        $book = $this->book->of($transaction->id);

        return array_map(static function (Position $position) use ($move, $book, $entries): array {
            $moved = $book[$position->id] ?? null;
            $of = $move === MoneyMove::Capture ? 'captured' : 'refunded';
            $quantity = $moved[$of . 'Quantity'] ?? '0';
            $amount = $moved[$of . 'Amount'] ?? '';

            return [
                'id' => $position->id,
                'name' => $position->name,
                'sku' => $position->sku,
                'kind' => __('twint.tx.kind.' . $position->kind->value),
                'vat' => Quantity::text($position->vatRate),
                'quantity' => Quantity::text($position->quantity),
                'net' => Chf::number($position->net),
                'gross' => Chf::number($position->gross),
                'moved' => Quantity::isNothing($quantity) ? '' : Quantity::text($quantity),
                'movedAmount' => Quantity::isNothing($amount) ? '' : Chf::number($amount),
                'typedQuantity' => $entries->quantities[$position->id] ?? '',
                'typedAmount' => $entries->amounts[$position->id] ?? '',
            ];
        }, $this->engine->positions($transaction));
    }

    /** @return list<array{name: string, quantity: string, amount: string}> what the quote is made of */
    private function moved(Transaction $transaction, ?Quote $quote): array
    {
        $names = [];
        foreach ($quote === null ? [] : $this->engine->positions($transaction) as $position) {
            $names[$position->id] = $position->name;
        }

        return array_map(static fn(array $portion): array => [
            'name' => $names[$portion['id']] ?? '',
            'quantity' => Quantity::isNothing($portion['quantity']) ? '' : Quantity::text($portion['quantity']),
            'amount' => Chf::text($portion['amount']),
        ], $quote->portions ?? []);
    }
}
