<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment\Duties;

use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Twint\Duty;

/** Once: what is owed when the order is written, or with the approval of a reservation, is asked for again with the money. */
final class SendConfirmation implements DutyHandler
{
    private const SENT = 'confirmation_sent';

    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly Settings $settings,
        private readonly MailGateway $mails,
    ) {
    }

    public function duty(): Duty
    {
        return Duty::SendConfirmation;
    }

    public function carryOut(Transaction $transaction): void
    {
        $isDue = \Twint\confirmation_is_due(
            $transaction->payment(),
            $this->settings->holdsConfirmationMail(),
            $transaction->checkIn !== null,
        );
        if (!$isDue) {
            $this->transactions->strike($transaction->id, $this->duty());

            return;
        }
        $isFirst = $this->database->transaction(function () use ($transaction): bool {
            $isMine = $this->transactions->strike($transaction->id, $this->duty());
            $isFirst = $isMine && !$this->events->has($transaction->id, self::SENT);
            if ($isFirst) {
                $this->events->note($transaction, Initiator::cron(), self::SENT);
            }

            return $isFirst;
        });
        if ($isFirst) {
            $this->mails->orderConfirmation($transaction->orderId);
        }
    }
}
