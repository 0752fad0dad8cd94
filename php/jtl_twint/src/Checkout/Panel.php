<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;

/** What the page shows in every state but waiting: a heading, a few words, a way on. */
final class Panel
{
    /** The states the script may have to show without a reload. */
    private const LATER = [
        PayState::Processing,
        PayState::Paid,
        PayState::Reserved,
        PayState::Declined,
        PayState::Cancelled,
        PayState::TimedOut,
        PayState::Failed,
        PayState::Uncertain,
    ];

    /** @param list<string> $lines */
    private function __construct(
        public readonly string $state,
        /** Decides colour and sign: busy, success, problem, doubt or note. */
        public readonly string $mood,
        public readonly string $heading,
        public readonly array $lines,
        public readonly ?string $finishUrl,
        public readonly string $finishLabel,
        /** Null where there is nothing to pay again. */
        public readonly ?string $retryUrl,
        public readonly bool $canRetry,
        /** Where the basket is filled again, to pay another way. */
        public readonly ?string $otherWayUrl,
        /** Not for an order that only Wawi can end. */
        public readonly bool $canGiveUp,
        /** For how long the order can be paid again. */
        public readonly string $againFor,
    ) {
    }

    /**
     * @param bool $moving whether the buyer is taken on by themselves: not on a page that was opened when all was over
     * @param int $againMinutes for how long a failed payment can be made again
     */
    public static function of(
        Transaction $transaction,
        PayState $state,
        BuyerTexts $texts,
        bool $canRetry,
        bool $canGiveUp,
        bool $moving,
        int $againMinutes,
    ): self {
        return new self(
            $state->value,
            self::mood($state),
            $texts->get($state->value . '_heading'),
            self::lines($state, $texts, $moving),
            $state === PayState::Processing ? null : PayUrls::finish($transaction),
            $texts->get($state->isSuccess() ? 'to_confirmation' : 'to_order'),
            $state->isFailure() ? PayUrls::retry($transaction) : null,
            $canRetry,
            $state->isFailure() ? PayUrls::otherWay($transaction) : null,
            $canGiveUp,
            self::againFor($againMinutes, $texts),
        );
    }

    private static function againFor(int $minutes, BuyerTexts $texts): string
    {
        return match (true) {
            $minutes === 1 => $texts->get('again_for_one'),
            $minutes < 120 => $texts->get('again_for', (string) $minutes),
            default => $texts->get('again_for_hours', (string) intdiv($minutes, 60)),
        };
    }

    /**
     * What may become of an attempt that is not over yet.
     *
     * @return list<self>
     */
    public static function later(
        Transaction $transaction,
        PayState $now,
        BuyerTexts $texts,
        int $againMinutes,
    ): array {
        $panels = [];
        foreach ($now->isFinal() ? [] : self::LATER as $state) {
            if ($state !== $now) {
                $panels[] = self::of($transaction, $state, $texts, true, true, true, $againMinutes);
            }
        }

        return $panels;
    }

    private static function mood(PayState $state): string
    {
        return match (true) {
            $state === PayState::Processing => 'busy',
            $state->isSuccess() => 'success',
            $state->isFailure() => 'problem',
            $state === PayState::Uncertain => 'doubt',
            default => 'note',
        };
    }

    /** @return list<string> */
    private static function lines(PayState $state, BuyerTexts $texts, bool $moving): array
    {
        return match (true) {
            $state->isSuccess() => [$texts->get($state->value . ($moving ? '_text' : '_text_still'))],
            $state === PayState::Uncertain => [$texts->get('uncertain_text'), $texts->get('uncertain_next')],
            default => [$texts->get($state->value . '_text')],
        };
    }
}
