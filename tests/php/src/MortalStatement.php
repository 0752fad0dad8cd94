<?php

declare(strict_types=1);

namespace Twint\Tests;

/** Within a database transaction only its end counts: what comes before is undone. */
final class MortalStatement extends \PDOStatement
{
    protected function __construct(
        private readonly MortalDatabase $database,
    ) {
    }

    public function execute(?array $params = null): bool
    {
        if ($this->database->inTransaction() || preg_match('/^\s*SELECT/i', $this->queryString) === 1) {
            return parent::execute($params);
        }
        $this->database->point();
        $done = parent::execute($params);
        $this->database->point();

        return $done;
    }
}
