<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\ClaimLostException;
use Plugin\jtl_twint\src\Payment\Pace;
use Plugin\jtl_twint\src\Payment\Settlement;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\Settings;

/** Asks TWINT about a claimed payment, and gives the claim back. */
final class Questions
{
    /** What takes so long was held back by TWINT until something changes, and may be asked again at once. */
    private const HELD_BACK_MS = 1000;
    private const AT_ONCE_MS = 100;

    public function __construct(
        private readonly Settlement $settlement,
        private readonly Pace $pace,
        private readonly TransactionRepository $transactions,
        private readonly Settings $settings,
    ) {
    }

    /**
     * Where TWINT has something new, or nobody knows, TWINT may be asked at once by whoever can act on it.
     *
     * @return int|null in how many milliseconds TWINT may be asked again, where it has nothing new; null: it has, or nobody knows
     */
    public function nextIfNothingNew(ClaimedPayment $payment): ?int
    {
        $began = hrtime(true);
        $next = null;
        try {
            // While TWINT holds the answer back, a worker of PHP waits: only some may.
            $most = $this->settings->waitingCalls();
            $wait = $most > 0 && $this->transactions->countClaimed() <= $most;
            if (!$this->settlement->hasNews($payment, $wait)) {
                $took = (int) ((hrtime(true) - $began) / 1_000_000);
                $next = $wait && $took >= self::HELD_BACK_MS
                    ? self::AT_ONCE_MS
                    : $this->pace->millisecondsToNext($payment->transaction(), $took);
            }
        } catch (ClaimLostException) {
            return null;
        } finally {
            $payment->claim->release($next ?? 0);
        }

        return $next;
    }
}
