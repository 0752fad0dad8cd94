<?php

declare(strict_types=1);

namespace Twint\Chaos;

final class TrappedStatement extends \PDOStatement
{
    protected function __construct(
        private readonly TrappedDatabase $database,
        private readonly Trap $trap,
    ) {
    }

    public function execute(?array $params = null): bool
    {
        return $this->trap->around($this->database, $this->queryString, fn(): bool => parent::execute($params));
    }
}
