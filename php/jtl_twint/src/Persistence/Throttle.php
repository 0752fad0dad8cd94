<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** Lets a thing be done by one process, once in an interval, on all of the shop's servers together. */
final class Throttle
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** True to one of those who ask within so many seconds, until somebody lets it be done anew. */
    public function allows(string $what, int $everySeconds): bool
    {
        return $this->database->execute(
            "INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, '[]', UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE updated_at = IF(updated_at < UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND, UTC_TIMESTAMP(3), updated_at)",
            ['name' => $what, 'seconds' => $everySeconds],
        ) > 0;
    }

    public function allowAnew(string $what): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name = :name', ['name' => $what]);
    }
}
