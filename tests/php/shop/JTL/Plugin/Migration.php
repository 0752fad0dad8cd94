<?php

declare(strict_types=1);

namespace JTL\Plugin;

/** As the shop's: it runs statements and, like the shop's, does not say that one failed. */
class Migration
{
    public function __construct(
        private readonly \PDO $pdo,
        private readonly bool $deleteData = false,
        private readonly bool $saysFalse = false,
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

    /** @return object|false|null false, as a shop before 5.3 says where there is none; null from then on */
    public function fetchOne(string $sql): object|false|null
    {
        try {
            $row = $this->pdo->query($sql)->fetchObject();
        } catch (\PDOException) {
            $row = false;
        }

        return $row === false && !$this->saysFalse ? null : $row;
    }
}
