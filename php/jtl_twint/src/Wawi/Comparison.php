<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use Plugin\jtl_twint\src\Payment\Transaction;
use Twint\WawiComparison;
use Twint\WawiStep;
use Twint\WawiWish;

/** How an order and its money agreed, what the order came to then, and the most that could be captured. */
final class Comparison
{
    public function __construct(
        public readonly string $finding,
        public readonly string $total,
        public readonly string $reach,
    ) {
    }

    /** @param string|null $total what the order comes to; null where it was deleted */
    public static function of(Transaction $payment, ?string $total): ?self
    {
        return self::in(\Twint\wawi_step(WawiWish::Compare, $payment->payment(), $total), $total);
    }

    /** Null: the step compares nothing. */
    public static function in(WawiStep $step, ?string $total): ?self
    {
        return $step->reach === null || $total === null ? null : new self($step->finding, $total, $step->reach);
    }

    /**
     * The merchant is told of a difference once for each amount of the order.
     *
     * @param self|null $last of the same order before
     */
    public function isNewsAfter(?self $last): bool
    {
        return \Twint\wawi_difference_is_news($this->value(), $last?->value());
    }

    /**
     * By which a capture is judged.
     *
     * @param self|null $before it
     * @param self|null $now after it
     */
    public static function counting(?self $before, ?self $now): ?self
    {
        return \Twint\wawi_before_counts($before?->value(), $now?->value()) ? $before : $now;
    }

    private function value(): WawiComparison
    {
        return new WawiComparison($this->finding, $this->total, $this->reach);
    }
}
