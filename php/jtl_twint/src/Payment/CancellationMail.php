<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Twint\Mail;

/** Tells the buyer that an order which nobody paid was cancelled: whoever was told that it stands, whatever else the merchant ticked. */
final class CancellationMail
{
    public function __construct(
        private readonly Settings $settings,
        private readonly MailGateway $mails,
    ) {
    }

    /**
     * @param bool $isPromised another mail tells the same
     * @param Transaction|null $givenUp the attempt on whose page the buyer ended the order; null: others ended it
     */
    public function send(int $orderId, bool $isPromised, ?Transaction $givenUp = null): void
    {
        $mail = \Twint\mail_of_cancellation($isPromised, $this->settings->holdsConfirmationMail(), $givenUp !== null);
        if ($mail === Mail::OrderGivenUp && $givenUp !== null) {
            $this->mails->orderGivenUp($givenUp);
        } elseif ($mail !== null) {
            $this->mails->orderCancelled($orderId, $mail === Mail::OrderCancelled);
        }
    }
}
