<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Twint\Merchant;
use Twint\Order;
use Twint\TwintException;

/** TWINT's orders of many claimed payments, in one call of the extension for each merchant. */
final class OrdersAtTwint
{
    private const CONCURRENCY = 16;

    public function __construct(
        private readonly MerchantFactory $merchants,
    ) {
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @return array<int, Order|TwintException> by the payment's id; what is missing has to be asked about alone
     */
    public function ask(array $payments): array
    {
        return $this->together($payments, static fn(Merchant $merchant, array $uuids): array => \Twint\poll_many(
            $merchant,
            $uuids,
            self::CONCURRENCY,
        ));
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @return array<int, Order|TwintException> by the payment's id
     */
    public function cancel(array $payments): array
    {
        return $this->together($payments, static fn(Merchant $merchant, array $uuids): array => \Twint\cancel_many(
            $merchant,
            $uuids,
            self::CONCURRENCY,
        ));
    }

    /**
     * @param list<ClaimedPayment> $payments
     * @param callable(Merchant, list<string>): array<string, Order|TwintException> $work with answers by UUID
     * @return array<int, Order|TwintException> by the payment's id
     */
    private function together(array $payments, callable $work): array
    {
        $merchants = [];
        $uuids = [];
        foreach ($payments as $payment) {
            $row = $payment->transaction();
            $uuid = $row->twintUuid;
            if ($uuid === null) {
                continue;
            }
            try {
                $merchant = $this->merchants->for($row);
            } catch (\Throwable) {
                // Asked about alone, it says what is wrong.
                continue;
            }
            $merchants[spl_object_id($merchant)] = $merchant;
            $uuids[spl_object_id($merchant)][$row->id] = $uuid;
        }
        $answers = [];
        foreach ($merchants as $id => $merchant) {
            try {
                $ofMerchant = $work($merchant, array_values($uuids[$id]));
            } catch (\Throwable) {
                // One of them upsets the whole; asked about alone, it says what is wrong.
                continue;
            }
            foreach ($uuids[$id] as $row => $uuid) {
                if (isset($ofMerchant[$uuid])) {
                    $answers[$row] = $ofMerchant[$uuid];
                }
            }
        }

        return $answers;
    }
}
