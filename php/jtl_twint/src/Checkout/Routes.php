<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Router\Router;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Services;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;

/**
 * The pay page's addresses: GET /jtl-twint/pay/{token} and below it GET status, POST cancel, POST retry, GET finish;
 * and GET /jtl-twint/order/{order}/{proof}, which leads there.
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
        'finish' => 'GET',
    ];

    /** Of one visitor on one attempt: twenty tabs that ask every two seconds. */
    private const QUESTIONS_PER_MINUTE = 600;
    private const DEEDS_PER_MINUTE = 10;
    /** Of one visitor with addresses that do not exist. */
    private const GUESSES_PER_MINUTE = 60;

    private function __construct(
        private readonly Services $services,
        private readonly RateLimit $limit,
    ) {
    }

    /** Costs nothing on the shop's other pages. */
    public static function register(Router $router, Services $services): void
    {
        $paths = [PayUrls::PREFIX => '{token}[/{action}]', ResumeLink::PREFIX => '{order}/{proof}'];
        foreach ($paths as $prefix => $rest) {
            if (!str_starts_with($router->getRequestUri(), $prefix)) {
                continue;
            }
            $answer = static fn(
                ServerRequestInterface $request,
                array $arguments,
                JTLSmarty $smarty,
            ): ResponseInterface => (new self($services, new RateLimit($services->database())))->answerWhateverHappens(
                $request,
                $arguments,
                $smarty,
            );
            $router->addRoute($prefix . $rest, $answer, 'jtl_twint_pay', self::METHODS);
        }
    }

    /**
     * The shop's router would show its page of what does not exist, and a buyer who waits would never get away from it.
     *
     * @param array<array-key, mixed> $arguments
     */
    private function answerWhateverHappens(
        ServerRequestInterface $request,
        array $arguments,
        JTLSmarty $smarty,
    ): ResponseInterface {
        try {
            return $this->answer($request, $arguments, $smarty);
        } catch (\Throwable $exception) {
            $this->services->logger()->error('TWINT: the pay page could not answer: {error}', [
                'error' => $exception->getMessage(),
            ]);
            if (($arguments['action'] ?? '') === 'status') {
                return Answer::unavailable();
            }
            // What was posted is not posted again; the page shows how it stands.
            $isPosted = $request->getMethod() === 'POST' && is_string($arguments['token'] ?? null);
            $next = $isPosted ? Shop::getURL() . PayUrls::PREFIX . rawurlencode($arguments['token']) : '';

            return Answer::unavailablePage(BuyerTexts::in(Shop::getLanguageCode() ?? ''), $next);
        }
    }

    /** @param array<array-key, mixed> $arguments */
    private function answer(ServerRequestInterface $request, array $arguments, JTLSmarty $smarty): ResponseInterface
    {
        $action = is_string($arguments['action'] ?? null) ? $arguments['action'] : 'page';
        $token = is_string($arguments['token'] ?? null) ? $arguments['token'] : '';
        $pages = new PayPageController($this->services, $smarty);
        $visitor = self::visitor($request);

        $transaction = $this->services->transactions()->byToken($token) ?? $this->ofMail($arguments);
        if ($transaction === null || !isset(self::ALLOWED[$action])) {
            $mayGuess = $this->limit->allows('guess|' . $visitor, self::GUESSES_PER_MINUTE);

            return match (true) {
                !$mayGuess => Answer::tooMany(),
                $action === 'page' => $pages->gone(),
                default => Answer::json(['error' => 'not found'], 404),
            };
        }
        $method = $request->getMethod() === 'HEAD' ? 'GET' : $request->getMethod();
        if ($method !== self::ALLOWED[$action]) {
            return Answer::wrongMethod(self::ALLOWED[$action]);
        }
        if (!$this->allows($action, $transaction->token, $visitor)) {
            return $action === 'status' ? Answer::tooMany() : $pages->busy();
        }
        if ($token === '') {
            return Answer::seeOther(PayUrls::page($transaction));
        }

        return $this->carryOut($action, $transaction, $request, $pages);
    }

    /**
     * The attempt that counts now of the order that a link in a mail names.
     *
     * @param array<array-key, mixed> $arguments
     */
    private function ofMail(array $arguments): ?Transaction
    {
        $order = (string) ($arguments['order'] ?? '');
        $proof = (string) ($arguments['proof'] ?? '');

        return ctype_digit($order) && $this->services->resumeLink()->isGenuine((int) $order, $proof)
            ? $this->services->transactions()->latestOfOrder((int) $order)
            : null;
    }

    private function carryOut(
        string $action,
        Transaction $transaction,
        ServerRequestInterface $request,
        PayPageController $pages,
    ): ResponseInterface {
        $attempts = new Attempts($this->services);

        return match ($action) {
            'status' => (new StatusController($attempts))->answer($transaction),
            'cancel' => (new CancelController($attempts))->answer($transaction),
            'retry' => (new RetryController($attempts))->answer($transaction),
            'finish' => (new FinishController($this->services->database()))->answer($transaction),
            default => $pages->show($transaction, $attempts, $request),
        };
    }

    private function allows(string $action, #[\SensitiveParameter] string $token, string $visitor): bool
    {
        return self::ALLOWED[$action] === 'POST'
            ? $this->limit->allows('deed|' . $token . '|' . $visitor, self::DEEDS_PER_MINUTE)
            : $this->limit->allows('ask|' . $token . '|' . $visitor, self::QUESTIONS_PER_MINUTE);
    }

    /** As the connection says it. What proxies add is not asked: anybody can write that. */
    private static function visitor(ServerRequestInterface $request): string
    {
        $address = $request->getServerParams()['REMOTE_ADDR'] ?? '';

        return is_string($address) ? $address : '';
    }
}
