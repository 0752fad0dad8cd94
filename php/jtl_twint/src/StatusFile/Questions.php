<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\ClaimLostException;
use Plugin\jtl_twint\src\Payment\Pace;
use Plugin\jtl_twint\src\Payment\Settlement;

/** Asks TWINT about a claimed payment, and gives the claim back. */
final class Questions
{
    public function __construct(
        private readonly Settlement $settlement,
        private readonly Pace $pace,
    ) {
    }

    /** Whether TWINT has nothing new. If it has, or nobody knows, TWINT may be asked at once by whoever can act on it. */
    public function findNothingNew(ClaimedPayment $payment): bool
    {
        $began = hrtime(true);
        try {
            if (!$this->settlement->hasNews($payment)) {
                $took = (int) ((hrtime(true) - $began) / 1_000_000);
                $payment->claim->release($this->pace->millisecondsToNext($payment->transaction(), $took));

                return true;
            }
        } catch (ClaimLostException) {
            return false;
        } catch (\Throwable $exception) {
            $payment->claim->release(0);
            throw $exception;
        }
        $payment->claim->release(0);

        return false;
    }
}
