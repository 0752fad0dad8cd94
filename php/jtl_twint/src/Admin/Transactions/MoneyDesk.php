<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Outcome;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\Transaction;
use Twint\Quote;

/** Hands an admin's decision to the engine, and its outcome back in a sentence. */
final class MoneyDesk
{
    public function __construct(
        private readonly ManualOperations $engine,
        private readonly OperationRepository $operations,
    ) {
    }

    /** What it comes to; null where no amount is reckoned. */
    public function quote(MoneyMove $move, Transaction $transaction, Entries $entries): ?Quote
    {
        return match ($move) {
            MoneyMove::Capture => $this->engine->previewCapture($transaction, $entries->captureRequest()),
            MoneyMove::Refund => $this->engine->previewRefund($transaction, $entries->refundRequest()),
            default => null,
        };
    }

    /** Whether what was asked and answered is what would move now; a form that was sent before moves nothing anyway. */
    public function isAsConfirmed(MoneyMove $move, Transaction $transaction, Entries $entries): bool
    {
        return (
            !$move->hasPositions()
            || $this->operations->byKey($entries->key) !== null
            || $entries->sums?->areThoseOf($transaction) === true
            && $this->quote($move, $transaction, $entries)?->amount === $entries->confirmed
        );
    }

    public function carryOut(MoneyMove $move, Transaction $transaction, Entries $entries, string $admin): Outcome
    {
        return match ($move) {
            MoneyMove::Capture => $this->engine->capture(
                $transaction,
                $entries->captureRequest(),
                Initiator::admin($admin),
            ),
            MoneyMove::Refund => $this->engine->refund(
                $transaction,
                $entries->refundRequest(),
                Initiator::admin($admin),
            ),
            MoneyMove::Cancel => $this->engine->cancel(
                $transaction,
                $entries->key,
                $entries->reason,
                Initiator::admin($admin),
            ),
            MoneyMove::EnterOutcome => $this->engine->enterOutcome(
                $transaction,
                $entries->captured(),
                $entries->reason,
                Initiator::admin($admin),
            ),
            MoneyMove::Resolve => $this->engine->resolve(
                $transaction,
                $entries->happened === true,
                $entries->reason,
                Initiator::admin($admin),
            ),
        };
    }

    public function findOut(Transaction $transaction, string $admin): Notice
    {
        $outcome = $this->engine->findOut($transaction, Initiator::admin($admin));

        return $outcome->kind === OutcomeKind::Done
            ? Notice::success(sprintf(
                __('twint.tx.done.refresh'),
                __('twint.tx.phase.' . $outcome->transaction->phase),
            ))
            : self::notice($outcome, __('twint.tx.done.refresh'));
    }

    public static function notice(Outcome $outcome, string $done): Notice
    {
        return match ($outcome->kind) {
            OutcomeKind::Done => Notice::success(sprintf($done, Chf::text($outcome->operation?->amount))),
            OutcomeKind::AlreadyDone => Notice::warning(sprintf(
                __('twint.tx.outcome.already'),
                Labels::text('operation', $outcome->operation?->kind),
                Labels::text('state', $outcome->operation?->state),
            )),
            OutcomeKind::Refused => Notice::error(__('twint.refusal.' . ($outcome->word ?? 'unknown'))),
            OutcomeKind::Unknown => Notice::warning(__('twint.refusal.' . ($outcome->word ?? 'unknown'))),
            OutcomeKind::Busy => Notice::warning(__('twint.refusal.' . ($outcome->word ?? 'unknown'))),
        };
    }
}
