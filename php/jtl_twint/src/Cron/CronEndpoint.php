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

    public static function register(Router $router, Services $services): void
    {
        $router->addRoute(
            self::PATH . '{secret}',
            /** @param array<string, string> $arguments */
            static fn(ServerRequestInterface $request, array $arguments): ResponseInterface => self::answer(
                $services,
                $arguments['secret'] ?? '',
            ),
            'jtlTwintCron',
            ['GET', 'POST'],
        );
    }

    private static function answer(Services $services, #[\SensitiveParameter] string $secret): ResponseInterface
    {
        $headers = ['Cache-Control' => 'no-store', 'X-Robots-Tag' => 'noindex'];
        if (!$services->cronSecret()->matches($secret)) {
            return new JsonResponse(['error' => 'not found'], 404, $headers);
        }
        if (!Extension::isUsable()) {
            return new JsonResponse(['error' => 'the PHP extension is missing'], 503, $headers);
        }
        session_write_close();
        // A hosting's cron often hangs up early.
        ignore_user_abort(true);
        $report = $services->sweep()->run();

        return new JsonResponse($report->toArray(), $report->trouble === null ? 200 : 500, $headers);
    }
}
