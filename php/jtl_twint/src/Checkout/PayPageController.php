<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Checkout\Bestellung;
use JTL\Plugin\PluginInterface;
use JTL\Session\Frontend;
use JTL\Shop;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\OrderTotals;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;

/** Draws the pay page, the page of an order that has none, and the two pages a visitor gets who cannot have it. */
final class PayPageController
{
    /** Where the session remembers for which attempt it took over the order's language. */
    private const SPOKEN_FOR = 'jtl_twint_spoken_for';

    public function __construct(
        private readonly Attempts $attempts,
        private readonly OrderTotals $totals,
        private readonly ResumeLink $link,
        private readonly Settings $settings,
        private readonly PluginInterface $plugin,
        private readonly PageInShop $pages,
    ) {
    }

    public function show(Transaction $transaction, ServerRequestInterface $request): ResponseInterface
    {
        $transaction = $this->attempts->look($transaction);
        $isFailure = PayState::of($transaction)->isFailure();
        $another = $isFailure ? $this->attempts->another($transaction) : null;
        if ($another !== null) {
            return Answer::seeOther(PayUrls::page($another));
        }
        $this->speakTheOrdersLanguage($transaction);
        $notice = $request->getQueryParams()['notice'] ?? null;
        $waiting = $this->waiting($transaction, $request->getHeaderLine('User-Agent'));
        if ($waiting !== null) {
            // Also whoever came by the link of a mail, on another device.
            WaitingOrders::remember($transaction->orderId, $transaction->orderNumber);
        }
        $page = new PayPage(
            $transaction,
            $this->texts(),
            PageInShop::shopName(),
            $waiting,
            $isFailure && $this->attempts->canRetry($transaction),
            $isFailure && $this->attempts->canGiveUp($transaction),
            is_string($notice) ? Notice::tryFrom($notice) : null,
            $this->settings->giveUpAfterMinutes(),
            PayUrls::statusFile($transaction, $this->plugin->getPaths()->getFrontendURL()),
        );

        return $this->pages->draw($page, 'pay.tpl', $page->title(), PayUrls::page($transaction));
    }

    /** Of an order without an attempt: nothing is paid, and a button begins. */
    public function unpaid(Bestellung $order, string $payUrl, bool $canBegin, bool $failed): ResponseInterface
    {
        $page = new UnpaidPage(
            $this->texts(),
            PageInShop::shopName(),
            (string) $order->cBestellNr,
            Extension::isUsable()
                ? PayPage::money($this->totals->amount($order), $this->totals->currency($order))
                : null,
            $canBegin ? $payUrl : null,
            $failed ? Notice::RetryFailed : null,
        );

        return $this->pages->draw(
            $page,
            'unpaid.tpl',
            $this->texts()->get('unpaid_heading'),
            $this->link->to((int) $order->kBestellung),
        );
    }

    /** For addresses that lead nowhere, whatever the reason: a stranger learns nothing. */
    public function gone(): ResponseInterface
    {
        return $this->word('gone', 404);
    }

    /**
     * For whoever asks too often.
     *
     * @param string $back where the buyer goes on in a while: the address that was asked may be of a button, and cannot be loaded anew
     */
    public function busy(string $back): ResponseInterface
    {
        return $this->word('busy', 429, $back)->withHeader('Retry-After', '30');
    }

    private function waiting(Transaction $transaction, string $userAgent): ?Waiting
    {
        if (PayState::of($transaction) !== PayState::Waiting || (string) $transaction->pairingToken === '') {
            return null;
        }

        $device = Device::of($userAgent);

        return new Waiting(
            PairingCode::ofPayment($transaction),
            $this->texts(),
            $device,
            Device::isInsideAnApp($userAgent),
            $device === Device::Ios ? $this->attempts->bankApps() : [],
        );
    }

    private function word(string $key, int $status, ?string $back = null): ResponseInterface
    {
        $texts = $this->texts();
        $heading = $texts->get($key . '_heading');
        $page = [
            'texts' => $texts,
            'heading' => $heading,
            'line' => $texts->get($key . '_text'),
            'back' => $back,
        ];

        return $this->pages->draw($page, 'word.tpl', $heading, Shop::getURL() . '/', $status);
    }

    /**
     * On a second device the shop does not know the buyer's language yet, but the order does. Once per attempt, so that the
     * shop's own language menu works here too; and never for a customer who is logged in, whose account it would change.
     */
    private function speakTheOrdersLanguage(Transaction $transaction): void
    {
        if (($_SESSION[self::SPOKEN_FOR] ?? null) === $transaction->id) {
            return;
        }
        $_SESSION[self::SPOKEN_FOR] = $transaction->id;
        if (
            isset($_GET['lang'])
            || Frontend::getCustomer()->isLoggedIn()
            || Shop::getLanguageCode() === $transaction->language
        ) {
            return;
        }
        foreach (Frontend::getLanguages() as $language) {
            if ($language->getIso() === $transaction->language) {
                Shop::updateLanguage($language->getId(), $language->getIso());
            }
        }
    }

    private function texts(): BuyerTexts
    {
        $language = Shop::getLanguageCode() ?? '';

        return BuyerTexts::in($language, $this->settings->buyerTexts($language));
    }
}
