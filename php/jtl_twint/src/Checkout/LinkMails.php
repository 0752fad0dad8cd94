<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;
use Plugin\jtl_twint\src\Shop\OrderTotals;
use Psr\Log\LoggerInterface;

/**
 * Sends the link that pays an order by an admin's wish: again, or for the first time where Wawi made the order. It leads to the
 * attempt that counts when it is followed. Only where Extension::isUsable().
 */
final class LinkMails
{
    private const PAUSE_SECONDS = 300;

    public function __construct(
        private readonly OrderGateway $orders,
        private readonly OrderTotals $totals,
        private readonly PaymentService $payments,
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
        private readonly MailGateway $mails,
        private readonly ResumeLink $link,
        private readonly Throttle $throttle,
        private readonly SentLinks $sent,
        private readonly Settings $settings,
        private readonly LiveShop $liveShop,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function letter(string $orderNumber): LinkLetter
    {
        $orderId = $this->orders->byNumber($orderNumber);
        $order = $orderId === null ? null : $this->orders->load($orderId);
        if ($orderId === null || $order === null) {
            return new LinkLetter(0, $orderNumber, '', '', '', null, '', LinkRefusal::NoOrder);
        }
        $recipient = $this->mails->recipient($orderId);

        return new LinkLetter(
            $orderId,
            $orderNumber,
            $recipient->name,
            $recipient->address,
            PayPage::money($this->totals->amount($order), $this->totals->currency($order)),
            $this->sent->secondsAgo($orderId),
            $this->sent->by($orderId),
            $this->refusal($orderId, $order) ?? ($recipient->address === '' ? LinkRefusal::NoAddress : null),
        );
    }

    /**
     * @param string $address that the admin saw and confirmed
     * @return LinkRefusal|null null: it was sent
     */
    public function send(string $orderNumber, #[\SensitiveParameter] string $address, string $admin): ?LinkRefusal
    {
        $letter = $this->letter($orderNumber);
        if ($letter->refusal !== null || $letter->address !== $address) {
            return $letter->refusal ?? LinkRefusal::Changed;
        }
        $order = (string) $letter->orderId;
        if (!$this->throttle->allows(Throttled::LinkMail, self::PAUSE_SECONDS, $order)) {
            return LinkRefusal::TooSoon;
        }
        if (!$this->mails->paymentLink($letter->orderId, $letter->amount)) {
            $this->throttle->allowAnew(Throttled::LinkMail, $order);

            return LinkRefusal::NotSent;
        }
        $this->sent->note($letter->orderId, $admin);
        $this->note($letter, $admin);

        return null;
    }

    private function note(LinkLetter $letter, string $admin): void
    {
        $attempt = $this->transactions->shownOfOrder($letter->orderId);
        if ($attempt !== null) {
            $this->events->note($attempt, Initiator::admin($admin), 'link_sent');
        }
        $this->logger->notice('TWINT: {admin} had the link that pays order {number} sent to its buyer.', [
            'admin' => $admin,
            'number' => $letter->orderNumber,
        ]);
    }

    private function refusal(int $orderId, Bestellung $order): ?LinkRefusal
    {
        // A copy of the live shop writes to nobody.
        if (!$this->liveShop->mayTouch($this->settings->environment())) {
            return LinkRefusal::Copy;
        }
        $state = $this->orders->state($orderId);
        $why = \Twint\why_no_link(
            OrderState::standing($state),
            $this->transactions->shownOfOrder($orderId)?->phase(),
            $this->payments->buyersTurn($orderId),
            $state?->isOurs ?? false,
            $this->payments->isPayable($order),
            $this->link->lives($orderId),
        );

        return $why === null ? null : LinkRefusal::from($why->value);
    }
}
