<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\LiveShop;

/** Who may call TWINT for which payment: one at a time, and in a copy of the live shop nobody for a live payment. */
final class Claims
{
    public function __construct(
        private readonly TransactionRepository $transactions,
        private readonly LiveShop $liveShop,
    ) {
    }

    /** Null: another has it. */
    public function take(int $id, Initiator $by): ?ClaimedPayment
    {
        return $this->of($id, $this->transactions->claim($id), $by);
    }

    /** The same, if TWINT may be asked again by now: for pages that ask often. At most one of them gets it. */
    public function takeIfDue(int $id, Initiator $by): ?ClaimedPayment
    {
        return $this->of($id, $this->transactions->claim($id, true), $by);
    }

    /**
     * Many at once, for the sweep.
     *
     * @param non-empty-list<string> $phases
     * @param string $dueBefore of TransactionRepository::now(): what one sweep has seen is for the next
     * @param list<int> $except
     * @return list<ClaimedPayment>
     */
    public function takeDue(
        array $phases,
        string $dueBefore,
        int $limit,
        int $seconds,
        array $except,
        Initiator $by,
    ): array {
        [$word, $rows] = $this->transactions->claimDue($phases, $dueBefore, $limit, $seconds, $except);

        return array_map(fn(Transaction $row): ClaimedPayment => $this->taken($row, $word, $by), $rows);
    }

    /**
     * Others that wait for their buyers and may be asked about by now, for whoever asks TWINT anyway.
     *
     * @return list<ClaimedPayment>
     */
    public function takeOthers(int $limit, Initiator $by): array
    {
        [$word, $rows] = $this->transactions->claimDue(
            [Phases::PENDING],
            null,
            $limit,
            RowClaims::SECONDS,
            onlyIf: 'has_news = 0',
        );

        return array_map(fn(Transaction $row): ClaimedPayment => $this->taken($row, $word, $by), $rows);
    }

    /**
     * Gives many back at once, after TWINT had nothing new about them.
     *
     * @param list<ClaimedPayment> $payments
     */
    public function releaseAll(array $payments, int $nextPollMilliseconds): void
    {
        Claim::releaseAll(self::claims($payments), $nextPollMilliseconds);
    }

    /**
     * Gives many back at once, for whoever claims them next to act on what TWINT said.
     *
     * @param list<ClaimedPayment> $payments
     */
    public function releaseWithNews(array $payments): void
    {
        Claim::releaseWithNews(self::claims($payments));
    }

    /** Of an attempt that was claimed when it was written down. */
    public function taken(Transaction $transaction, string $word, Initiator $by): ClaimedPayment
    {
        return new ClaimedPayment(new Claim($this->transactions, $transaction, $word), $by);
    }

    /** Whether it is a live payment and this shop a copy of the live one, so that nobody gets a claim here. */
    public function belongsElsewhere(Transaction $transaction): bool
    {
        return !$this->liveShop->mayTouch($transaction->environment);
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @return list<Claim>
     */
    private static function claims(array $payments): array
    {
        return array_map(static fn(ClaimedPayment $payment): Claim => $payment->claim, $payments);
    }

    private function of(int $id, ?string $word, Initiator $by): ?ClaimedPayment
    {
        return $word === null ? null : $this->taken($this->transactions->getLocked($id), $word, $by);
    }
}
