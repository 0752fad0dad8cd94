<?php

declare(strict_types=1);

namespace Twint\Tests;

/**
 * A connection whose process is killed before or after its nth write, as the environment says. What lies between two
 * writes are calls of TWINT, so these points are before and after each of those, too.
 */
final class MortalDatabase extends \PDO
{
    public const DIES_AT = 'TWINT_TESTS_DIES_AT';

    private int $passed = 0;
    private readonly int $last;

    /** @param array<int, mixed> $options */
    public function __construct(string $dsn, string $user, #[\SensitiveParameter] string $password, array $options)
    {
        $this->last = (int) getenv(self::DIES_AT);
        parent::__construct($dsn, $user, $password, $options);
        $this->setAttribute(self::ATTR_STATEMENT_CLASS, [MortalStatement::class, [$this]]);
    }

    public function commit(): bool
    {
        $this->point();
        $done = parent::commit();
        $this->point();

        return $done;
    }

    public function point(): void
    {
        if (++$this->passed === $this->last) {
            posix_kill((int) getmypid(), SIGKILL);
        }
    }
}
