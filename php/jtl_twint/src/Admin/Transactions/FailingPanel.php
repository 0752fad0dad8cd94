<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Permission;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Cron\EndOrdersWithoutAttempt;
use Plugin\jtl_twint\src\Cron\FailingItem;
use Plugin\jtl_twint\src\Cron\FailingItems;
use Plugin\jtl_twint\src\Cron\FollowCheckIns;
use Plugin\jtl_twint\src\Cron\NoteMissedNews;
use Plugin\jtl_twint\src\Payment\TransactionRepository;

/** What the background run fails at again and again: the payment, the error, and when it is tried again. */
final class FailingPanel
{
    private const RETRY = 'failing_retry';
    private const MOST = 20;

    public function __construct(
        private readonly FailingItems $failing,
        private readonly TransactionRepository $transactions,
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    public static function concerns(PostedForm $form): bool
    {
        return $form->action() === self::RETRY;
    }

    public function act(PostedForm $form): Notice
    {
        if (!Permission::MoveMoney->isGranted()) {
            return Notice::error(__('twint.notPermitted'));
        }
        $this->failing->forget($form->text('twint_task'), $form->number('twint_item'));

        return Notice::success(__('twint.tx.wawi.retried'));
    }

    /** Empty where nothing keeps failing. */
    public function html(Address $address): string
    {
        $items = $this->failing->all(self::MOST);

        return (
            $items === []
                ? ''
                : $this->view->fetch('transactions/failing.tpl', [
                    'address' => $address,
                    'menuId' => $address->menuId,
                    'items' => array_map(fn(FailingItem $item): array => $this->row($item, $address), $items),
                    // By the sentence with which the bell tells of the same.
                    'explained' => $this->manual->placeOf(sprintf(__('twint.alarm.failing'), count($items))),
                    'mayMove' => Permission::MoveMoney->isGranted(),
                ])
        );
    }

    /** @return array{task: string, item: int, of: string, payment: string, what: string, error: string, times: int, next: string} */
    private function row(FailingItem $item, Address $address): array
    {
        $payment = match (true) {
            self::isCheckIn($item) => null,
            self::isOrder($item) => $this->transactions->shownOfOrder($item->item),
            default => $this->transactions->find($item->item),
        };

        return [
            'task' => $item->task,
            'item' => $item->item,
            'of' => $payment === null
                ? sprintf(
                    __(self::isCheckIn($item) ? 'twint.tx.failing.checkIn' : 'twint.tx.failing.order'),
                    $item->item,
                )
                : sprintf(__('twint.tx.payment.title'), $payment->orderNumber),
            'payment' => $payment === null ? '' : $address->payment($payment->id),
            'what' => __('twint.tx.failing.' . $item->task),
            'error' => $item->error,
            'times' => $item->times,
            'next' => $item->secondsLeft <= 60
                ? __('twint.tx.failing.nextRun')
                : sprintf(__('twint.tx.failing.nextIn'), (int) ceil($item->secondsLeft / 60)),
        ];
    }

    /** Whether the item is an order, for which there is no payment. */
    private static function isOrder(FailingItem $item): bool
    {
        return in_array($item->task, [EndOrdersWithoutAttempt::NAME, NoteMissedNews::NAME], true);
    }

    /** Whether the item is a check-in of TWINT Express, for which there is no order yet. */
    private static function isCheckIn(FailingItem $item): bool
    {
        return $item->task === FollowCheckIns::NAME;
    }
}
