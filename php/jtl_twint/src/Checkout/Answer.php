<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Laminas\Diactoros\Response\EmptyResponse;
use Laminas\Diactoros\Response\HtmlResponse;
use Laminas\Diactoros\Response\JsonResponse;
use Laminas\Diactoros\Response\RedirectResponse;
use Psr\Http\Message\ResponseInterface;

/** Answers of these pages: never cached, never indexed, and the address with its token goes to nobody. */
final class Answer
{
    /** A lock, a database that does not take writes: mostly a matter of seconds. */
    private const LATER_SECONDS = 5;

    public const HEADERS = [
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

    /** For the script, and for whoever else asks for data. */
    public static function unavailable(): ResponseInterface
    {
        return self::later(self::json(['error' => 'unavailable'], 503));
    }

    /**
     * For a person: it needs nothing of the shop, which is in trouble, and tries again by itself.
     *
     * @param string $url where it tries; empty: itself
     */
    public static function unavailablePage(BuyerTexts $texts, string $url): ResponseInterface
    {
        $escaped = static fn(string $text): string => htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
        $html = sprintf(
            '<!DOCTYPE html><html lang="%1$s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            . '<meta http-equiv="refresh" content="%2$d;url=%3$s"><title>%4$s</title></head>'
            . '<body style="font: 1.1rem/1.5 sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem">'
            . '<h1 style="font-size: 1.5rem">%4$s</h1><p>%5$s</p><p><a href="%3$s">%6$s</a></p></body></html>',
            $escaped($texts->language),
            self::LATER_SECONDS,
            $escaped($url),
            $escaped($texts->get('later_heading')),
            $escaped($texts->get('later_text')),
            $escaped($texts->get('later_again')),
        );

        return self::later(self::page(new HtmlResponse($html), 503));
    }

    private static function later(ResponseInterface $answer): ResponseInterface
    {
        return $answer->withHeader('Retry-After', (string) self::LATER_SECONDS);
    }

    public static function wrongMethod(string $allowed): ResponseInterface
    {
        return self::json(['error' => 'method not allowed'], 405)->withHeader('Allow', $allowed);
    }

    /** There is nothing to say. */
    public static function nothing(): ResponseInterface
    {
        return new EmptyResponse(204, self::HEADERS);
    }

    public static function tooMany(): ResponseInterface
    {
        return self::json(['error' => 'too many requests'], 429)->withHeader('Retry-After', '30');
    }
}
