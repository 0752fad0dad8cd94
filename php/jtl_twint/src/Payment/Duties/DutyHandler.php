<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\Transaction;
use Twint\Duty;

/** Carries one duty out in the shop and strikes it off the payment's row. May be called again without harm. */
interface DutyHandler
{
    /** Only where Extension::isUsable(). */
    public function duty(): Duty;

    /**
     * @param Transaction $transaction as somebody read it; what decides whether Wawi gets the order, and whether it counts as paid or
     *     is cancelled, is read again
     * @throws \Throwable where it is still to be done
     */
    public function carryOut(Transaction $transaction): void;
}
