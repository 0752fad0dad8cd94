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
use JTL\Language\LanguageModel;
use JTL\Mail\Mail\Mail;
use JTL\Mail\Mailer;
use JTL\Mail\Template\TemplateFactory;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\PayPage;
use Plugin\jtl_twint\src\Checkout\PayUrls;
use Plugin\jtl_twint\src\Checkout\ResumeLink;
use Plugin\jtl_twint\src\Express\Buyer;
use Plugin\jtl_twint\src\Express\ExpressState;
use Plugin\jtl_twint\src\Payment\Transaction;
use Psr\Log\LoggerInterface;

/**
 * By the shop's templates and, for what it has none, by those of the plugin. A template that the merchant switched off is a mail
 * that they do not want; one that is missing is logged, and rings the bell.
 */
final class JtlMailGateway implements MailGateway
{
    private const ENGLISH = 'eng';

    public function __construct(
        private readonly DbInterface $shop,
        private readonly MailTemplates $templates,
        private readonly ResumeLink $link,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function orderConfirmation(int $orderId): void
    {
        $this->send($orderId, \MAILTEMPLATE_BESTELLBESTAETIGUNG);
    }

    public function paymentReceived(int $orderId): void
    {
        $this->send($orderId, \MAILTEMPLATE_BESTELLUNG_BEZAHLT, \ZAHLUNGSART_MAIL_EINGANG);
    }

    public function orderCancelled(int $orderId, bool $promised = false): void
    {
        $this->send($orderId, \MAILTEMPLATE_BESTELLUNG_STORNO, $promised ? 0 : \ZAHLUNGSART_MAIL_STORNO);
    }

    public function recipient(int $orderId): Recipient
    {
        $customer = $this->customer(new Bestellung($orderId, false, $this->shop));

        return new Recipient(
            trim((string) $customer->cVorname . ' ' . (string) $customer->cNachname),
            (string) $customer->cMail,
        );
    }

    public function paymentLink(int $orderId, string $amount): bool
    {
        return $this->send($orderId, $this->templates->id(MailTemplate::PaymentLink), 0, [
            'amount' => $amount,
            'link' => $this->link->to($orderId),
        ]);
    }

    public function paymentNotMade(Transaction $transaction): void
    {
        $this->tell($transaction, MailTemplate::PaymentNotMade, [
            'amount' => PayPage::money($transaction->amount),
            'link' => PayUrls::page($transaction),
        ]);
    }

    public function paymentReserved(Transaction $transaction): void
    {
        $this->tell($transaction, MailTemplate::PaymentReserved, [
            'amount' => PayPage::money($transaction->amount),
            'link' => PayUrls::page($transaction),
        ]);
    }

    public function partReceived(Transaction $transaction): void
    {
        $this->tell(
            $transaction,
            MailTemplate::PartReceived,
            [
                'amount' => PayPage::money($transaction->captured),
                'confirmed' => PayPage::money($transaction->amount),
            ],
            \ZAHLUNGSART_MAIL_EINGANG,
        );
    }

    public function paymentRefunded(Transaction $transaction, string $amount): void
    {
        $this->tell($transaction, MailTemplate::PaymentRefunded, [
            'amount' => PayPage::money($amount),
            'sum' => PayPage::money($transaction->refunded),
        ]);
    }

    public function orderGivenUp(Transaction $transaction): void
    {
        $this->tell($transaction, MailTemplate::OrderGivenUp, [
            'amount' => PayPage::money($transaction->amount),
        ]);
    }

    public function notOrdered(#[\SensitiveParameter] Buyer $buyer, string $language, ExpressState $why): void
    {
        $form = $buyer->asForm();
        if ($form['email'] === '') {
            return;
        }
        $customer = new Customer();
        $customer->cVorname = $form['vorname'];
        $customer->cNachname = $form['nachname'];
        $customer->cMail = $form['email'];
        $texts = BuyerTexts::in($language);
        $data = (object) [
            'tkunde' => $customer,
            'reason' => $why->heading($texts),
            'explanation' => $why->text($texts),
            'link' => Shop::getURL(),
        ];
        try {
            $this->post($this->templates->id(MailTemplate::NotOrdered), $language, $customer->getGroupID(), $data);
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: a mail about TWINT Express was not sent: {error}', [
                'error' => $exception->getMessage(),
            ]);
        }
    }

    /** @param array<string, string> $values what info.xml's templates call $oPluginMail->… */
    private function tell(Transaction $transaction, MailTemplate $template, array $values, int $onlyIf = 0): void
    {
        $this->send($transaction->orderId, $this->templates->id($template), $onlyIf, $values);
    }

    /**
     * @param int $onlyIf the bit that the merchant ticked at the payment method; 0: always
     * @param array<string, string> $values
     * @return bool whether the shop's mailer took it
     */
    private function send(int $orderId, string $templateId, int $onlyIf = 0, array $values = []): bool
    {
        try {
            $order = (new Bestellung($orderId, false, $this->shop))->fuelleBestellung(false);
            $customer = $this->customer($order);
            if (($customer->cMail ?? '') === '' || !self::isTicked($order, $onlyIf)) {
                return false;
            }

            return $this->post(
                $templateId,
                Shop::Lang()->getIsoFromLangID((int) $order->kSprache)->cISO ?? '',
                $customer->getGroupID(),
                self::data($order, $customer, $values),
            );
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: a mail about order {id} was not sent: {error}', [
                'id' => $orderId,
                'error' => $exception->getMessage(),
            ]);

            return false;
        }
    }

    private function customer(Bestellung $order): Customer
    {
        return new Customer((int) $order->kKunde, null, $this->shop);
    }

    private static function isTicked(Bestellung $order, int $onlyIf): bool
    {
        return $onlyIf === 0 || ((int) ($order->Zahlungsart->nMailSenden ?? 0) & $onlyIf) !== 0;
    }

    /**
     * @param string $language its code of three letters
     * @return bool whether the shop's mailer took it; false also where the merchant switched the template off
     * @throws \Throwable where the template is missing
     */
    private function post(string $templateId, string $language, int $customerGroup, \stdClass $data): bool
    {
        $template = (new TemplateFactory(Shop::Container()->getDB()))->getTemplate(
            $templateId,
        ) ?? throw new \RuntimeException('Its template is missing.');
        foreach (self::languages($language) as $possible) {
            // Asked before the mail is composed: a shop before 5.3 sends none in a language without a text.
            $model = $template->load($possible->getId(), $customerGroup);
            if ($model?->getActive() === false) {
                return false;
            }
            if ($model?->getText($possible->getId()) === '') {
                continue;
            }
            $mail = new Mail();
            $mail->setLanguage($possible);
            $mail->setCustomerGroupID($customerGroup);

            // By its identifier alone, a shop before 5.3 takes the language of the visitor.
            return Shop::Container()->get(Mailer::class)->send($mail->createFromTemplate($template, $data, $possible));
        }

        throw new \RuntimeException('Its template has a text in no language.');
    }

    /**
     * The one that is wished first. A language that was added to the shop later has no texts until the merchant writes them.
     *
     * @return list<LanguageModel>
     */
    private static function languages(string $wished): array
    {
        $all = LanguageHelper::getAllLanguages(2);

        return [
            ...array_values(array_filter([$all[$wished] ?? null, $all[self::ENGLISH] ?? null])),
            LanguageHelper::getDefaultLanguage(),
        ];
    }

    /**
     * What the shop's own templates expect, and ours.
     *
     * @param array<string, string> $values
     */
    private static function data(Bestellung $order, Customer $customer, array $values): \stdClass
    {
        $data = (object) $values;
        $data->orderNumber = (string) $order->cBestellNr;
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
