<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\ClaimLostException;
use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OrdersAtTwint;
use Plugin\jtl_twint\src\Payment\Pace;
use Plugin\jtl_twint\src\Payment\Settlement;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\Settings;
use Twint\Order;
use Twint\StateConflictException;
use Twint\TwintException;

/** Asks TWINT about a claimed payment, and gives the claim back. What TWINT has to say is for whoever claims it next. */
final class Questions
{
    /** What takes so long was held back by TWINT until something changes, and may be asked again at once. */
    private const HELD_BACK_MS = 1000;
    private const AT_ONCE_MS = 100;
    /** So many others are asked about with it: one worker of PHP then waits for many buyers, and a crowd costs little. */
    private const OTHERS = 15;

    public function __construct(
        private readonly Settlement $settlement,
        private readonly OrdersAtTwint $orders,
        private readonly Claims $claims,
        private readonly Pace $pace,
        private readonly TransactionRepository $transactions,
        private readonly Settings $settings,
    ) {
    }

    /** @return int|null in how many milliseconds TWINT may be asked again, where it has nothing new; null: it has, or nobody knows */
    public function nextIfNothingNew(ClaimedPayment $payment): ?int
    {
        // While TWINT holds the answer back, a worker of PHP waits: only some may.
        $most = $this->settings->waitingCalls();

        return $most > 0 && $this->transactions->countClaimed() <= $most
            ? $this->waiting($payment)
            : $this->withOthers($payment);
    }

    private function waiting(ClaimedPayment $payment): ?int
    {
        $began = (int) hrtime(true);
        $next = null;
        try {
            if (!$this->settlement->hasNews($payment, true)) {
                $took = self::milliseconds($began);
                $next = $took >= self::HELD_BACK_MS ? self::AT_ONCE_MS : $this->pace($payment, $took);
            }
        } catch (ClaimLostException) {
            return null;
        } finally {
            $next === null ? $this->claims->releaseWithNews([$payment]) : $payment->claim->release($next);
        }

        return $next;
    }

    private function withOthers(ClaimedPayment $payment): ?int
    {
        $began = (int) hrtime(true);
        $quiet = [$payment];
        $news = [];
        $pauses = [self::HELD_BACK_MS, self::HELD_BACK_MS];
        try {
            $quiet = $payments = [$payment, ...$this->claims->takeOthers(self::OTHERS, Initiator::buyer())];
            $answers = $this->orders->ask($payments);
            foreach ($payments as $n => $each) {
                if (!self::isQuiet($each, $answers[$each->id()] ?? null)) {
                    $news[] = $each;
                    unset($quiet[$n]);
                }
            }
            $pauses = $this->pauses($quiet, self::milliseconds($began));
        } finally {
            $this->claims->releaseWithNews($news);
            foreach ($pauses as $onPhone => $pause) {
                $this->claims->releaseAll(self::thatAre($quiet, (bool) $onPhone), $pause);
            }
        }

        return in_array($payment, $news, true) ? null : $pauses[(int) $payment->transaction()->onPhone];
    }

    /**
     * What a phone has may be asked about sooner than what nobody has scanned. All of them wait for their buyer.
     *
     * @param array<int, ClaimedPayment> $payments
     * @return array{int, int} in how many milliseconds TWINT may be asked again, by whether a phone has it
     */
    private function pauses(array $payments, int $took): array
    {
        $pauses = [self::HELD_BACK_MS, self::HELD_BACK_MS];
        foreach ([false, true] as $onPhone) {
            $one = self::thatAre($payments, $onPhone)[0] ?? null;
            if ($one !== null) {
                $pauses[(int) $onPhone] = $this->pace($one, $took);
            }
        }

        return $pauses;
    }

    /**
     * @param array<int, ClaimedPayment> $payments
     * @return list<ClaimedPayment>
     */
    private static function thatAre(array $payments, bool $onPhone): array
    {
        return array_values(array_filter(
            $payments,
            static fn(ClaimedPayment $payment): bool => $payment->transaction()->onPhone === $onPhone,
        ));
    }

    /** An order that TWINT does not speak of is searched for by the shop's route. Any other silence is heard again after the interval. */
    private static function isQuiet(ClaimedPayment $payment, Order|TwintException|null $answer): bool
    {
        return match (true) {
            $answer === null, $answer instanceof StateConflictException => false,
            $answer instanceof Order => Settlement::bringsNothing($payment, $answer),
            default => !Settlement::isLate($payment->transaction()),
        };
    }

    private function pace(ClaimedPayment $payment, int $took): int
    {
        return $this->pace->millisecondsToNext($payment->transaction(), $took);
    }

    private static function milliseconds(int $began): int
    {
        return (int) ((hrtime(true) - $began) / 1_000_000);
    }
}
