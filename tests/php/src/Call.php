<?php

declare(strict_types=1);

namespace Twint\Tests;

use Psr\Http\Message\ServerRequestInterface;

/** A call of one of the plugin's addresses. */
final class Call implements ServerRequestInterface
{
    /** @param array<string, string> $headers */
    public function __construct(
        private readonly string $method = 'GET',
        private readonly array $headers = [],
        private readonly string $from = '192.0.2.7',
    ) {
    }

    public function getMethod(): string
    {
        return $this->method;
    }

    public function getHeaderLine(string $name): string
    {
        return $this->headers[$name] ?? '';
    }

    public function getServerParams(): array
    {
        return ['REMOTE_ADDR' => $this->from];
    }
}
