<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

/** The right to call TWINT for a payment, for some seconds: a random word in its row that every write names, and the row as last seen. */
final class Claim
{
    private bool $released = false;

    public function __construct(
        private readonly TransactionRepository $transactions,
        private Transaction $transaction,
        private readonly string $word,
    ) {
    }

    public function transaction(): Transaction
    {
        return $this->transaction;
    }

    public function reread(): Transaction
    {
        return $this->transaction = $this->transactions->getLocked($this->transaction->id);
    }

    /** @throws ClaimLostException where it lapsed, and another has it by now */
    public function renew(): void
    {
        $this->expectHeld();
        if (!$this->transactions->renew($this->transaction->id, $this->word)) {
            throw new ClaimLostException();
        }
    }

    /**
     * Keeps the row as it is until the end of the database transaction, for whoever decides by it.
     *
     * @throws ClaimLostException
     */
    public function hold(): Transaction
    {
        $this->expectHeld();
        if (!$this->transactions->hold($this->transaction->id, $this->word)) {
            throw new ClaimLostException();
        }

        return $this->reread();
    }

    /**
     * Writes the next phase, its duties and what came with it, if the row is still ours and as we saw it.
     *
     * @param list<string> $duties all that are to be done from here
     * @param array<string, string|int|null> $changes by column
     * @param bool $approved whether this is the moment of the buyer's approval, unless it is known already
     * @throws ClaimLostException
     */
    public function advance(string $phase, array $duties, array $changes, bool $approved): void
    {
        $this->expectHeld();
        if (!$this->transactions->advance($this->transaction, $this->word, $phase, $duties, $changes, $approved)) {
            throw new ClaimLostException();
        }
    }

    /**
     * Notes whether a phone has the payment, where that is news.
     *
     * @throws ClaimLostException
     */
    public function noteOnPhone(bool $onPhone): void
    {
        $this->expectHeld();
        if ($this->transaction->onPhone === $onPhone) {
            return;
        }
        if (!$this->transactions->noteOnPhone($this->transaction->id, $this->word, $onPhone)) {
            throw new ClaimLostException();
        }
        $this->reread();
    }

    /** Gives it back, and says in how many milliseconds TWINT may be asked next. */
    public function release(int $nextPollMilliseconds): Transaction
    {
        $this->expectHeld();
        $this->released = true;
        $this->transactions->release([$this->transaction->id], $this->word, $nextPollMilliseconds);

        return $this->reread();
    }

    /**
     * The same for many, with one statement for those that were taken with one.
     *
     * @param list<self> $claims
     */
    public static function releaseAll(array $claims, int $nextPollMilliseconds): void
    {
        foreach (self::byWord($claims) as $word => [$transactions, $ids]) {
            $transactions->release($ids, (string) $word, $nextPollMilliseconds);
        }
    }

    /**
     * The same for many of which TWINT said something new.
     *
     * @param list<self> $claims
     */
    public static function releaseWithNews(array $claims): void
    {
        foreach (self::byWord($claims) as $word => [$transactions, $ids]) {
            $transactions->releaseWithNews($ids, (string) $word);
        }
    }

    /**
     * Those that were taken with one statement are given back with one.
     *
     * @param list<self> $claims
     * @return array<array-key, array{TransactionRepository, list<int>}>
     */
    private static function byWord(array $claims): array
    {
        $byWord = [];
        foreach ($claims as $claim) {
            $claim->expectHeld();
            $claim->released = true;
            $byWord[$claim->word] ??= [$claim->transactions, []];
            $byWord[$claim->word][1][] = $claim->transaction->id;
        }

        return $byWord;
    }

    private function expectHeld(): void
    {
        if ($this->released) {
            throw new \LogicException('The claim was given back.');
        }
    }
}
