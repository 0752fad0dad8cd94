<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\CartHelper;
use JTL\Catalog\Product\Preise;
use JTL\Checkout\Bestellung;
use JTL\Customer\Customer;
use JTL\DB\DbInterface;
use JTL\Helpers\Order;
use JTL\Language\LanguageHelper;
use JTL\Mail\Mail\Mail;
use JTL\Mail\Mail\MailInterface;
use JTL\Mail\Mailer;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\PayUrls;
use Plugin\jtl_twint\src\Express\Buyer;
use Plugin\jtl_twint\src\Express\ExpressState;
use Plugin\jtl_twint\src\Payment\Transaction;
use Psr\Log\LoggerInterface;

final class JtlMailGateway implements MailGateway
{
    public function __construct(
        private readonly DbInterface $shop,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function orderConfirmation(int $orderId): void
    {
        $this->send($orderId, \MAILTEMPLATE_BESTELLBESTAETIGUNG, 0);
    }

    public function paymentReceived(int $orderId): void
    {
        $this->send($orderId, \MAILTEMPLATE_BESTELLUNG_BEZAHLT, \ZAHLUNGSART_MAIL_EINGANG);
    }

    public function orderCancelled(int $orderId, bool $promised = false): void
    {
        $this->send($orderId, \MAILTEMPLATE_BESTELLUNG_STORNO, $promised ? 0 : \ZAHLUNGSART_MAIL_STORNO);
    }

    public function paymentNotMade(Transaction $transaction): void
    {
        $this->write($transaction, 'mail_not_made', [PayUrls::page($transaction)]);
    }

    public function paymentReserved(Transaction $transaction): void
    {
        $this->write($transaction, 'mail_reserved', [PayUrls::page($transaction)]);
    }

    public function partReceived(Transaction $transaction): void
    {
        $this->write(
            $transaction,
            'mail_part_received',
            [$transaction->captured, $transaction->amount],
            \ZAHLUNGSART_MAIL_EINGANG,
        );
    }

    public function paymentRefunded(Transaction $transaction, string $amount): void
    {
        $this->write($transaction, 'mail_refunded', [$amount, $transaction->refunded]);
    }

    public function orderGivenUp(Transaction $transaction): void
    {
        $this->write($transaction, 'mail_given_up', []);
    }

    public function notOrdered(#[\SensitiveParameter] Buyer $buyer, string $language, ExpressState $why): void
    {
        $form = $buyer->asForm();
        if ($form['email'] === '') {
            return;
        }
        $texts = BuyerTexts::in($language);
        try {
            $mail = new Mail();
            $mail->setLanguage(LanguageHelper::getAllLanguages(2)[$language] ?? LanguageHelper::getDefaultLanguage());
            Shop::Container()->get(Mailer::class)->send(self::ours(
                $mail,
                $form['email'],
                $form['vorname'] . ' ' . $form['nachname'],
                $texts->get('mail_not_ordered_subject', $mail->getFromName()),
                $texts->get('mail_not_ordered', $why->heading($texts), $why->text($texts), Shop::getURL()),
            ));
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: a mail about TWINT Express was not sent: {error}', [
                'error' => $exception->getMessage(),
            ]);
        }
    }

    /** @param int $onlyIf the bit that the merchant ticked at the payment method; 0: always */
    private function send(int $orderId, string $templateId, int $onlyIf): void
    {
        $this->post($orderId, static fn(
            Mail $mail,
            Bestellung $order,
            Customer $customer,
        ): ?MailInterface => self::isTicked($order, $onlyIf)
            ? $mail->createFromTemplateID($templateId, self::data($order, $customer))
            : null);
    }

    private static function isTicked(Bestellung $order, int $onlyIf): bool
    {
        return $onlyIf === 0 || ((int) ($order->Zahlungsart->nMailSenden ?? 0) & $onlyIf) !== 0;
    }

    /**
     * @param list<string> $values of the text, after the order's number
     * @param int $onlyIf as of send()
     */
    private function write(Transaction $transaction, string $text, array $values, int $onlyIf = 0): void
    {
        $texts = BuyerTexts::in($transaction->language);
        $this->post($transaction->orderId, static fn(
            Mail $mail,
            Bestellung $order,
            Customer $customer,
        ): ?MailInterface => !self::isTicked($order, $onlyIf)
            ? null
            : self::ours(
                $mail,
                (string) $customer->cMail,
                (string) $customer->cVorname . ' ' . (string) $customer->cNachname,
                $texts->get($text . '_subject', (string) $order->cBestellNr),
                $texts->get($text, (string) $order->cBestellNr, ...$values),
            ));
    }

    /** A mail in our own words. */
    private static function ours(Mail $mail, string $to, string $name, string $subject, string $text): MailInterface
    {
        return $mail
            // Only with a template does the shop do this by itself.
            ->setReplyToMail($mail->getFromMail())
            ->setReplyToName($mail->getFromName())
            ->setToMail($to)
            ->setToName(trim($name))
            ->setSubject($subject)
            ->setBodyText($text);
    }

    /** @param callable(Mail, Bestellung, Customer): ?MailInterface $compose null: nothing is to be sent */
    private function post(int $orderId, callable $compose): void
    {
        try {
            $order = (new Bestellung($orderId, false, $this->shop))->fuelleBestellung(false);
            $customer = new Customer((int) $order->kKunde, null, $this->shop);
            if (($customer->cMail ?? '') === '') {
                return;
            }
            $mail = new Mail();
            $mail->setLanguage(
                LanguageHelper::getAllLanguages(1)[(int) $order->kSprache] ?? LanguageHelper::getDefaultLanguage(),
            );
            $mail->setCustomerGroupID($customer->getGroupID());
            $composed = $compose($mail, $order, $customer);
            if ($composed !== null) {
                Shop::Container()->get(Mailer::class)->send($composed);
            }
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: a mail about order {id} was not sent: {error}', [
                'id' => $orderId,
                'error' => $exception->getMessage(),
            ]);
        }
    }

    /** What the shop's own templates expect. */
    private static function data(Bestellung $order, Customer $customer): \stdClass
    {
        $data = new \stdClass();
        $data->tkunde = $customer;
        $data->tbestellung = $order;
        $data->payments = $order->getIncommingPayments(false);
        $data->cVerfuegbarkeit_arr = ['cArtikelName_arr' => []];
        $total = (new Order($order))->getTotal(4);
        $data->totalLocalized = Preise::getLocalizedPriceWithoutFactor(
            $total->total[CartHelper::GROSS],
            $total->currency,
            false,
        );

        return $data;
    }
}
