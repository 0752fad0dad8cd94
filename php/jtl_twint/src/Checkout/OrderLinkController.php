<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Checkout\Bestellung;
use JTL\Shop;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\NotPayableException;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;
use Psr\Http\Message\ResponseInterface;
use Psr\Log\LoggerInterface;

/** The link to an order in a mail leads to the attempt that counts; where there is none, the buyer begins the first. */
final class OrderLinkController
{
    public function __construct(
        private readonly OrderGateway $orders,
        private readonly PaymentService $payments,
        private readonly TransactionRepository $transactions,
        private readonly ResumeLink $link,
        private readonly LoggerInterface $logger,
        private readonly PayPageController $pages,
    ) {
    }

    public function show(int $orderId): ResponseInterface
    {
        return $this->toAttempt($orderId) ?? $this->unpaid($orderId, false);
    }

    public function begin(int $orderId): ResponseInterface
    {
        $order = $this->orders->load($orderId);
        if ($order === null || !$this->canBegin($order)) {
            return $this->show($orderId);
        }
        try {
            $language = Shop::Lang()->getIsoFromLangID((int) $order->kSprache)->cISO ?? 'ger';

            return $this->to($this->payments->begin($order, $language));
        } catch (NotPayableException) {
            return $this->show($orderId);
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: the payment of order {number} could not be noted: {error}', [
                'number' => (string) $order->cBestellNr,
                'error' => $exception->getMessage(),
            ]);

            return $this->unpaid($orderId, true);
        }
    }

    private function toAttempt(int $orderId): ?ResponseInterface
    {
        $attempt = $this->transactions->shownOfOrder($orderId);

        return $attempt === null ? null : $this->to($attempt);
    }

    private function to(Transaction $attempt): ResponseInterface
    {
        return Answer::seeOther(PayUrls::page($attempt));
    }

    /** @param bool $failed whether the buyer just tried in vain */
    private function unpaid(int $orderId, bool $failed): ResponseInterface
    {
        $order = $this->orders->load($orderId);
        $state = $this->orders->state($orderId);
        // Whatever else became of it, in Wawi or by hand, is not for this page to judge.
        if ($order === null || $state === null || !$state->isCancelled() && !self::awaitsFirstAttempt($state)) {
            return $this->pages->gone();
        }

        return $this->pages->unpaid($order, $this->link->pay($orderId), $this->canBegin($order), $failed);
    }

    private function canBegin(Bestellung $order): bool
    {
        return Extension::isUsable() && $this->payments->canBegin($order);
    }

    /** Without the extension: as far as the order itself says that it waits for its payment, or that Wawi made it for TWINT. */
    private static function awaitsFirstAttempt(OrderState $state): bool
    {
        return Extension::isUsable()
            ? $state->awaitsFirstAttempt()
            : $state->waitsForPayment() || $state->isOpen() && $state->isOurs && !$state->isDated;
    }
}
