<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Router\Router;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Log\LoggerInterface;

/**
 * The pay page's addresses: GET /jtl-twint/pay/{token} and below it GET status, POST cancel, POST retry, POST other, GET finish;
 * and GET /jtl-twint/order/{order}/{proof}, which leads there, with POST pay below it for an order without an attempt.
 *
 * Every method is registered and the wrong ones are refused here: the shop's router answers them with its home page.
 */
final class Routes
{
    private const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
    /** What each address answers to. */
    private const ALLOWED = [
        'page' => 'GET',
        'status' => 'GET',
        'cancel' => 'POST',
        'retry' => 'POST',
        'other' => 'POST',
        'finish' => 'GET',
    ];

    /** What the link to an order answers to. */
    private const ALLOWED_OF_ORDER = ['page' => 'GET', 'pay' => 'POST'];

    /** Of one visitor on one attempt. */
    private const POSTS_PER_MINUTE = 10;
    /** Of one attempt. */
    private const NOTIFICATIONS_PER_MINUTE = 6;
    /** Of one visitor with addresses that do not exist. */
    private const GUESSES_PER_MINUTE = 60;

    public function __construct(
        private readonly RateLimit $limit,
        private readonly TransactionRepository $transactions,
        private readonly ResumeLink $link,
        private readonly Attempts $attempts,
        private readonly PayPageController $pages,
        private readonly OrderLinkController $orderLink,
        private readonly FinishController $finish,
        private readonly OtherWayController $otherWay,
        private readonly LoggerInterface $logger,
    ) {
    }

    /**
     * Costs nothing on the shop's other pages.
     *
     * @param \Closure(JTLSmarty): self $build
     */
    public static function register(Router $router, \Closure $build): void
    {
        $paths = [PayUrls::PREFIX => '{token}[/{action}]', ResumeLink::PREFIX => '{order}/{proof}[/{action}]'];
        foreach ($paths as $prefix => $rest) {
            if (!str_starts_with($router->getRequestUri(), $prefix)) {
                continue;
            }
            $answer = static fn(
                ServerRequestInterface $request,
                array $arguments,
                JTLSmarty $smarty,
            ): ResponseInterface => $build($smarty)->answerWhateverHappens($request, $arguments);
            $router->addRoute($prefix . $rest, $answer, 'jtl_twint_pay', self::METHODS);
        }
    }

    /**
     * The shop's router would show its page of what does not exist, and a buyer who waits would never get away from it.
     *
     * @param array<array-key, mixed> $arguments
     */
    private function answerWhateverHappens(ServerRequestInterface $request, array $arguments): ResponseInterface
    {
        try {
            return $this->answer($request, $arguments);
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: the pay page could not answer: {error}', [
                'error' => $exception->getMessage(),
            ]);
            if (($arguments['action'] ?? '') === 'status') {
                return Answer::unavailable();
            }
            // What was posted is not posted again; the page shows how it stands.
            $next = $request->getMethod() === 'POST' ? $this->pageOf($arguments) : '';

            return Answer::unavailablePage(BuyerTexts::in(Shop::getLanguageCode() ?? ''), $next);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    private function answer(ServerRequestInterface $request, array $arguments): ResponseInterface
    {
        $action = is_string($arguments['action'] ?? null) ? $arguments['action'] : 'page';
        $token = is_string($arguments['token'] ?? null) ? $arguments['token'] : '';
        $visitor = self::visitor($request);

        $orderId = $this->provenOrder($arguments);
        $transaction = $this->transactions->byToken($token);
        if ($action === 'notify' && $transaction !== null) {
            return $this->notified($transaction);
        }
        $allowed = $orderId === null ? self::ALLOWED : self::ALLOWED_OF_ORDER;
        if ($transaction === null && $orderId === null || !isset($allowed[$action])) {
            $mayGuess = $this->limit->allows('guess|' . $visitor, self::GUESSES_PER_MINUTE);

            return match (true) {
                !$mayGuess => Answer::tooMany(),
                $action === 'page' => $this->pages->gone(),
                default => Answer::json(['error' => 'not found'], 404),
            };
        }
        $method = $request->getMethod() === 'HEAD' ? 'GET' : $request->getMethod();
        if ($method !== $allowed[$action]) {
            return Answer::wrongMethod($allowed[$action]);
        }
        if (!$this->allows($method, $transaction->token ?? 'order' . (string) $orderId, $visitor)) {
            return $action === 'status' ? Answer::tooMany() : $this->pages->busy($this->pageOf($arguments));
        }
        if ($transaction !== null) {
            return $this->carryOut($action, $transaction, $request);
        }

        return $action === 'pay' ? $this->orderLink->begin((int) $orderId) : $this->orderLink->show((int) $orderId);
    }

    /**
     * The order that a link in a mail names, where the link is genuine.
     *
     * @param array<array-key, mixed> $arguments
     */
    private function provenOrder(array $arguments): ?int
    {
        $order = (string) ($arguments['order'] ?? '');
        $proof = (string) ($arguments['proof'] ?? '');

        return ctype_digit($order) && $this->link->isGenuine((int) $order, $proof) ? (int) $order : null;
    }

    /**
     * Where a page shows how it stands, after a form that could not be carried out.
     *
     * @param array<array-key, mixed> $arguments
     */
    private function pageOf(array $arguments): string
    {
        $orderId = $this->provenOrder($arguments);

        return match (true) {
            $orderId !== null => $this->link->to($orderId),
            is_string($arguments['token'] ?? null) => Shop::getURL()
                . PayUrls::PREFIX
                . rawurlencode($arguments['token']),
            default => '',
        };
    }

    private function carryOut(
        string $action,
        Transaction $transaction,
        ServerRequestInterface $request,
    ): ResponseInterface {
        return match ($action) {
            'status' => (new StatusController($this->attempts))->answer($transaction),
            'cancel' => (new CancelController($this->attempts))->answer($transaction),
            'retry' => (new RetryController($this->attempts))->answer($transaction),
            'other' => $this->otherWay->answer($transaction),
            'finish' => $this->finish->answer($transaction),
            default => $this->pages->show($transaction, $request),
        };
    }

    /** TWINT says that something changed, or anybody does who knows the address: TWINT is asked sooner, and whoever calls learns nothing. */
    private function notified(Transaction $transaction): ResponseInterface
    {
        if ($this->limit->allows('notify|' . $transaction->token, self::NOTIFICATIONS_PER_MINUTE)) {
            $this->attempts->lookNow($transaction);
        }

        return Answer::nothing();
    }

    private function allows(string $method, #[\SensitiveParameter] string $token, string $visitor): bool
    {
        return $method === 'POST'
            ? $this->limit->allows('post|' . $token . '|' . $visitor, self::POSTS_PER_MINUTE)
            : $this->limit->allowsQuestion($token, $visitor);
    }

    /** As the connection says it. What proxies add is not asked: anybody can write that. */
    private static function visitor(ServerRequestInterface $request): string
    {
        $address = $request->getServerParams()['REMOTE_ADDR'] ?? '';

        return is_string($address) ? $address : '';
    }
}
