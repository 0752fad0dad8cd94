<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Admin\PermissionRows;
use Plugin\jtl_twint\src\Persistence\Database;

final class PermissionTest extends TestCase
{
    public function testThePermissionsAreListedOnceAndLeaveNothingBehind(): void
    {
        $world = World::fresh(new Twint());
        $pdo = $world->pdo;
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tadminrecht (cRecht VARCHAR(255) PRIMARY KEY, cBeschreibung VARCHAR(255) NOT NULL) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tadminrechtegruppe (cRecht VARCHAR(255), kAdminlogingruppe INT UNSIGNED) ENGINE=InnoDB',
        );
        $pdo->exec(
            "DELETE FROM tadminrecht; DELETE FROM tadminrechtegruppe; INSERT INTO tadminrecht VALUES ('CRON_VIEW', 'Cron')",
        );
        $names = static fn(string $table): array => $pdo->query(
            "SELECT cRecht FROM $table ORDER BY 1",
        )->fetchAll(\PDO::FETCH_COLUMN);
        $rows = new PermissionRows($world->get(Database::class));
        $rows->ensure();
        $rows->ensure();
        self::assertSame(['CRON_VIEW', 'JTL_TWINT_CONFIGURE', 'JTL_TWINT_MOVE_MONEY'], $names('tadminrecht'));
        $pdo->exec("INSERT INTO tadminrechtegruppe VALUES ('CRON_VIEW', 2), ('JTL_TWINT_CONFIGURE', 2)");
        $rows->remove();
        self::assertSame(['CRON_VIEW'], $names('tadminrecht'));
        self::assertSame(['CRON_VIEW'], $names('tadminrechtegruppe'));
    }
}
