<?php

declare(strict_types=1);

namespace Twint\Demo;

/** What the browser asks for. */
final readonly class Request
{
    private function __construct(
        private string $method,
        private string $path,
        private string $userAgent,
    ) {
    }

    public static function current(): self
    {
        return new self(
            self::server('REQUEST_METHOD'),
            (string) parse_url(self::server('REQUEST_URI'), PHP_URL_PATH),
            self::server('HTTP_USER_AGENT'),
        );
    }

    /** `POST /payments/84760185-…/cancel`, with a star for the UUID. */
    public function route(): string
    {
        return "{$this->method} " . (string) preg_replace('#^/payments/[^/]+#', '/payments/*', $this->path);
    }

    /** The payment it is about, or nothing. */
    public function uuid(): string
    {
        return preg_match('#^/payments/([^/]+)#', $this->path, $found) === 1 ? $found[1] : '';
    }

    public function field(string $name): string
    {
        $value = $_POST[$name] ?? '';

        return is_string($value) ? trim($value) : '';
    }

    public function isForFileIn(string $directory): bool
    {
        return is_file("{$directory}/" . basename($this->path));
    }

    public function isAndroid(): bool
    {
        return str_contains($this->userAgent, 'Android');
    }

    private static function server(string $name): string
    {
        $value = $_SERVER[$name] ?? '';

        return is_string($value) ? $value : '';
    }
}
