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
    public function allows(Throttled $what, int $everySeconds, string $of = ''): bool
    {
        return $this->database->execute(
            "INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, '[]', UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE updated_at = IF(updated_at < UTC_TIMESTAMP(3) - INTERVAL :seconds SECOND, UTC_TIMESTAMP(3), updated_at)",
            ['name' => $what->name($of), 'seconds' => $everySeconds],
        ) > 0;
    }

    public function allowAnew(Throttled $what, string $of = ''): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name = :name', ['name' => $what->name($of)]);
    }

    /** Each of several, or the one that there is. */
    public function allowEachAnew(Throttled $what): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name = :name OR name LIKE :prefix', [
            'name' => $what->name(),
            'prefix' => addcslashes($what->name(), '%_\\') . '.%',
        ]);
    }
}
