<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\Mail\Mail\MailInterface;
use JTL\Mail\MailService;
use Plugin\jtl_twint\src\Payment\AwaitedMoney;
use Plugin\jtl_twint\src\Settings\Settings;

/** Where the merchant wants it so, the confirmation of an order waits until it is paid. */
final class HeldMail
{
    public function __construct(
        private readonly Settings $settings,
        private readonly OurMethod $method,
        private readonly AwaitedMoney $money,
    ) {
    }

    /**
     * @param MailInterface $mail the confirmation of an order
     * @return bool whether it was stopped without an exception
     * @throws MailHeldException which makes the shop's mailer skip this mail, and log that it did
     */
    public function stop(MailInterface $mail): bool
    {
        $order = $mail->getData()->tbestellung ?? null;
        if (
            !$order instanceof Bestellung
            || !$this->method->isOf((int) $order->kZahlungsart)
            || !$this->holds((int) $order->kBestellung)
        ) {
            return false;
        }
        if (class_exists(MailService::class)) {
            throw new MailHeldException(
                'The confirmation of order ' . (string) $order->cBestellNr . ' is sent when it is paid with TWINT.',
            );
        }
        // Before 5.3 the mailer lets an exception through to the checkout; what is switched off it skips.
        $mail->getTemplate()?->getModel()?->setActive(false);

        return true;
    }

    /** Whether the confirmation of this order of ours waits. */
    public function holds(int $orderId): bool
    {
        return $this->settings->holdsConfirmationMail() && $this->money->isAwaited($orderId);
    }
}
