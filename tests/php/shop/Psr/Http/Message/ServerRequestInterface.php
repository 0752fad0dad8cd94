<?php

declare(strict_types=1);

namespace Psr\Http\Message;

/** As far as the plugin asks it. */
interface ServerRequestInterface
{
    public function getMethod(): string;

    public function getHeaderLine(string $name): string;

    /** @return array<string, mixed> */
    public function getServerParams(): array;
}
