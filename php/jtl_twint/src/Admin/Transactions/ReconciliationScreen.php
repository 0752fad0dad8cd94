<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Permission;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Twint\Resumption;
use Twint\TwintException;

/** TWINT's books beside ours. Shows what was found the last time; asks TWINT only when somebody wants it. */
final class ReconciliationScreen
{
    public const ACTION = 'reconcile';

    /** By a form of this request. */
    private ?AskedDays $asked = null;

    public function __construct(
        private readonly Reconciliation $reconciliation,
        private readonly TransactionRepository $transactions,
        private readonly PaymentService $payments,
        private readonly AccessRepository $sets,
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    public function act(PostedForm $form, string $admin): Notice
    {
        $id = $form->number('twint_id');
        if ($id > 0) {
            // What is over here and held there is taken up again, and may be captured: nothing that the sweep would do by itself.
            return Permission::MoveMoney->isGranted()
                ? $this->settle($id, $admin)
                : Notice::error(__('twint.notPermitted'));
        }
        $asked = AskedDays::of($form->text('twint_from'), $form->text('twint_to'), Reconciliation::MOST_DAYS);
        $this->asked = $asked;
        if ($asked->problem !== null) {
            return Notice::error($asked->problem);
        }

        return (
            $this->run($asked->first(), $asked->last()->modify('+1 day')) ?? Notice::success(__(
                'twint.tx.reconciliation.done',
            ))
        );
    }

    public function html(Address $address): string
    {
        $report = $this->reconciliation->latest();
        $differences = is_array($report['differences'] ?? null) ? $report['differences'] : [];

        $today = date('Y-m-d');
        $asked = $this->asked ?? AskedDays::of(
            $report['from'] ?? AskedDays::word(new \DateTimeImmutable('yesterday')),
            $report['to'] ?? $today,
            Reconciliation::MOST_DAYS,
        );

        return $this->view->fetch('transactions/reconciliation.tpl', [
            'address' => $address,
            'menuId' => $address->menuId,
            'asked' => $asked,
            'daysExplained' => $this->manual->placeOf($asked->problem?->message()),
            'today' => $today,
            'firstDay' => self::readable($report['from'] ?? ''),
            'lastDay' => self::readable($report['to'] ?? ''),
            'mostDays' => Reconciliation::MOST_DAYS,
            'checkedAt' => LocalTime::text(is_string($report['checkedAt'] ?? null) ? $report['checkedAt'] : null),
            'matched' => $report['matched'] ?? 0,
            'cut' => $report['cut'] ?? 0,
            'unasked' => $report['unasked'] ?? 0,
            'mayMove' => Permission::MoveMoney->isGranted(),
            'differences' => array_values(array_map($this->difference(...), array_filter($differences, is_array(...)))),
        ]);
    }

    /** The same step as everybody's; afterwards the same days are compared again. */
    private function settle(int $id, string $admin): Notice
    {
        $transaction = $this->transactions->find($id);
        if ($transaction === null) {
            return Notice::error(__('twint.tx.gone'));
        }
        $rechecked = $this->payments->recheck($transaction, Initiator::admin($admin));
        $report = $this->reconciliation->latest();
        $from = AskedDays::day((string) ($report['from'] ?? ''));
        $to = AskedDays::day((string) ($report['to'] ?? ''));
        $trouble = $from === null || $to === null ? null : $this->run($from, $to->modify('+1 day'));

        $notice = match ($rechecked->resumption) {
            Resumption::Refund => Notice::error(__('twint.tx.refusal.replaced')),
            Resumption::Ask => Notice::error(__('twint.tx.refusal.unclear_there')),
            Resumption::Release => Notice::success(__('twint.tx.done.released')),
            Resumption::Leave, Resumption::Resume, null => Notice::success(sprintf(
                __('twint.tx.done.refresh'),
                __('twint.tx.phase.' . $rechecked->transaction->phase),
            )),
        };

        // What the merchant must know of the money comes first.
        return $notice->besides($trouble);
    }

    private function run(\DateTimeImmutable $first, \DateTimeImmutable $end): ?Notice
    {
        try {
            $this->reconciliation->run($first, $end, new \DateTimeImmutable());

            return null;
        } catch (NotConfiguredException) {
            return Notice::error(__('twint.refusal.not_configured'));
        } catch (TwintException $exception) {
            return Notice::error(__('twint.tx.reconciliation.unavailable'))->withDetail($exception->getMessage());
        }
    }

    /**
     * @param array<array-key, mixed> $difference
     * @return array<string, string|int|bool|null>
     */
    private function difference(array $difference): array
    {
        $text = static fn(string $name): string => is_scalar($difference[$name] ?? null)
            ? (string) $difference[$name]
            : '';
        $id = $difference['transaction'] ?? null;

        return [
            'finding' => $text('finding'),
            'title' => __('twint.tx.finding.' . $text('finding')),
            'help' => __('twint.tx.finding.' . $text('finding') . '.help'),
            'explained' => $this->manual->placeOf(__('twint.tx.finding.' . $text('finding'))),
            'alarming' => ($difference['alarming'] ?? false) === true,
            'id' => is_int($id) ? $id : 0,
            'order' => $text('order'),
            'reference' => $text('reference'),
            'refund' => ($difference['refund'] ?? false) === true,
            'set' => $this->setOf($difference['set'] ?? null),
            'at' => LocalTime::text($text('at')),
            'there' => $text('standingThere') === ''
                ? '–'
                : Chf::text($text('amountThere')) . ', ' . __('twint.tx.standing.' . $text('standingThere')),
            'here' => $text('standingHere') === ''
                ? '–'
                : Chf::text($text('amountHere')) . ', ' . __('twint.tx.standing.' . $text('standingHere')),
        ];
    }

    /** Which access data it is about; empty: there is only one set. */
    private function setOf(mixed $id): string
    {
        return is_int($id) && $this->sets->areSeveral() ? $this->sets->labelOf($id) : '';
    }

    private static function readable(mixed $day): string
    {
        return AskedDays::day(is_string($day) ? $day : '')?->format('d.m.Y') ?? '';
    }
}
