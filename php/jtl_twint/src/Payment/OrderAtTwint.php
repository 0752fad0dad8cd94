<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\UtcTime;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Twint\Order;
use Twint\StateConflictException;
use Twint\TwintException;

/** TWINT's order of a payment, by the name that TWINT gave it or else by ours. */
final class OrderAtTwint
{
    public function __construct(
        private readonly MerchantFactory $merchants,
    ) {
    }

    /**
     * @param bool $wait TWINT may answer only when the order changes
     * @return Order|null null: TWINT holds nothing under the reference of a start without an answer.
     *
     * @throws TwintException
     * @throws NotConfiguredException
     * @throws ManyOrdersException
     * @throws OlderOrderException
     * @throws OrderGoneException
     * @throws ClaimLostException
     */
    public function of(ClaimedPayment $payment, bool $wait = false): ?Order
    {
        $transaction = $payment->transaction();
        $merchant = $this->merchants->for($transaction);
        $payment->claim->renew();
        $uuid = $transaction->twintUuid;
        if ($uuid !== null) {
            try {
                return \Twint\poll($merchant, $uuid, $wait);
            } catch (StateConflictException) {
                // A refusal to speak of an order that was named once says nothing about its money; searching may.
            }
        }
        $found = \Twint\find($merchant, $transaction->reference);
        if ($uuid !== null) {
            $named = array_filter($found, static fn(Order $order): bool => $order->uuid === $uuid);

            return array_values($named)[0] ?? throw new OrderGoneException();
        }
        $begun = UtcTime::seconds($transaction->createdAt);
        $ours = array_values(array_filter(
            $found,
            static fn(Order $order): bool => !\Twint\is_from_before($order->createdAt, $begun),
        ));

        return match (true) {
            count($ours) > 1 => throw new ManyOrdersException(),
            $ours === [] && $found !== [] => throw new OlderOrderException(),
            default => $ours[0] ?? null,
        };
    }
}
