<?php

declare(strict_types=1);

namespace Psr\Http\Message;

/** The part of PSR-7, which the shop brings along, that the tests look at. */
interface ResponseInterface
{
    public function getStatusCode(): int;

    public function getHeaderLine(string $name): string;
}
