<?php

declare(strict_types=1);

namespace Twint\Demo;

use Closure;
use Twint\Capture;
use Twint\Merchant;
use Twint\Order;
use Twint\OrderState;
use Twint\TwintException;

/** What the checkout page can do: call TWINT, then write down the answer. */
final readonly class Shop
{
    public function __construct(
        private Merchant $merchant,
        private Ledger $ledger,
    ) {
    }

    /** References are never used twice: an answer that got lost is found again by its reference. */
    public static function newReference(string $what): string
    {
        return "{$what}-" . date('His') . '-' . bin2hex(random_bytes(3));
    }

    /** @throws TwintException */
    public function start(string $amount, Capture $capture): Payment
    {
        $order = \Twint\payment_init($this->merchant, self::newReference('SHOP'), $amount, $capture);
        $payment = Payment::started($order, $capture);
        $this->ledger->add($payment);

        return $payment;
    }

    /** Asks TWINT, and takes the money of an approved payment that was started without a later capture. */
    public function refresh(Payment $payment): Payment
    {
        if (!$payment->isOpen()) {
            return $payment;
        }
        try {
            $order = \Twint\poll($this->merchant, $payment->uuid);
            $this->ledger->change($payment->uuid, static fn(Payment $kept) => $kept->learn($order));
        } catch (TwintException $e) {
            $this->notice($payment, $e->getMessage());

            return $payment;
        }
        if ($order->state === OrderState::AwaitingConfirmation && $payment->capture === Capture::Immediate) {
            $this->capture($payment, Money::francs($payment->rappen), true);
        }

        return $this->ledger->find($payment->uuid) ?? $payment;
    }

    public function capture(Payment $payment, string $amount, bool $final): void
    {
        $before = $payment->captured === 0 ? null : Money::francs($payment->captured);
        $this->write(
            $payment,
            fn(): Order => \Twint\capture($this->merchant, $payment->uuid, $amount, $final, $before),
            static function (Payment $kept, Order $order) use ($amount): void {
                $kept->learn($order);
                $kept->captured += Money::rappen($amount);
                $kept->notice = 'CHF ' . Money::francs(Money::rappen($amount)) . ' captured.';
            },
        );
    }

    public function cancel(Payment $payment): void
    {
        $this->write($payment, fn(): Order => \Twint\cancel($this->merchant, $payment->uuid), static function (
            Payment $kept,
            Order $order,
        ): void {
            $kept->learn($order);
            $kept->notice = 'Cancelled; the buyer\'s money is free again.';
        });
    }

    public function refund(Payment $payment, string $amount): void
    {
        $reference = "{$payment->reference}-R" . ($payment->refunds + 1);
        $this->write(
            $payment,
            fn(): Order => \Twint\refund($this->merchant, $payment->uuid, $reference, $amount),
            static function (Payment $kept) use ($amount): void {
                $kept->refunds++;
                $kept->refunded += Money::rappen($amount);
                $kept->notice = 'CHF ' . Money::francs(Money::rappen($amount)) . ' refunded.';
            },
        );
    }

    /**
     * @param Closure(): Order $call
     * @param Closure(Payment, Order): void $learn
     */
    private function write(Payment $payment, Closure $call, Closure $learn): void
    {
        try {
            $order = $call();
            $this->ledger->change($payment->uuid, static fn(Payment $kept) => $learn($kept, $order));
        } catch (TwintException $e) {
            $this->notice($payment, $e->getMessage());
        }
    }

    private function notice(Payment $payment, string $text): void
    {
        $this->ledger->change($payment->uuid, static function (Payment $kept) use ($text): void {
            $kept->notice = $text;
        });
    }
}
