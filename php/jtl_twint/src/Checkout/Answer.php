<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Laminas\Diactoros\Response\JsonResponse;
use Laminas\Diactoros\Response\RedirectResponse;
use Psr\Http\Message\ResponseInterface;

/** Answers of these pages: never cached, never indexed, and the address with its token goes to nobody. */
final class Answer
{
    private const HEADERS = [
        'Cache-Control' => 'no-store',
        'Referrer-Policy' => 'no-referrer',
        'X-Robots-Tag' => 'noindex, nofollow',
        'X-Content-Type-Options' => 'nosniff',
    ];

    /** @param array<string, scalar|null> $data */
    public static function json(array $data, int $status = 200): ResponseInterface
    {
        return new JsonResponse($data, $status, self::HEADERS);
    }

    /** After a POST, so that a reload repeats nothing. */
    public static function seeOther(string $url): ResponseInterface
    {
        return new RedirectResponse($url, 303, self::HEADERS);
    }

    public static function page(ResponseInterface $page, int $status = 200): ResponseInterface
    {
        foreach (self::HEADERS as $name => $value) {
            $page = $page->withHeader($name, $value);
        }

        // Nobody shall lay something invisible over "cancel".
        return $page->withHeader('X-Frame-Options', 'DENY')->withStatus($status);
    }

    public static function wrongMethod(string $allowed): ResponseInterface
    {
        return self::json(['error' => 'method not allowed'], 405)->withHeader('Allow', $allowed);
    }

    public static function tooMany(): ResponseInterface
    {
        return self::json(['error' => 'too many requests'], 429)->withHeader('Retry-After', '30');
    }
}
