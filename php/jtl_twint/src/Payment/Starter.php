<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Access\AccessChoice;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderHold;
use Plugin\jtl_twint\src\Shop\OrderState;
use Plugin\jtl_twint\src\Shop\OrderTotals;
use Twint\Duty;
use Twint\Event;
use Twint\Order;
use Twint\Phase;
use Twint\TwintException;

/** Begins attempts: first the rows, then the call, never two open ones of an order. */
final class Starter
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly Claims $claims,
        private readonly OperationRepository $operations,
        private readonly EventRepository $events,
        private readonly PhaseBook $book,
        private readonly MerchantFactory $merchants,
        private readonly AccessChoice $access,
        private readonly Settings $settings,
        private readonly OrderTurn $turn,
        private readonly OrderTotals $totals,
        private readonly OrderHold $hold,
        private readonly SearchTerms $words,
        private readonly NotificationAddress $notifications,
    ) {
    }

    /**
     * @param ApprovedCheckIn|null $checkIn whose buyer pays: with it the start needs no code
     * @return Transaction|ClaimedPayment the attempt to go on with; claimed where it was made just now
     * @throws NotPayableException where there is none and must be none
     */
    public function note(
        Bestellung $order,
        string $language,
        ?ApprovedCheckIn $checkIn = null,
    ): Transaction|ClaimedPayment {
        $orderId = (int) $order->kBestellung;
        $amount = $this->totals->amount($order);
        $payable = $this->isPayable($order);
        try {
            return $this->database->transaction(function () use (
                $order,
                $orderId,
                $amount,
                $payable,
                $language,
                $checkIn,
            ): Transaction|ClaimedPayment {
                $state = $this->turn->take($orderId);
                $attempts = $this->transactions->ofOrderLocked($orderId);
                $phases = array_map(static fn(Transaction $attempt): Phase => $attempt->phase(), $attempts);
                if (!\Twint\may_begin($phases, OrderState::standing($state), $payable)) {
                    return $attempts[\Twint\shown_attempt($phases) ?? 0] ?? throw new NotPayableException();
                }
                $isHeldAgain = $this->hold->hold($orderId);
                [$id, $claim] = $this->transactions->create($this->describe(
                    $order,
                    $attempts,
                    $amount,
                    $language,
                    $checkIn,
                ));
                $this->words->remember($id, $order);
                $new = $this->transactions->get($id);
                if ($isHeldAgain) {
                    $this->events->note($new, Initiator::buyer(), EventRepository::HELD_AGAIN);
                }
                $this->operations->sent($new, Operation::START, Initiator::buyer(), $new->reference, $amount);

                return $this->claims->taken($new, $claim, Initiator::buyer());
            });
        } catch (DatabaseException $exception) {
            // Another was quicker; theirs is the one to go on with.
            $open = $exception->isDuplicateKey() ? $this->transactions->shownOfOrder($orderId) : null;

            return $open ?? throw $exception;
        }
    }

    /** Whether there are francs to pay. */
    public function isPayable(Bestellung $order): bool
    {
        return \Twint\is_payable($this->totals->amount($order), $this->totals->currency($order));
    }

    /** Calls TWINT. Once; whatever comes of it stands in the row. */
    public function start(ClaimedPayment $payment): void
    {
        $transaction = $payment->transaction();
        $operation = $this->operations->latest($transaction->id, Operation::START)->id ?? 0;
        try {
            $merchant = $this->merchants->for($transaction);
        } catch (NotConfiguredException $exception) {
            $this->operations->finished($operation, Operation::REFUSED, message: $exception->getMessage());

            $this->failed($payment, Event::StartRefused, $exception->reason, $exception->getMessage());

            return;
        }
        // Who has approved a check-in is asked nothing more.
        $onTwintsPage = $transaction->checkIn === null && $this->settings->paysOnTwintsPage();
        try {
            $order = \Twint\payment_init(
                $merchant,
                $transaction->reference,
                $transaction->amount,
                $transaction->capture(),
                $transaction->checkIn,
                $onTwintsPage,
                $onTwintsPage ? $this->notifications->of($transaction) : null,
            );
        } catch (TwintException $exception) {
            $isLost = Trouble::mayHaveHappened($exception);
            $this->operations->broke($operation, $isLost ? Operation::UNKNOWN : Operation::REFUSED, $exception);

            $isLost
                ? $this->failed($payment, Event::StartLost, 'start_lost', $exception->getMessage())
                : $this->failed(
                    $payment,
                    Event::StartRefused,
                    Trouble::word($exception),
                    $exception->getMessage(),
                    $exception->order,
                );

            return;
        }
        $this->operations->finished($operation, Operation::DONE, $order->uuid);

        $this->book->apply($payment, Event::Started, [
            'twint_uuid' => $order->uuid,
            'pairing_token' => $order->pairingToken,
            'qr_code' => $order->qrCode,
            'payment_page' => $order->paymentPage,
        ]);
    }

    /** @param Order|null $order the one that TWINT wrote down, where it declined it at once */
    private function failed(
        ClaimedPayment $payment,
        Event $event,
        string $reason,
        string $message,
        ?Order $order = null,
    ): void {
        $this->book->apply(
            $payment,
            $event,
            ['reason' => mb_substr($reason, 0, 64)] + ($order === null ? [] : ['twint_uuid' => $order->uuid]),
            $message,
        );
    }

    /**
     * @param list<Transaction> $attempts those before, the oldest first
     * @param numeric-string $amount
     */
    private function describe(
        Bestellung $order,
        array $attempts,
        string $amount,
        string $language,
        ?ApprovedCheckIn $checkIn,
    ): NewTransaction {
        $attempt = ($attempts === [] ? 0 : $attempts[count($attempts) - 1]->attempt) + 1;
        $number = (string) $order->cBestellNr;
        $sets = array_filter(
            array_map(static fn(Transaction $before): int => $before->accessId, $attempts),
            static fn(int $set): bool => $set !== AccessKey::NONE,
        );
        $access = $checkIn->access ?? $this->access->forOrder($order, $language, array_pop($sets));
        try {
            $store = $this->merchants->storeUuid($access);
        } catch (NotConfiguredException) {
            $store = '';
        }

        return new NewTransaction(
            (int) $order->kBestellung,
            $number,
            $attempt,
            $this->freeReference($number, $attempt),
            // Whether TWINT lets a check-in reserve money is not known.
            $checkIn === null ? $this->settings->captureMode() : Transaction::IMMEDIATE,
            $access,
            $store,
            $amount,
            $language,
            (int) $order->kKunde,
            $this->settings->timeoutSeconds(),
            $checkIn?->pairingUuid,
            // No page of the shop sends it, and whoever writes the order may not live to.
            $checkIn === null || $this->settings->holdsConfirmationMail() ? [] : [Duty::SendConfirmation],
        );
    }

    /** The shop may give an order number twice, after a restored backup for instance; TWINT must not see it twice. */
    private function freeReference(string $number, int $attempt): string
    {
        $reference = Reference::of($this->settings->referencePrefix(), $number, $attempt);
        while ($this->transactions->byReference($reference) !== null) {
            $reference = Reference::of(
                $this->settings->referencePrefix(),
                $number . '-' . bin2hex(random_bytes(2)),
                $attempt,
            );
        }

        return $reference;
    }
}
