<?php

declare(strict_types=1);

namespace Twint\Tests;

/** A connection that says of the transaction that writes the first order that it failed, once it took effect. */
final class MuteCommit extends \PDO
{
    private const UNKNOWN_ERROR = 1105;

    private bool $wasMute = false;

    public function commit(): bool
    {
        $isOrder = !$this->wasMute && $this->query('SELECT COUNT(*) FROM tbestellung')->fetchColumn() !== '0';
        $done = parent::commit();
        if ($isOrder) {
            $this->wasMute = true;
            $failure = new \PDOException('unknown');
            $failure->errorInfo = ['HY000', self::UNKNOWN_ERROR, 'unknown'];
            throw $failure;
        }

        return $done;
    }
}
