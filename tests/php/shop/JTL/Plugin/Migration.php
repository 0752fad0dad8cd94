<?php

declare(strict_types=1);

namespace JTL\Plugin;

/** As the shop's: it runs statements and, like the shop's, does not say that one failed. */
class Migration
{
    public function __construct(
        private readonly \PDO $pdo,
        private readonly bool $deleteData = false,
    ) {
    }

    public function doDeleteData(): bool
    {
        return $this->deleteData;
    }

    public function execute(string $sql): int
    {
        try {
            return (int) $this->pdo->exec($sql);
        } catch (\PDOException) {
            return 0;
        }
    }

    public function fetchOne(string $sql): ?object
    {
        $row = $this->pdo->query($sql)->fetchObject();

        return $row === false ? null : $row;
    }
}
