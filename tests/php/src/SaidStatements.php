<?php

declare(strict_types=1);

namespace Twint\Tests;

/** A connection that remembers what it was told to do. */
final class SaidStatements extends \PDO
{
    /** @var list<string> */
    public array $said = [];

    public function exec(string $statement): int|false
    {
        $this->said[] = $statement;

        return parent::exec($statement);
    }
}
