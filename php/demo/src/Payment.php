<?php

declare(strict_types=1);

namespace Twint\Demo;

use SensitiveParameter;
use Twint\Capture;
use Twint\Order;
use Twint\OrderState;

/**
 * What the shop remembers of a payment.
 *
 * @type Stored = array{
 *     uuid: string,
 *     reference: string,
 *     rappen: int,
 *     capture: string,
 *     token: string,
 *     qrCode: string,
 *     state: string,
 *     reason: string,
 *     captured: int,
 *     refunded: int,
 *     refunds: int,
 *     notice: string,
 * }
 */
final class Payment
{
    public function __construct(
        public readonly string $uuid,
        public readonly string $reference,
        public readonly int $rappen,
        public readonly Capture $capture,
        #[SensitiveParameter]
        public readonly string $token,
        public readonly string $qrCode,
        public OrderState $state,
        public string $reason,
        public int $captured = 0,
        public int $refunded = 0,
        public int $refunds = 0,
        /** What the last action had to say. */
        public string $notice = '',
    ) {
    }

    public static function started(Order $order, Capture $capture): self
    {
        return new self(
            $order->uuid,
            $order->reference,
            Money::rappen($order->requestedAmount),
            $capture,
            $order->pairingToken ?? '',
            $order->qrCode ?? '',
            $order->state,
            $order->reason,
        );
    }

    /** @param Stored $stored */
    public static function read(array $stored): self
    {
        $stored['capture'] = Capture::from($stored['capture']);
        $stored['state'] = OrderState::from($stored['state']);

        return new self(...$stored);
    }

    /** @return Stored */
    public function store(): array
    {
        $stored = get_object_vars($this);
        $stored['capture'] = $this->capture->value;
        $stored['state'] = $this->state->value;

        /** @var Stored */
        return $stored;
    }

    /** Takes over what TWINT says of the order now. */
    public function learn(Order $order): void
    {
        if ($this->reason !== $order->reason) {
            $this->notice = '';
        }
        $this->state = $order->state;
        $this->reason = $order->reason;
    }

    public function capturable(): int
    {
        return $this->state === OrderState::AwaitingConfirmation ? $this->rappen - $this->captured : 0;
    }

    public function refundable(): int
    {
        return $this->captured - $this->refunded;
    }

    /** TWINT ends an order that waits or is approved; what was captured can only be refunded. */
    public function cancellable(): bool
    {
        return $this->isOpen() && $this->captured === 0;
    }

    public function awaitsBuyer(): bool
    {
        return $this->state === OrderState::AwaitingCustomer;
    }

    public function isOpen(): bool
    {
        return $this->awaitsBuyer() || $this->state === OrderState::AwaitingConfirmation;
    }
}
