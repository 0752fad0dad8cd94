<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\Mail\Mail\MailInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\ResumeLink;

/** The confirmation of an order that is not paid yet says how to get back to the payment: beside the payment's name. */
final class PayLinkInMail
{
    public function __construct(
        private readonly OurMethod $method,
        private readonly OrderGateway $orders,
        private readonly ResumeLink $link,
    ) {
    }

    /** @param MailInterface $mail the confirmation of an order */
    public function add(MailInterface $mail): void
    {
        $data = $mail->getData();
        $order = is_object($data) ? $data->tbestellung ?? null : null;
        if (
            !is_object($data)
            || !$order instanceof Bestellung
            || !$this->method->isOf((int) $order->kZahlungsart)
            || $this->orders->state((int) $order->kBestellung)?->isHeld() !== true
        ) {
            return;
        }
        $texts = BuyerTexts::in(Shop::Lang()->getIsoFromLangID((int) $order->kSprache)->cISO ?? '');
        // The shop goes on with its own.
        $copy = clone $order;
        $link = $texts->get('mail_link', $this->link->to((int) $order->kBestellung));
        $copy->cZahlungsartName = sprintf('%s – %s', (string) $order->cZahlungsartName, $link);
        // @mago-expect analysis:ambiguous-object-property-access (whatever object the shop fills its mails from)
        $data->tbestellung = $copy;
    }
}
