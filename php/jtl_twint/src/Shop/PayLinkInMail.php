<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\DB\DbInterface;
use JTL\Mail\Mail\MailInterface;
use JTL\Mail\Template\OrderConfirmation;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\ResumeLink;
use Plugin\jtl_twint\src\Payment\AwaitedMoney;

/** The confirmation of an order that is not paid yet says how to get back to the payment: beside the payment's name. */
final class PayLinkInMail
{
    public function __construct(
        private readonly DbInterface $shop,
        private readonly OurMethod $method,
        private readonly AwaitedMoney $money,
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
            || !$this->money->isAwaited((int) $order->kBestellung)
        ) {
            return;
        }
        $texts = BuyerTexts::in(Shop::Lang()->getIsoFromLangID((int) $order->kSprache)->cISO ?? '');
        $address = $this->link->to((int) $order->kBestellung);
        $words = $texts->get('mail_link_words');
        $written = $texts->get('mail_link', $words . ': ' . $address);
        $this->linkInHtml(
            $mail,
            $written,
            $texts->get('mail_link', sprintf(
                '<a href="%s">%s</a>',
                htmlspecialchars($address),
                htmlspecialchars($words),
            )),
        );
        // The shop goes on with its own.
        $copy = clone $order;
        $copy->cZahlungsartName = sprintf('%s – %s', (string) $order->cZahlungsartName, $written);
        // @mago-expect analysis:ambiguous-object-property-access (whatever object the shop fills its mails from)
        $data->tbestellung = $copy;
    }

    private function linkInHtml(MailInterface $mail, string $written, string $linked): void
    {
        $template = $mail->getTemplate();
        if ($template === null || $template::class !== OrderConfirmation::class) {
            // Another plugin's: there the address stays written out.
            return;
        }
        $ours = new ConfirmationWithLink($this->shop);
        $ours->load($mail->getLanguage()->getId(), $mail->getCustomerGroupID());
        $ours->replace($written, $linked);
        $mail->setTemplate($ours);
    }
}
