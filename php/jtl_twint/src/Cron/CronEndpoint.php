<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use JTL\Router\Router;
use Laminas\Diactoros\Response\JsonResponse;
use Plugin\jtl_twint\src\Checkout\RateLimit;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\AlarmWatch;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Log\LoggerInterface;

/** The sweep for a hosting's cron: GET with the secret in the path. A wrong secret finds nothing. */
final class CronEndpoint
{
    public const PATH = '/jtl-twint/cron/';

    /** Cron calls once; several servers and a human who tries it stay far below. */
    private const CALLS_PER_MINUTE = 30;
    private const GUESSES_PER_MINUTE = 20;

    private const HEADERS = ['Cache-Control' => 'no-store', 'X-Robots-Tag' => 'noindex'];

    public function __construct(
        #[\SensitiveParameter]
        private readonly CronSecret $secret,
        private readonly RateLimit $limit,
        private readonly Sweep $sweep,
        private readonly AlarmWatch $alarms,
        private readonly LoggerInterface $logger,
    ) {
    }

    /**
     * Costs nothing on the shop's other pages.
     *
     * @param \Closure(): self $build
     */
    public static function register(Router $router, \Closure $build): void
    {
        $router->addRoute(
            self::PATH . '{secret}',
            /** @param array<string, string> $arguments */
            static fn(
                ServerRequestInterface $request,
                array $arguments,
            ): ResponseInterface => $build()->answerWhateverHappens($request, $arguments['secret'] ?? ''),
            'jtlTwintCron',
            ['GET', 'POST'],
        );
    }

    /** The shop's router would say that there is no such address, and whoever set the cron job up would look for a mistake there. */
    public function answerWhateverHappens(
        ServerRequestInterface $request,
        #[\SensitiveParameter]
        string $secret,
    ): ResponseInterface {
        try {
            return $this->answer($request, $secret);
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT: the cron address could not answer: {error}', [
                'error' => $exception->getMessage(),
            ]);

            return new JsonResponse(['error' => 'unavailable'], 503, self::HEADERS + ['Retry-After' => '60']);
        }
    }

    private function answer(
        ServerRequestInterface $request,
        #[\SensitiveParameter]
        string $secret,
    ): ResponseInterface {
        if (!$this->secret->matches($secret)) {
            $address = $request->getServerParams()['REMOTE_ADDR'] ?? '';
            $mayGuess = $this->limit->allows(
                'cron guess|' . (is_string($address) ? $address : ''),
                self::GUESSES_PER_MINUTE,
            );

            return $mayGuess ? new JsonResponse(['error' => 'not found'], 404, self::HEADERS) : self::tooMany();
        }
        if (self::onlyLooks($request)) {
            return new JsonResponse(['swept' => false], 200, self::HEADERS);
        }
        if (!$this->limit->allows('cron', self::CALLS_PER_MINUTE)) {
            return self::tooMany();
        }
        if (!Extension::isUsable()) {
            $this->alarms->look(new \DateTimeImmutable());

            return new JsonResponse(['error' => 'the PHP extension is missing'], 503, self::HEADERS);
        }
        session_write_close();
        // A hosting's cron often hangs up early.
        ignore_user_abort(true);
        $report = $this->sweep->run();
        $this->alarms->look(new \DateTimeImmutable());

        return new JsonResponse($report->toArray(), $report->trouble === null ? 200 : 500, self::HEADERS);
    }

    /** What checks an address in a mail, or fetches it in case somebody clicks, starts nothing. */
    private static function onlyLooks(ServerRequestInterface $request): bool
    {
        return $request->getMethod() === 'HEAD'
        || str_contains($request->getHeaderLine('Sec-Purpose') . $request->getHeaderLine('Purpose'), 'prefetch');
    }

    private static function tooMany(): ResponseInterface
    {
        return new JsonResponse(['error' => 'too many calls'], 429, self::HEADERS + ['Retry-After' => '60']);
    }
}
