<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\BankAppList;

/**
 * What the buyer may do with an attempt. TWINT is only asked while the buyer's session is let go, so that no other page of
 * theirs waits; and where the extension is missing, the pages still say what is known.
 */
final class Attempts
{
    public function __construct(
        private readonly PaymentService $payments,
        private readonly TransactionRepository $transactions,
        private readonly BankAppList $bankApps,
    ) {
    }

    /** How the attempt stands: TWINT is asked by the first who comes when it is time, everybody else gets what is known. */
    public function look(Transaction $transaction): Transaction
    {
        if (!$transaction->isOpen() || !$transaction->isDue() || !Extension::isUsable()) {
            return $transaction;
        }

        return $this->withoutSession(fn(): Transaction => $this->payments->settleIfDue(
            $transaction,
            Initiator::buyer(),
        ));
    }

    /** The same, though it is not time yet. */
    public function lookNow(Transaction $transaction): Transaction
    {
        if (!$transaction->isOpen() || !Extension::isUsable()) {
            return $transaction;
        }

        return $this->withoutSession(fn(): Transaction => $this->payments->settle($transaction, Initiator::twint()));
    }

    public function cancel(Transaction $transaction): Transaction
    {
        if (!Extension::isUsable()) {
            return $transaction;
        }

        return $this->withoutSession(fn(): Transaction => $this->payments->cancel($transaction, Initiator::buyer()));
    }

    public function canRetry(Transaction $transaction): bool
    {
        return Extension::isUsable() && $this->payments->canRetry($transaction);
    }

    /** Whether the buyer of a failed attempt can be led to another way to pay: the order ends, or has ended. */
    public function canGiveUp(Transaction $transaction): bool
    {
        return Extension::isUsable() && $this->payments->canGiveUp($transaction);
    }

    public function retry(Transaction $transaction): Transaction
    {
        return $this->withoutSession(fn(): Transaction => $this->payments->retry($transaction));
    }

    /** Ends the unpaid order of this attempt. Whether it is over, now or before. */
    public function giveUp(Transaction $transaction): bool
    {
        return Extension::isUsable()
        && $this->withoutSession(fn(): bool => $this->payments->giveUp($transaction, Initiator::buyer()));
    }

    /**
     * TWINT's list of bank apps for iOS. The sweep keeps it; a shop that never swept asks for it here.
     *
     * @return array<array-key, mixed>
     */
    public function bankApps(): array
    {
        $known = $this->bankApps->known();
        if ($known === null && Extension::isUsable()) {
            $this->withoutSession($this->bankApps->renewIfOld(...));
            $known = $this->bankApps->known();
        }

        return $known ?? [];
    }

    /** The attempt that counts now, where it is another than the given. */
    public function another(Transaction $transaction): ?Transaction
    {
        $shown = $this->transactions->shownOfOrder($transaction->orderId);

        return $shown !== null && $shown->id !== $transaction->id ? $shown : null;
    }

    /**
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function withoutSession(callable $work): mixed
    {
        $open = session_status() === PHP_SESSION_ACTIVE;
        if ($open) {
            session_write_close();
        }
        try {
            return $work();
        } finally {
            if ($open && !headers_sent()) {
                session_start();
            }
        }
    }
}
