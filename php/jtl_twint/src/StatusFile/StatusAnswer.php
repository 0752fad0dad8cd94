<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

use Plugin\jtl_twint\src\Checkout\Answer;

/** An answer of the status file. The shop's classes for answers are not loaded here. */
final class StatusAnswer
{
    /**
     * @param array<string, scalar|null> $data
     * @param array<string, string> $headers
     */
    private function __construct(
        public readonly int $status,
        public readonly array $data,
        private readonly array $headers = [],
    ) {
    }

    /** @param array<string, scalar|null> $news of StatusNews */
    public static function news(array $news): self
    {
        return new self(200, $news);
    }

    /** Something happened, or the file cannot say. */
    public static function askTheShop(): self
    {
        return new self(200, ['ask' => 'shop']);
    }

    public static function unknown(): self
    {
        return new self(404, ['error' => 'not found']);
    }

    public static function wrongMethod(): self
    {
        return new self(405, ['error' => 'method not allowed'], ['Allow' => 'GET']);
    }

    /** The database is gone for a while; the shop could not even start. */
    public static function unavailable(): self
    {
        return new self(503, ['error' => 'unavailable'], ['Retry-After' => '5']);
    }

    public static function tooMany(): self
    {
        return new self(429, ['error' => 'too many requests'], ['Retry-After' => '30']);
    }

    public function send(): void
    {
        http_response_code($this->status);
        header_remove('Set-Cookie');
        header_remove('X-Powered-By');
        foreach (['Content-Type' => 'application/json'] + Answer::HEADERS + $this->headers as $name => $value) {
            header($name . ': ' . $value);
        }
        echo json_encode($this->data, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
    }
}
