<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Permission;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Wawi\Entry;
use Plugin\jtl_twint\src\Wawi\QueueView;

/** News of Wawi that the merchant has to look at, each to be tried again or marked as dealt with by one click. */
final class WawiPanel
{
    private const RETRY = 'wawi_retry';
    private const SEEN = 'wawi_seen';
    private const MOST = 50;

    public function __construct(
        private readonly QueueView $queue,
        private readonly TransactionRepository $transactions,
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    public static function concerns(PostedForm $form): bool
    {
        return in_array($form->action(), [self::RETRY, self::SEEN], true);
    }

    public function act(PostedForm $form, string $admin): Notice
    {
        if (!Permission::MoveMoney->isGranted()) {
            return Notice::error(__('twint.notPermitted'));
        }
        $isRetry = $form->action() === self::RETRY;
        $id = $form->number('twint_news');
        $changed = $isRetry ? $this->queue->retry($id, $admin) : $this->queue->markSeen($id, $admin);

        return match (true) {
            !$changed => Notice::warning(__('twint.tx.wawi.before')),
            $isRetry => Notice::success(__('twint.tx.wawi.retried')),
            default => Notice::success(__('twint.tx.wawi.seen')),
        };
    }

    /** Empty where there is nothing to look at. */
    public function html(Address $address): string
    {
        $entries = $this->queue->entriesNeedingAttention(self::MOST);

        return (
            $entries === []
                ? ''
                : $this->view->fetch('transactions/wawi.tpl', [
                    'address' => $address,
                    'menuId' => $address->menuId,
                    'news' => array_map(fn(Entry $entry): array => $this->row($entry, $address), $entries),
                    'mayMove' => Permission::MoveMoney->isGranted(),
                ])
        );
    }

    /** @return array{id: int, at: string, order: string, payment: string, told: string, finding: string, explained: string|null} */
    private function row(Entry $entry, Address $address): array
    {
        $payment = $this->transactions->shownOfOrder($entry->orderId);
        $finding = Labels::text('event', 'wawi_' . $entry->finding);

        return [
            'id' => $entry->id,
            'at' => LocalTime::text($entry->createdAt),
            'order' => $payment->orderNumber ?? (string) $entry->orderId,
            'payment' => $payment === null ? '' : $address->payment($payment->id),
            'told' => Labels::text('event', 'wawi_' . $entry->news->value),
            'finding' => $finding,
            'explained' => $this->manual->placeOf($finding),
        ];
    }
}
