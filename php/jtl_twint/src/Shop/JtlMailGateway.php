<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\CartHelper;
use JTL\Catalog\Product\Preise;
use JTL\Checkout\Bestellung;
use JTL\Customer\Customer;
use JTL\Helpers\Order;
use JTL\Language\LanguageHelper;
use JTL\Mail\Mail\Mail;
use JTL\Mail\Mailer;
use JTL\Shop;
use Plugin\jtl_twint\src\Persistence\Database;
use Psr\Log\LoggerInterface;

final class JtlMailGateway implements MailGateway
{
    public function __construct(
        private readonly Database $database,
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

    public function orderCancelled(int $orderId): void
    {
        $this->send($orderId, \MAILTEMPLATE_BESTELLUNG_STORNO, \ZAHLUNGSART_MAIL_STORNO);
    }

    /** @param int $onlyIf the bit that the merchant ticked at the payment method; 0: always */
    private function send(int $orderId, string $templateId, int $onlyIf): void
    {
        try {
            $order = (new Bestellung($orderId, false, $this->database->shop()))->fuelleBestellung(false);
            $wanted = $onlyIf === 0 || ((int) ($order->Zahlungsart->nMailSenden ?? 0) & $onlyIf) !== 0;
            $customer = new Customer((int) $order->kKunde, null, $this->database->shop());
            if (!$wanted || ($customer->cMail ?? '') === '') {
                return;
            }
            $mail = new Mail();
            $language = LanguageHelper::getAllLanguages(1)[(int) $order->kSprache] ?? null;
            if ($language !== null) {
                $mail->setLanguage($language);
            }
            $mail->setCustomerGroupID($customer->getGroupID());
            Shop::Container()
                ->get(Mailer::class)
                ->send($mail->createFromTemplateID($templateId, self::data($order, $customer)));
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
