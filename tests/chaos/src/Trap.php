<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\Cluster;
use Twint\Tests\Servers;

/** Counts the statements of a request and strikes at one of them. */
final class Trap
{
    public int $statements = 0;
    public ?string $struck = null;
    /** Of the cluster. */
    public ?int $nodeDied = null;

    /** @param int|null $nodeDiesAt before which statement the node of the cluster dies */
    public function __construct(
        private readonly ?Misfortune $misfortune,
        private readonly ?int $nodeDiesAt = null,
    ) {
    }

    /**
     * @template T
     * @param callable(): T $deed
     * @return T
     */
    public function around(TrappedDatabase $database, string $statement, callable $deed): mixed
    {
        $this->statements++;
        if ($this->statements === $this->nodeDiesAt) {
            $this->nodeDied = Servers::node();
            Cluster::kill(Servers::folder(), Servers::node());
        }
        $misfortune = $this->misfortune;
        if (
            !$misfortune instanceof DatabaseFault && !$misfortune instanceof Death
            || $misfortune->nth !== $this->statements
        ) {
            return $deed();
        }
        $this->struck = substr(trim((string) preg_replace('/\s+/', ' ', $statement)), 0, 90);
        switch ($misfortune->what) {
            case Death::BEFORE:
                self::die();
            // no break
            case Death::AFTER:
                $deed();
                self::die();
            // no break
            case DatabaseFault::DEADLOCK:
                // The server has rolled the transaction back when it says so.
                $database->directly('ROLLBACK');
                throw self::error('40001', 1213, 'Deadlock found when trying to get lock; try restarting transaction');
            case DatabaseFault::LOCK_TIMEOUT:
                throw self::error('HY000', 1205, 'Lock wait timeout exceeded; try restarting transaction');
            case DatabaseFault::ANSWER_LOST:
                $deed();
                $database->cut();
                throw self::error('HY000', 2013, 'Lost connection to server during query');
            default:
                $database->cut();

                return $deed();
        }
    }

    public function databaseIsGone(): bool
    {
        return $this->struck !== null && $this->misfortune?->kind() === DatabaseFault::GONE;
    }

    public static function die(): never
    {
        posix_kill(getmypid(), SIGKILL);
        while (true) {
            usleep(1000);
        }
    }

    private static function error(string $state, int $code, string $text): \PDOException
    {
        $exception = new \PDOException("SQLSTATE[$state]: $code $text");
        $exception->errorInfo = [$state, $code, $text];

        return $exception;
    }
}
