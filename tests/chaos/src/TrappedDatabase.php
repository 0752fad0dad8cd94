<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\Servers;

/** The shop's connection to its database, with a trap at every statement. */
final class TrappedDatabase extends \PDO
{
    private ?Trap $trap = null;

    public function set(Trap $trap): void
    {
        $this->trap = $trap;
        $this->setAttribute(\PDO::ATTR_STATEMENT_CLASS, [TrappedStatement::class, [$this, $trap]]);
    }

    public function beginTransaction(): bool
    {
        return $this->through('BEGIN', parent::beginTransaction(...));
    }

    public function commit(): bool
    {
        return $this->through('COMMIT', parent::commit(...));
    }

    public function rollBack(): bool
    {
        return $this->through('ROLLBACK', parent::rollBack(...));
    }

    public function directly(string $statement): void
    {
        parent::exec($statement);
    }

    /** The server ends this connection. */
    public function cut(): void
    {
        Servers::kill($this);
    }

    private function through(string $statement, callable $deed): bool
    {
        return $this->trap === null ? $deed() : $this->trap->around($this, $statement, $deed);
    }
}
