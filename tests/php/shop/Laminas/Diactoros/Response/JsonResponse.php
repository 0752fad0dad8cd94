<?php

declare(strict_types=1);

namespace Laminas\Diactoros\Response;

use Psr\Http\Message\ResponseInterface;

/** As the one the shop brings along, as far as the tests look at it. */
final class JsonResponse implements ResponseInterface
{
    /** @param array<string, string> $headers */
    public function __construct(
        private readonly mixed $data,
        private readonly int $status = 200,
        private readonly array $headers = [],
    ) {
    }

    public function getPayload(): mixed
    {
        return $this->data;
    }

    public function getStatusCode(): int
    {
        return $this->status;
    }

    public function getHeaderLine(string $name): string
    {
        return $this->headers[$name] ?? '';
    }
}
