<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Access\AccessChoice;
use Plugin\jtl_twint\src\Payment\ApprovedCheckIn;
use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\ClaimedWork;
use Plugin\jtl_twint\src\Payment\ClaimLostException;
use Plugin\jtl_twint\src\Payment\Patience;
use Plugin\jtl_twint\src\Payment\Starter;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Payment\Trouble;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Psr\Log\LoggerInterface;
use Twint\CheckInAction;
use Twint\CheckInEvent;
use Twint\CheckInPhase;
use Twint\CheckInStep;
use Twint\Scope;
use Twint\TwintException;

/**
 * The one door to a check-in, for its page and the sweep. A check-in moves no money; its order's payment does, and from there
 * on only that counts. Only where Extension::isUsable(). Trouble with TWINT is in the row that comes back, or tried again later.
 */
final class CheckIns
{
    /** So many processes may die over writing the order: in whatever of the shop's code ends them. */
    private const MOST_TRIES = 3;

    public function __construct(
        private readonly Database $database,
        private readonly CheckInRepository $checkIns,
        private readonly TransactionRepository $transactions,
        private readonly Starter $starter,
        private readonly ClaimedWork $work,
        private readonly ExpressShop $shop,
        private readonly MailGateway $mails,
        private readonly MerchantFactory $merchants,
        private readonly AccessChoice $access,
        private readonly Settings $settings,
        private readonly LoggerInterface $logger,
    ) {
    }

    /**
     * Writes down what is offered, then asks TWINT for a code, once.
     *
     * @param (callable(CheckIn): void)|null $written is called in between
     * @throws NotConfiguredException
     */
    public function begin(Basket $basket, ?callable $written = null): CheckIn
    {
        $access = $this->access->forVisitor() ?? throw new NotConfiguredException(
            'no_access_data',
            'No set of access data is meant for this buyer.',
        );
        $merchant = $this->merchants->of($access);
        $claimed = ClaimedCheckIn::create($this->checkIns, $basket, $access, $this->merchants->storeUuid($access));
        if ($written !== null) {
            $written($claimed->checkIn());
        }
        try {
            $started = \Twint\checkin_start(
                $merchant,
                $basket->net,
                self::scopes($basket),
                $claimed->checkIn()->shippingMethods(),
            );
        } catch (TwintException $exception) {
            $this->logger->error('TWINT Express could not begin: {error}', ['error' => $exception->getMessage()]);
            $claimed->apply(CheckInEvent::StartFailed, ['reason' => Trouble::word($exception)]);

            return $claimed->release($this->pause($claimed->checkIn()));
        }
        $claimed->offer($started);

        return $claimed->release($this->pause($claimed->checkIn()));
    }

    /** How it stands: TWINT is asked by the first who comes when it is time, everybody else gets what is known. */
    public function look(CheckIn $checkIn): CheckIn
    {
        if ($checkIn->phase() === CheckInPhase::Over || !$checkIn->isDue()) {
            return $checkIn;
        }
        $claimed = ClaimedCheckIn::takeIfDue($this->checkIns, $checkIn->id);

        return $claimed === null ? $this->checkIns->get($checkIn->id) : $this->guarded($claimed, null);
    }

    /** Ends it where no order was started, after asking TWINT. */
    public function end(CheckIn $checkIn, string $reason): CheckIn
    {
        $claimed = Patience::with(fn(): ?ClaimedCheckIn => ClaimedCheckIn::take($this->checkIns, $checkIn->id));

        return $claimed === null ? $this->checkIns->get($checkIn->id) : $this->guarded($claimed, $reason);
    }

    private function guarded(ClaimedCheckIn $claimed, ?string $endReason): CheckIn
    {
        try {
            if ($endReason !== null && self::isBeforeOrder($claimed->checkIn()->phase())) {
                $claimed->wishEnd($endReason);
            }
            $this->turn($claimed);
        } catch (ClaimLostException) {
            return $claimed->reread();
        } catch (TwintException|NotConfiguredException $exception) {
            // The next turn asks again.
            $this->logger->notice('TWINT Express: {error}', ['error' => $exception->getMessage()]);
        }

        return $claimed->release($this->pause($claimed->checkIn()));
    }

    /** One turn: what the books say by themselves, then what TWINT says. */
    private function turn(ClaimedCheckIn $claimed): void
    {
        $step = $this->step($claimed->checkIn());
        if ($step->event !== null) {
            $this->apply($claimed, $step->event);
        }
        match ($step->action) {
            CheckInAction::Poll => $this->ask($claimed),
            // Its page and the sweep look after the payment by themselves.
            CheckInAction::FollowPayment, CheckInAction::Nothing => null,
            // Both only after TWINT was asked.
            CheckInAction::StartOrder, CheckInAction::Cancel => null,
        };
    }

    private function ask(ClaimedCheckIn $claimed): void
    {
        $checkIn = $claimed->checkIn();
        $seen = \Twint\checkin_poll(
            $this->merchants->ofStore($checkIn->access(), $checkIn->storeUuid),
            (string) $checkIn->pairingUuid,
        );
        $step = $this->step($checkIn, $seen);
        if ($step->event === CheckInEvent::Approved) {
            // At first sight, in one statement: TWINT does not tell them again once the check-in is over.
            $claimed->apply(
                $step->event,
                $checkIn->phase() === CheckInPhase::Waiting && $seen->customer !== null
                    ? [
                        'chosen' => $seen->shippingMethodId,
                        'customer' => $this->checkIns->sealed($checkIn, Buyer::of($seen->customer)),
                    ] : [],
            );
        } elseif ($step->event !== null) {
            $this->apply($claimed, $step->event);
        }
        match ($step->action) {
            CheckInAction::StartOrder => $this->order($claimed, (string) $step->amount),
            CheckInAction::Cancel => $this->cancel($claimed, $step->cancelReason->value ?? CheckIn::LEFT, $seen),
            CheckInAction::Poll => $claimed->noteOnPhone($seen->onPhone),
            CheckInAction::FollowPayment, CheckInAction::Nothing => null,
        };
    }

    /** Writes order, payment and phase at once, then starts the order at TWINT, once. */
    private function order(ClaimedCheckIn $claimed, string $amount): void
    {
        $claimed->renew();
        if ($claimed->noteTry() > self::MOST_TRIES) {
            $this->logger->error('TWINT Express: the shop ended the process in which it wrote the order of check-in {id}, {times} times', [
                'id' => $claimed->checkIn()->id,
                'times' => self::MOST_TRIES,
            ]);
            $this->refuse($claimed, Refusal::Shop);

            return;
        }
        $written = null;
        try {
            $payment = $this->database->transaction(function () use ($claimed, $amount, &$written): ClaimedPayment {
                return $written = $this->written($claimed, $amount);
            });
        } catch (RefusedException $exception) {
            $this->logger->notice('TWINT Express: {error}', ['error' => $exception->getMessage()]);
            $this->refuse($claimed, $exception->refusal);

            return;
        } catch (ClaimLostException $exception) {
            throw $exception;
        } catch (\Throwable $exception) {
            // Nothing was sent. What the database wrote and could not say so is gone on with.
            $this->logger->error('TWINT Express: the order could not be written: {error} ({file}:{line})', [
                'error' => $exception->getMessage(),
                'file' => basename($exception->getFile()),
                'line' => $exception->getLine(),
            ]);
            $payment = $this->writtenAfterAll($claimed, $written);
            if ($payment === null) {
                $this->refuse($claimed, Refusal::Shop);

                return;
            }
        }
        $claimed->reread();
        // The confirmation is owed since the order is written. The phone waits for the start.
        $this->work->doFirst($payment, $this->starter->start(...));
        $this->actOnConsents();
        // A check-in whose order could not be started is given back at once: the buyer's app waits.
        $this->turn($claimed);
    }

    /** The order stands, whatever comes of these. */
    private function actOnConsents(): void
    {
        try {
            $this->shop->actOnConsents();
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT Express: what the buyer ticked could not be done: {error}', [
                'error' => $exception->getMessage(),
            ]);
        }
    }

    /** @throws RefusedException|ClaimLostException */
    private function written(ClaimedCheckIn $claimed, string $amount): ClaimedPayment
    {
        $checkIn = $claimed->reread();
        $content = $this->checkIns->basket($checkIn);
        $buyer = $this->checkIns->buyer($checkIn);
        $claimed->apply(CheckInEvent::OrderStarted);
        if ($content === null || $buyer === null) {
            throw new RefusedException(Refusal::Shop, 'basket or buyer cannot be read');
        }
        $order = $this->shop->order($content, $buyer, (string) $checkIn->chosen);
        $payment = $this->starter->note(
            $order,
            $checkIn->language,
            new ApprovedCheckIn((string) $checkIn->pairingUuid, $checkIn->access()),
        );
        // Never another amount than the buyer saw on the phone.
        if (!$payment instanceof ClaimedPayment || $payment->transaction()->amount !== $amount) {
            throw new RefusedException(Refusal::Amount);
        }
        $this->checkIns->link($checkIn->id, $payment->id());

        return $payment;
    }

    /**
     * Only under the claim that was written with it: nobody else has looked after the payment, and nothing of it was sent.
     *
     * @param ClaimedPayment|null $written of the last try
     * @throws ClaimLostException
     */
    private function writtenAfterAll(ClaimedCheckIn $claimed, ?ClaimedPayment $written): ?ClaimedPayment
    {
        if ($written === null || $claimed->reread()->transactionId !== $written->id()) {
            return null;
        }
        $written->claim->renew();

        return $written;
    }

    private function refuse(ClaimedCheckIn $claimed, Refusal $refusal): void
    {
        if (!self::isBeforeOrder($claimed->reread()->phase())) {
            return;
        }
        $claimed->wishEnd($refusal->value);
        $this->cancel($claimed, $refusal->value);
    }

    /**
     * TWINT was asked just now. Where it does not answer, the next turn tries again.
     *
     * @param \Twint\CheckIn|null $seen what it showed, where that is not in the row
     */
    private function cancel(ClaimedCheckIn $claimed, string $reason, ?\Twint\CheckIn $seen = null): void
    {
        $claimed->wishEnd($reason);
        $claimed->renew();
        $checkIn = $claimed->checkIn();
        \Twint\checkin_cancel(
            $this->merchants->ofStore($checkIn->access(), $checkIn->storeUuid),
            (string) $checkIn->pairingUuid,
        );
        $this->apply($claimed, CheckInEvent::Cancelled, $seen);
    }

    /** Whoever approved and gets no order is told by mail: the page may be closed, or lie behind the app. */
    private function apply(ClaimedCheckIn $claimed, CheckInEvent $event, ?\Twint\CheckIn $seen = null): void
    {
        $before = $claimed->checkIn();
        // Erased by what follows.
        $buyer = $this->checkIns->buyer($before) ?? Buyer::ofAny($seen?->customer);
        $claimed->apply($event, self::why($before, $event));
        $after = $claimed->checkIn();
        if (
            $buyer !== null
            && self::isBeforeOrder($before->phase())
            && $after->phase() === CheckInPhase::Over
            && $after->reason !== CheckIn::LEFT
        ) {
            $this->mails->notOrdered($buyer, $after->language, ExpressState::of($after));
        }
    }

    private function step(CheckIn $checkIn, ?\Twint\CheckIn $seen = null): CheckInStep
    {
        $transaction = $checkIn->transactionId === null ? null : $this->transactions->find($checkIn->transactionId);

        return \Twint\checkin_step(
            $checkIn->phase(),
            $checkIn->pairingUuid,
            $checkIn->net,
            $checkIn->shippingMethods(),
            $checkIn->ageSeconds,
            $seen,
            $checkIn->endWished,
            $checkIn->chosen,
            $transaction?->phase(),
            $transaction?->twintUuid !== null,
        );
    }

    /**
     * What the row says of its end, unless it says something already.
     *
     * @return array<string, string>
     */
    private static function why(CheckIn $checkIn, CheckInEvent $event): array
    {
        return (
            $checkIn->reason !== null
                ? []
                : match ($event) {
                    CheckInEvent::StartFailed => ['reason' => 'unknown'],
                    CheckInEvent::Ended => ['reason' => CheckIn::ENDED],
                    CheckInEvent::Approved,
                    CheckInEvent::Cancelled,
                    CheckInEvent::OrderStarted,
                    CheckInEvent::Settled,
                        => [],
                }
        );
    }

    private static function isBeforeOrder(CheckInPhase $phase): bool
    {
        return match ($phase) {
            CheckInPhase::Waiting, CheckInPhase::DataReceived => true,
            CheckInPhase::OrderStarted, CheckInPhase::Over => false,
        };
    }

    /**
     * No more than the shop asks of its guests.
     *
     * @return list<Scope>
     */
    private static function scopes(Basket $basket): array
    {
        return [
            Scope::ShippingAddress,
            Scope::Email,
            ...($basket->needsPhone ? [Scope::PhoneNumber] : []),
            ...($basket->needsBirthday ? [Scope::DateOfBirth] : []),
        ];
    }

    private function pause(CheckIn $checkIn): int
    {
        return \Twint\checkin_pause($checkIn->onPhone, $this->settings->pollIntervalSeconds());
    }
}
