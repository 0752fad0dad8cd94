<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\Mail\Mail\MailInterface;
use Plugin\jtl_twint\src\Services;

/** Where the merchant wants it so, the confirmation of an order waits until it is paid. */
final class HeldMail
{
    /** @throws MailHeldException which makes the shop's mailer skip this mail, and log that it did */
    public static function stop(Services $services, mixed $mail): void
    {
        if (
            !$mail instanceof MailInterface
            || $mail->getTemplate()?->getID() !== \MAILTEMPLATE_BESTELLBESTAETIGUNG
            || !$services->settings()->holdsConfirmationMail()
        ) {
            return;
        }
        $order = $mail->getData()->tbestellung ?? null;
        if (
            $order instanceof Bestellung
            && $services->method()->isOf((int) $order->kZahlungsart)
            && self::isHeld($services, $order)
        ) {
            throw new MailHeldException(
                'The confirmation of order ' . (string) $order->cBestellNr . ' is sent when it is paid with TWINT.',
            );
        }
    }

    private static function isHeld(Services $services, Bestellung $order): bool
    {
        return $services->orders()->state((int) $order->kBestellung)?->isHeld() ?? false;
    }
}
