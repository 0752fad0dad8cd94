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

    /** @param bool $isPromised another mail tells the same */
    public function send(int $orderId, bool $isPromised): void
    {
        $mail = \Twint\mail_of_cancellation($isPromised, $this->settings->holdsConfirmationMail());
        if ($mail !== null) {
            $this->mails->orderCancelled($orderId, $mail === Mail::OrderCancelled);
        }
    }
}
