<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** Single statements, as Database sends them. */
interface Statements
{
    /**
     * @param array<string, scalar|null> $parameters
     * @return int rows that changed
     */
    public function execute(string $sql, array $parameters = []): int;

    /**
     * @param array<string, scalar|null> $parameters
     * @return array<string, string|null>|null
     */
    public function row(string $sql, array $parameters = []): ?array;
}
