<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\Permission;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Shop\CustomerNames;
use Twint\Balance;
use Twint\Permitted;

/** Everything about one payment, and what can be done with it. Reads only our tables and the shop's. */
final class PaymentScreen
{
    public function __construct(
        private readonly OperationRepository $operations,
        private readonly EventRepository $events,
        private readonly CustomerNames $names,
        private readonly AccessRepository $sets,
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    /**
     * @param Permitted|null $permitted null without the extension: then nothing can be done
     * @param bool $awaitsBuyer whether the order can still be paid
     */
    public function html(
        Transaction $transaction,
        ?Permitted $permitted,
        bool $awaitsBuyer,
        Address $address,
        string $ordersUrl,
    ): string {
        $lost = $this->lost($transaction, $permitted);
        $reason = Labels::text('reason', $transaction->reason);

        return $this->view->fetch('transactions/payment.tpl', [
            'address' => $address,
            'menuId' => $address->menuId,
            'ordersUrl' => $ordersUrl,
            'transaction' => $transaction,
            'phase' => __('twint.tx.phase.' . $transaction->phase),
            'colour' => PhaseWords::colour($transaction->phase),
            'explanation' => __('twint.tx.meaning.' . $transaction->phase),
            'reason' => $reason,
            'explained' => $this->manual->placeOf($reason),
            'steps' => Steps::of($transaction->phase, $transaction->authorisedAt !== null),
            'balance' => $permitted === null ? null : self::balance($transaction->balance()),
            'fields' => $this->fields($transaction),
            'buttons' => $permitted === null ? [] : $this->buttons($permitted),
            'over' => $lost === null && $permitted !== null && self::allowsNothing($permitted),
            'awaitsBuyer' => $awaitsBuyer,
            'lost' => $lost,
            'events' => array_map(self::event(...), array_reverse($this->events->ofTransaction($transaction->id))),
            'operations' => array_map(
                self::operation(...),
                array_reverse($this->operations->ofTransaction($transaction->id)),
            ),
            'mayMove' => Permission::MoveMoney->isGranted(),
        ]);
    }

    /** @return array<string, string> */
    private static function balance(Balance $balance): array
    {
        return [
            'authorised' => Chf::text($balance->authorised),
            'captured' => Chf::text($balance->captured),
            'refunded' => Chf::text($balance->refunded),
            'kept' => Chf::text($balance->kept),
            'open' => Chf::text($balance->open),
            'released' => Quantity::isNothing($balance->released) ? '' : Chf::text($balance->released),
            'keptShare' => $balance->keptShare,
            'refundedShare' => $balance->refundedShare,
            'openShare' => $balance->openShare,
        ];
    }

    /** @return list<array{label: string, text: string, code: bool}> */
    private function fields(Transaction $transaction): array
    {
        $yes = static fn(bool $is): string => $is ? __('twint.tx.yes') : __('twint.tx.no');
        $customer = $this->names->of([$transaction->orderId])[$transaction->orderId] ?? '';
        $fields = [
            ['orderNumber', $transaction->orderNumber, false],
            [
                'customer',
                $customer . ($transaction->customerId > 0 ? ' (ID ' . $transaction->customerId . ')' : ''),
                false,
            ],
            ['amount', Chf::text($transaction->amount), false],
            ['method', 'TWINT', false],
            ['captureMode', __('twint.tx.captureMode.' . $transaction->captureMode), false],
            [
                'authorisedAt',
                $transaction->authorisedAt === null
                    ? $yes(false)
                    : $yes(true) . ', ' . LocalTime::precise($transaction->authorisedAt),
                false,
            ],
            ['uncertain', $yes($transaction->phase === Phases::UNCERTAIN), false],
            ['paid', $yes($transaction->isPaid()), false],
            ['closed', $yes($transaction->closed), false],
            ['guarantee', LocalTime::text($transaction->guaranteeUntil), false],
            ['created', LocalTime::precise($transaction->createdAt), false],
            ['updated', LocalTime::precise($transaction->updatedAt), false],
            [
                'expires',
                in_array($transaction->phase, Phases::AWAITING_BUYER, true)
                    ? LocalTime::precise($transaction->expiresAt)
                    : '',
                false,
            ],
            ['attempt', (string) $transaction->attempt, false],
            ['reference', $transaction->reference, true],
            ['uuid', (string) $transaction->twintUuid, true],
            ['transactionId', (string) $transaction->id, true],
            ['orderId', (string) $transaction->orderId, true],
            ['storeUuid', $transaction->storeUuid, true],
            ['set', $this->sets->areSeveral() ? $this->sets->labelOf($transaction->accessId) : '', false],
            ['environment', __('twint.tx.environment.' . $transaction->environment), false],
        ];

        $shown = [];
        foreach ($fields as [$label, $text, $code]) {
            if ($text !== '') {
                $shown[] = ['label' => __('twint.tx.field.' . $label), 'text' => $text, 'code' => $code];
            }
        }

        return $shown;
    }

    /** To nobody, whatever their permissions. */
    private static function allowsNothing(Permitted $permitted): bool
    {
        return !in_array(null, get_object_vars($permitted), true);
    }

    /** @return list<array{word: string, text: string, forbidden: string|null, explained: string|null}> */
    private function buttons(Permitted $permitted): array
    {
        $mayMove = Permission::MoveMoney->isGranted();
        $reasons = [
            'refresh' => $permitted->refresh,
            'capture' => $permitted->capture,
            'cancel' => $permitted->cancel,
            'refund' => $permitted->refund,
            'resolve' => $permitted->resolve,
            'enter' => $permitted->enterOutcome,
        ];
        $buttons = [];
        foreach ($reasons as $word => $reason) {
            $forbidden = match (true) {
                $reason !== null => __('twint.forbidden.' . $reason),
                $word !== 'refresh' && !$mayMove => __('twint.notPermitted'),
                default => null,
            };
            $buttons[] = [
                'word' => $word,
                'text' => __('twint.tx.button.' . $word),
                'forbidden' => $forbidden,
                'explained' => $this->manual->placeOf($forbidden),
            ];
        }

        return $buttons;
    }

    /** @return array{what: string, at: string, resolvable: bool, early: bool}|null the operation of which nobody knows what became */
    private function lost(Transaction $transaction, ?Permitted $permitted): ?array
    {
        $open = $this->operations->open($transaction->id);

        return (
            $open === null
                ? null
                : [
                    'what' => Labels::text('operation', $open->kind),
                    'at' => LocalTime::precise($open->createdAt),
                    'resolvable' => $permitted !== null && $permitted->resolve === null,
                    'early' => $open->hasNoKnownOutcome() && !$open->isOld(),
                ]
        );
    }

    /** @return array<string, string|bool> */
    private static function operation(Operation $operation): array
    {
        return [
            'at' => LocalTime::precise($operation->createdAt),
            'kind' => Labels::text('operation', $operation->kind),
            'state' => Labels::text('state', $operation->state),
            'colour' => match ($operation->state) {
                Operation::DONE => 'success',
                Operation::REFUSED => 'danger',
                default => 'warning',
            },
            // A cancellation before the buyer has approved releases nothing.
            'amount' => $operation->amount === '0.00' ? '' : Chf::text($operation->amount),
            'final' => $operation->isFinal(),
            'fee' => Chf::text($operation->fee),
            'note' => $operation->note,
            'actor' => Labels::text('actor', $operation->by->word),
            'name' => $operation->by->name,
            'reference' => (string) $operation->reference,
            'uuid' => (string) $operation->twintUuid,
            'messageId' => (string) $operation->messageId,
            'fault' => (string) $operation->fault,
            'message' => $operation->message,
            'milliseconds' => $operation->milliseconds === null ? '' : sprintf('%d ms', $operation->milliseconds),
            'request' => (string) $operation->request,
            'answer' => (string) $operation->answer,
        ];
    }

    /**
     * @param array<string, string|null> $row
     * @return array<string, string>
     */
    private static function event(array $row): array
    {
        return [
            'at' => LocalTime::precise($row['at']),
            'actor' => Labels::text('actor', $row['actor']),
            'name' => (string) $row['actor_name'],
            'text' => Labels::text('event', $row['event']),
            'to' => $row['from_phase'] === $row['to_phase'] ? '' : Labels::text('phase', $row['to_phase']),
            'message' => (string) $row['message'],
        ];
    }
}
