<?php

declare(strict_types=1);

namespace Twint\Demo;

use Twint\OrderState;

/** Says where a payment stands, to a buyer. */
final readonly class Headline
{
    private function __construct(
        public string $tone,
        public string $title,
        public string $detail,
    ) {
    }

    public static function of(Payment $payment): self
    {
        $captured = 'CHF ' . Money::francs($payment->captured);
        $all = 'CHF ' . Money::francs($payment->rappen);

        return match ($payment->state) {
            OrderState::AwaitingCustomer => $payment->reason === 'ORDER_PENDING'
                ? new self('waiting', 'Please confirm in your TWINT app', 'The app shows the payment.')
                : new self('waiting', 'Waiting for your phone', 'Scan the code, or type the five digits.'),
            OrderState::AwaitingConfirmation => new self(
                'approved',
                'Approved, thank you',
                $payment->captured === 0 ? "{$all} are reserved for the shop." : "The shop took {$captured} of {$all}.",
            ),
            OrderState::Succeeded => new self(
                'paid',
                'Paid',
                "The shop received {$captured}." . self::refunded($payment),
            ),
            OrderState::PartiallySucceeded => new self(
                'paid',
                'Paid in part',
                "The shop received {$captured} of {$all}." . self::refunded($payment),
            ),
            OrderState::Unrecognised => new self(
                'waiting',
                'TWINT answers something new',
                'The order is in a state that this version does not know.',
            ),
            OrderState::Failed => new self('failed', 'Not paid', self::failure($payment->reason)),
        };
    }

    private static function refunded(Payment $payment): string
    {
        return $payment->refunded === 0 ? '' : ' CHF ' . Money::francs($payment->refunded) . ' went back to you.';
    }

    private static function failure(string $reason): string
    {
        return match ($reason) {
            'MERCHANT_ABORT' => 'The shop cancelled the payment.',
            'CLIENT_TIMEOUT' => 'Nobody confirmed in time.',
            'CLIENT_ABORT', 'CUSTOMER_ABORT' => 'You declined the payment.',
            default => "TWINT says: {$reason}.",
        };
    }
}
