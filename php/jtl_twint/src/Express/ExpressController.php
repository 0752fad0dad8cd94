<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use JTL\Helpers\Form;
use JTL\Helpers\Request;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\Answer;
use Plugin\jtl_twint\src\Checkout\Attempts;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\Device;
use Plugin\jtl_twint\src\Checkout\Notice;
use Plugin\jtl_twint\src\Checkout\PageInShop;
use Plugin\jtl_twint\src\Checkout\PairingCode;
use Plugin\jtl_twint\src\Checkout\PayState;
use Plugin\jtl_twint\src\Checkout\PayUrls;
use Plugin\jtl_twint\src\Checkout\Waiting;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Settings\ExpressPlace;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Log\LoggerInterface;

/** Begins a check-in, shows it, tells its page's script how it stands, ends it. Only where Extension::isUsable(). */
final class ExpressController
{
    private const SOON_MS = 500;

    public function __construct(
        private readonly CheckIns $checkIns,
        private readonly CheckInRepository $rows,
        private readonly VisitorsCheckIn $visitors,
        private readonly ExpressOffer $offer,
        private readonly ExpressShop $shop,
        private readonly TransactionRepository $transactions,
        private readonly Attempts $attempts,
        private readonly PageInShop $pages,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** A button was pressed. One session has one check-in at a time, and a second click finds it. */
    public function begin(): ResponseInterface
    {
        try {
            $asked = $this->shop->consents();
            $given = Consent::given($asked, $_POST);
            $basket = Form::validateToken() ? $this->wanted($given) : null;
        } catch (NotAddedException $exception) {
            return Answer::seeOther($exception->page);
        }
        if ($basket === null) {
            return $this->impossible();
        }
        $wereShown = isset($_POST[ExpressUrls::ASKED]);
        // Asked at each press: what was ticked for the code that still waits says nothing about what the buyer wants now.
        if ($asked !== [] && !($wereShown && Consent::areEnough($asked, $given))) {
            return $this->ask($basket, $asked, $given, $wereShown);
        }
        $before = $this->visitors->findOpen();
        if ($before !== null && !$this->visitors->isOf($basket, $given)) {
            $this->closed(fn(): CheckIn => $this->checkIns->end($before, CheckIn::LEFT));
            // While the session was closed, a second click may have begun another.
            $before = $this->visitors->findOpen();
        }
        if ($before !== null && $this->visitors->isOf($basket, $given)) {
            return Answer::seeOther(ExpressUrls::page($before));
        }

        return $this->beginWith($basket, $given);
    }

    /** @param array<string, string> $given */
    private function beginWith(Basket $basket, array $given): ResponseInterface
    {
        try {
            $checkIn = $this->checkIns->begin($basket, function (CheckIn $written) use ($basket, $given): void {
                // Before TWINT is asked, and with the session still held: so a second click finds it.
                $this->visitors->remember($written, $basket, $given);
                session_write_close();
            });
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT Express could not begin: {error}', ['error' => $exception->getMessage()]);

            return $this->impossible();
        } finally {
            self::openSession();
        }

        return Answer::seeOther(ExpressUrls::page($checkIn));
    }

    /**
     * @param array<string, string> $consents of Consent::given()
     * @throws NotAddedException
     */
    private function wanted(array $consents): ?Basket
    {
        $place = self::place();

        return $this->closed(fn(): ?Basket => $place === ExpressPlace::Article
            ? $this->offer->article($_POST, $consents)
            : $this->offer->basket($place, $consents), true);
    }

    public function show(CheckIn $checkIn, ServerRequestInterface $request): ResponseInterface
    {
        $checkIn = $this->look($checkIn);
        $payPage = $this->payPage($checkIn);
        if ($payPage !== null) {
            return Answer::seeOther($payPage);
        }
        $notice = $request->getQueryParams()['notice'] ?? null;
        $texts = $this->texts();
        $page = new ExpressPage(
            $checkIn,
            $texts,
            new Bought($checkIn->net, $checkIn->shipping, $this->rows->lines($checkIn), PageInShop::shopName()),
            $this->waiting($checkIn, $request->getHeaderLine('User-Agent')),
            is_string($notice) ? Notice::tryFrom($notice) : null,
            $this->laws($texts),
            $this->visitors->isCustomersOwn($checkIn),
        );

        return $this->pages->draw($page, 'express.tpl', $page->heading, ExpressUrls::page($checkIn));
    }

    /**
     * Before the code: what is bought, and what is to be ticked.
     *
     * @param list<Consent> $asked
     * @param array<string, string> $given
     */
    private function ask(Basket $basket, array $asked, array $given, bool $isIncomplete): ResponseInterface
    {
        $texts = $this->texts();
        $page = new ConsentPage(
            $texts,
            new Bought($basket->net, $basket->shipping, $basket->lines, PageInShop::shopName()),
            $asked,
            $given,
            $isIncomplete,
            $_POST,
            $basket->page ?? ExpressUrls::basket(),
        );

        return $this->pages->draw($page, 'express-consent.tpl', $texts->get('express_heading'), ExpressUrls::begin());
    }

    public function status(CheckIn $checkIn): ResponseInterface
    {
        $began = (int) hrtime(true);
        $checkIn = $this->look($checkIn);
        $asked = intdiv((int) hrtime(true) - $began, 1_000_000);
        $state = ExpressState::of($checkIn);
        $payPage = $this->payPage($checkIn);

        return Answer::json([
            // What the page's script follows at once.
            'state' => $payPage === null ? $state->value : 'superseded',
            'onPhone' => $state === ExpressState::Waiting && $checkIn->onPhone,
            'secondsLeft' => $state === ExpressState::Waiting ? self::secondsLeft($checkIn) : 0,
            'next' => max(self::SOON_MS, $checkIn->millisecondsUntilDue),
            'asked' => $asked,
            'done' => $state->isOver(),
            'retry' => false,
            'redirect' => $payPage,
        ]);
    }

    public function cancel(CheckIn $checkIn): ResponseInterface
    {
        $checkIn = $this->closed(fn(): CheckIn => $this->checkIns->end($checkIn, CheckIn::LEFT));

        return Answer::seeOther(ExpressUrls::page(
            $checkIn,
            ExpressState::of($checkIn) === ExpressState::Waiting ? Notice::CancelFailed : null,
        ));
    }

    private function look(CheckIn $checkIn): CheckIn
    {
        return $this->closed(fn(): CheckIn => $this->checkIns->look($checkIn));
    }

    /** Where the order is paid, once there is one; its basket is empty from then on. */
    private function payPage(CheckIn $checkIn): ?string
    {
        $transaction = $checkIn->transactionId === null ? null : $this->transactions->find($checkIn->transactionId);
        if ($transaction === null) {
            return null;
        }
        $transaction = $this->attempts->look($transaction);
        if (in_array(
            PayState::of($transaction),
            [PayState::Preparing, PayState::Waiting, PayState::Processing],
            true,
        )) {
            // It needs nothing of the buyer: this page waits for it.
            return null;
        }
        $this->visitors->finish($checkIn, $transaction);

        // The pay page opened on a payment that is paid already would stay: the thanks follow from here.
        return PayState::of($transaction)->isSuccess() ? PayUrls::finish($transaction) : PayUrls::page($transaction);
    }

    /**
     * The session is closed while TWINT is asked and the order is written: see ShopSession. Afterwards it is open for whoever has
     * something to note in it: that a check-in begins, or that its basket is empty.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function closed(callable $work, bool $isNoted = false): mixed
    {
        if (session_status() === PHP_SESSION_ACTIVE) {
            session_write_close();
        }
        try {
            return $work();
        } finally {
            if ($isNoted || VisitorsCheckIn::isThere()) {
                self::openSession();
            }
        }
    }

    private static function openSession(): void
    {
        if (session_status() !== PHP_SESSION_ACTIVE && !headers_sent()) {
            session_start();
        }
    }

    private function waiting(CheckIn $checkIn, string $userAgent): ?Waiting
    {
        if (ExpressState::of($checkIn) !== ExpressState::Waiting) {
            return null;
        }
        $device = Device::of($userAgent);
        $left = self::secondsLeft($checkIn);

        return new Waiting(
            new PairingCode(
                (string) $checkIn->pairingToken,
                $checkIn->qrCode,
                null,
                $left,
                $left === 0,
                $checkIn->onPhone,
                ExpressUrls::page($checkIn, Notice::AppMissing),
                ExpressUrls::cancel($checkIn),
            ),
            $this->texts(),
            $device,
            Device::isInsideAnApp($userAgent),
            $device === Device::Ios ? $this->attempts->bankApps() : [],
        );
    }

    private static function secondsLeft(CheckIn $checkIn): int
    {
        return max(0, CheckIn::PATIENCE_SECONDS - $checkIn->ageSeconds);
    }

    /** @return list<array{label: string, url: string}> */
    private function laws(BuyerTexts $texts): array
    {
        $links = [];
        foreach ([
            'express_terms' => \LINKTYP_AGB,
            'express_withdrawal' => \LINKTYP_WRB,
            'express_privacy' => \LINKTYP_DATENSCHUTZ,
        ] as $text => $type) {
            try {
                $url = Shop::Container()->getLinkService()->getSpecialPage($type)->getURL();
            } catch (\Throwable) {
                // A shop without this page.
                continue;
            }
            if ($url !== '') {
                $links[] = ['label' => $texts->get($text), 'url' => $url];
            }
        }

        return $links;
    }

    /** Back to where the button is. */
    private function impossible(): ResponseInterface
    {
        Shop::Container()->getAlertService()->addDanger($this->texts()->get('express_impossible'), 'jtlTwint_express', [
            'saveInSession' => true,
        ]);

        return Answer::seeOther(
            self::place() === ExpressPlace::Article
                ? Shop::getURL() . '/?a=' . Request::postInt('a')
                : ExpressUrls::basket(),
        );
    }

    private static function place(): ExpressPlace
    {
        $word = $_POST[ExpressUrls::PLACE] ?? '';

        return (is_string($word) ? ExpressPlace::tryFrom($word) : null) ?? ExpressPlace::Basket;
    }

    private function texts(): BuyerTexts
    {
        return BuyerTexts::in(Shop::getLanguageCode() ?? '');
    }
}
