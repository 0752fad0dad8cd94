<?php

declare(strict_types=1);

namespace Twint\Demo;

use Closure;
use Twint\Capture;
use Twint\InvalidArgumentException;
use Twint\Merchant;
use Twint\Order;
use Twint\OrderState;

/** Three payments and a refused amount. */
final class Story
{
    /** After this long the demo plays the buyer itself. */
    private const PATIENCE_SECONDS = 180;

    /** @var list<string> the payments of this story */
    private array $orders = [];

    private int $captured = 0;
    private int $refunded = 0;

    public function __construct(
        private readonly Merchant $merchant,
        private readonly Simulator $simulator,
        private readonly Ledger $ledger,
        private readonly Terminal $terminal,
        private readonly bool $headless,
    ) {
    }

    public function tell(): void
    {
        $this->capturedInParts();
        $this->cancelled();
        $this->declined();
        $this->refused();
    }

    /** Whether what PHP was told is what TWINT has written down. */
    public function booksAgree(): bool
    {
        $captured = 0;
        $refunded = 0;
        foreach ($this->orders as $uuid) {
            $book = $this->simulator->book($uuid);
            $captured += Money::rappen($book->captured);
            $refunded += Money::rappen($book->refunded);
        }
        $this->terminal->chapter('The books of the simulator');
        $this->terminal->back(
            'captured CHF ' . Money::francs($captured) . ', PHP says ' . Money::francs($this->captured),
        );
        $this->terminal->back(
            'refunded CHF ' . Money::francs($refunded) . ', PHP says ' . Money::francs($this->refunded),
        );

        return $captured === $this->captured && $refunded === $this->refunded;
    }

    private function capturedInParts(): void
    {
        $this->terminal->chapter('1. A payment of CHF 42.00, captured in two parts, refunded in part');
        $order = $this->start('42.00', Capture::Deferred);
        $order = $this->letCustomer('approve', $order);
        if ($order->state !== OrderState::AwaitingConfirmation) {
            $this->terminal->say('  No approval, so there is nothing to capture here.');

            return;
        }
        $order = $this->capture($order, '30.00', false);
        $order = $this->capture($order, '12.00', true, '30.00');

        $reference = Shop::newReference('REFUND');
        $this->terminal->php("\$refund = Twint\\refund(\$merchant, \$order->uuid, '{$reference}', '5.00');");
        $refund = \Twint\refund($this->merchant, $order->uuid, $reference, '5.00');
        $this->terminal->order($refund);
        $this->refunded += 500;
        $this->remember($order, static function (Payment $payment): void {
            $payment->refunds++;
            $payment->refunded += 500;
        });
    }

    private function cancelled(): void
    {
        $this->terminal->chapter('2. A payment that the shop cancels');
        $order = $this->start('9.90', Capture::Deferred);
        $this->cancel($order);
    }

    private function declined(): void
    {
        $this->terminal->chapter('3. A payment that the buyer declines');
        $order = $this->start('120.00', Capture::Immediate);
        $order = $this->letCustomer('decline', $order);
        if ($order->state === OrderState::AwaitingConfirmation) {
            $this->terminal->say('  Approved after all, so the shop cancels it.');
            $this->cancel($order);
        }
    }

    private function refused(): void
    {
        $this->terminal->chapter('4. An amount that never leaves the house');
        $this->terminal->php("Twint\\payment_init(\$merchant, 'SHOP-1', '12.345');");
        try {
            \Twint\payment_init($this->merchant, Shop::newReference('SHOP'), '12.345');
        } catch (InvalidArgumentException $e) {
            $this->terminal->exception($e);
        }
    }

    private function start(string $amount, Capture $capture): Order
    {
        $reference = Shop::newReference('SHOP');
        $this->terminal->php(
            "\$order = Twint\\payment_init(\$merchant, '{$reference}', '{$amount}', Twint\\Capture::{$capture->name});",
        );
        $order = \Twint\payment_init($this->merchant, $reference, $amount, $capture);
        $this->ledger->add(Payment::started($order, $capture));
        $this->orders[] = $order->uuid;
        $this->terminal->order($order);
        $this->terminal->back("uuid {$order->uuid}  token {$order->pairingToken}");
        $this->terminal->back("phone    {$this->simulator->phone($order->pairingToken)}");
        $this->terminal->back('checkout ' . Environment::checkout() . "/payments/{$order->uuid}");

        return $order;
    }

    /** Polls until the buyer has decided; who plays the buyer depends. */
    private function letCustomer(string $move, Order $order): Order
    {
        if ($this->headless) {
            $this->terminal->say("  (the buyer takes the phone, enters {$order->pairingToken} and taps: {$move})");
            $this->simulator->customer('pair', $order->uuid);
        } else {
            $this->terminal->say("  Your turn: open the phone and {$move} the payment.");
        }
        $this->terminal->php('do { sleep(2); $order = Twint\poll($merchant, $order->uuid); }');
        $this->terminal->php('while ($order->state === Twint\OrderState::AwaitingCustomer);');

        $giveUp = time() + ($this->headless ? 0 : self::PATIENCE_SECONDS);
        $shown = $order->reason;
        while (true) {
            $order = \Twint\poll($this->merchant, $order->uuid);
            if ($order->reason !== $shown) {
                $this->terminal->order($order);
                $shown = $order->reason;
            }
            $this->remember($order);
            if ($order->state !== OrderState::AwaitingCustomer) {
                return $order;
            }
            if (time() >= $giveUp) {
                if (!$this->headless) {
                    $this->terminal->say("  Nobody came to the phone, so the demo taps: {$move}");
                }
                $this->simulator->customer($move, $order->uuid);
                continue;
            }
            sleep(2);
        }
    }

    /** @param numeric-string|null $before what earlier parts came to */
    private function capture(Order $order, string $amount, bool $final, ?string $before = null): Order
    {
        $more = 'final: ' . ($final ? 'true' : 'false') . ($before === null ? '' : ", capturedBefore: '{$before}'");
        $this->terminal->php("\$order = Twint\\capture(\$merchant, \$order->uuid, '{$amount}', {$more});");
        $order = \Twint\capture($this->merchant, $order->uuid, $amount, $final, $before);
        $this->terminal->order($order);
        $this->captured += Money::rappen($amount);
        $this->terminal->back('captured CHF ' . Money::francs($this->captured) . " of CHF {$order->requestedAmount}");
        $this->remember($order, static function (Payment $payment) use ($amount): void {
            $payment->captured += Money::rappen($amount);
        });

        return $order;
    }

    private function cancel(Order $order): void
    {
        $this->terminal->php('$order = Twint\cancel($merchant, $order->uuid);');
        $order = \Twint\cancel($this->merchant, $order->uuid);
        $this->terminal->order($order);
        $this->remember($order);
    }

    /**
     * Lets the checkout page know.
     *
     * @param null|Closure(Payment): void $change
     */
    private function remember(Order $order, ?Closure $change = null): void
    {
        $this->ledger->change($order->uuid, static function (Payment $payment) use ($order, $change): void {
            $payment->learn($order);
            if ($change !== null) {
                $change($payment);
            }
        });
    }
}
