<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use JTL\Router\Router;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Checkout\Answer;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\PayPageController;
use Plugin\jtl_twint\src\Checkout\RateLimit;
use Plugin\jtl_twint\src\Extension;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Log\LoggerInterface;

/** The addresses of TWINT Express: POST /jtl-twint/express/begin; GET /jtl-twint/express/{token} and below it GET status, POST cancel. */
final class ExpressRoutes
{
    /** Every one is registered and the wrong ones are refused here: the shop's router answers them with its home page. */
    private const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

    private const BEGIN = 'begin';

    /** What each address answers to. */
    private const ALLOWED = [self::BEGIN => 'POST', 'page' => 'GET', 'status' => 'GET', 'cancel' => 'POST'];

    /** Of one visitor with one basket or check-in: each begins one at TWINT, or ends it. */
    private const POSTS_PER_MINUTE = 10;
    /** Of one address, which may be that of a proxy before many visitors. */
    private const POSTS_OF_ADDRESS_PER_MINUTE = 240;
    /** Of one visitor with addresses that do not exist. */
    private const GUESSES_PER_MINUTE = 60;

    public function __construct(
        private readonly RateLimit $limit,
        private readonly CheckInRepository $checkIns,
        private readonly ExpressController $express,
        private readonly PayPageController $pages,
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
        if (!str_starts_with($router->getRequestUri(), ExpressUrls::PREFIX)) {
            return;
        }
        $answer = static fn(
            ServerRequestInterface $request,
            array $arguments,
            JTLSmarty $smarty,
        ): ResponseInterface => $build($smarty)->answerWhateverHappens($request, $arguments);
        $router->addRoute(ExpressUrls::PREFIX . '{token}[/{action}]', $answer, 'jtl_twint_express', self::METHODS);
    }

    /** @param array<array-key, mixed> $arguments */
    private function answerWhateverHappens(ServerRequestInterface $request, array $arguments): ResponseInterface
    {
        $token = is_string($arguments['token'] ?? null) ? $arguments['token'] : '';
        $begins = !isset($arguments['action']) && hash_equals(ExpressUrls::BEGIN, $token);
        $action = match (true) {
            $begins => self::BEGIN,
            !isset($arguments['action']) => 'page',
            // Not below a token.
            !is_string($arguments['action']), $arguments['action'] === self::BEGIN => '',
            default => $arguments['action'],
        };
        try {
            return Extension::isUsable()
                ? $this->answer($request, $token, $action)
                : $this->unavailable($action, $request->getMethod());
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT Express could not answer: {error}', ['error' => $exception->getMessage()]);

            return $this->unavailable($action, $request->getMethod());
        }
    }

    private function answer(
        ServerRequestInterface $request,
        #[\SensitiveParameter]
        string $token,
        string $action,
    ): ResponseInterface {
        $visitor = $request->getServerParams()['REMOTE_ADDR'] ?? '';
        $visitor = is_string($visitor) ? $visitor : '';
        $checkIn = $this->checkIns->byToken($token);
        if ($checkIn === null && $action !== self::BEGIN || !isset(self::ALLOWED[$action])) {
            return match (true) {
                !$this->limit->allows('guess|' . $visitor, self::GUESSES_PER_MINUTE) => Answer::tooMany(),
                $action === 'page' => $this->pages->gone(),
                default => Answer::json(['error' => 'not found'], 404),
            };
        }
        $method = $request->getMethod() === 'HEAD' ? 'GET' : $request->getMethod();
        if ($action === self::BEGIN && $method === 'GET') {
            // The page that asks for ticks has this address: reloaded, or in another language.
            return Answer::seeOther(ExpressUrls::basket());
        }
        if ($method !== self::ALLOWED[$action]) {
            return Answer::wrongMethod(self::ALLOWED[$action]);
        }
        $isAllowed = $method === 'POST'
            ? $this->limit->allows(
                'express|' . ($checkIn->token ?? (string) session_id()) . '|' . $visitor,
                self::POSTS_PER_MINUTE,
            ) && $this->limit->allows('express|' . $visitor, self::POSTS_OF_ADDRESS_PER_MINUTE)
            : $this->limit->allowsQuestion($token, $visitor);
        if (!$isAllowed) {
            return $action === 'status'
                ? Answer::tooMany()
                : $this->pages->busy($checkIn === null ? ExpressUrls::basket() : ExpressUrls::page($checkIn));
        }
        if ($checkIn === null) {
            return $this->express->begin();
        }

        return match ($action) {
            'status' => $this->express->status($checkIn),
            'cancel' => $this->express->cancel($checkIn),
            default => $this->express->show($checkIn, $request),
        };
    }

    private function unavailable(string $action, string $method): ResponseInterface
    {
        return $action === 'status'
            ? Answer::unavailable()
            : Answer::unavailablePage(
                BuyerTexts::in(Shop::getLanguageCode() ?? ''),
                // What was posted is not posted again.
                $method === 'POST' ? ExpressUrls::basket() : '',
            );
    }
}
