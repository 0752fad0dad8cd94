<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use JTL\Router\Router;
use Laminas\Diactoros\Response\JsonResponse;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Services;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;

/** The sweep for a hosting's cron: GET with the secret in the path. A wrong secret finds nothing. */
final class CronEndpoint
{
    public const PATH = '/jtl-twint/cron/';

    /**
     * @param \Closure(): Sweep $sweep made only for who knows the secret
     * @param \Closure(): void $look writes to the merchant what is wrong
     */
    public function __construct(
        #[\SensitiveParameter]
        private readonly CronSecret $secret,
        private readonly \Closure $sweep,
        private readonly \Closure $look,
    ) {
    }

    public static function register(Router $router, Services $services): void
    {
        $router->addRoute(
            self::PATH . '{secret}',
            /** @param array<string, string> $arguments */
            static fn(ServerRequestInterface $request, array $arguments): ResponseInterface => (new self(
                $services->cronSecret(),
                $services->sweep(...),
                static fn() => $services->alarmWatch()->look(new \DateTimeImmutable()),
            ))->answer($arguments['secret'] ?? ''),
            'jtlTwintCron',
            ['GET', 'POST'],
        );
    }

    public function answer(#[\SensitiveParameter] string $secret): ResponseInterface
    {
        $headers = ['Cache-Control' => 'no-store', 'X-Robots-Tag' => 'noindex'];
        if (!$this->secret->matches($secret)) {
            return new JsonResponse(['error' => 'not found'], 404, $headers);
        }
        if (!Extension::isUsable()) {
            ($this->look)();

            return new JsonResponse(['error' => 'the PHP extension is missing'], 503, $headers);
        }
        session_write_close();
        // A hosting's cron often hangs up early.
        ignore_user_abort(true);
        $report = ($this->sweep)()->run();
        ($this->look)();

        return new JsonResponse($report->toArray(), $report->trouble === null ? 200 : 500, $headers);
    }
}
