<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Persistence\Database;

/** The permissions in the shop's tables, where its administration of users finds them. */
final class PermissionRows
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function ensure(): void
    {
        foreach (Permission::cases() as $permission) {
            $this->database->execute('INSERT INTO tadminrecht (cRecht, cBeschreibung) VALUES (:name, :description)
                    ON DUPLICATE KEY UPDATE cBeschreibung = :same_description', [
                'name' => $permission->value,
                'description' => $permission->description(),
                'same_description' => $permission->description(),
            ]);
        }
    }

    public function remove(): void
    {
        foreach (Permission::cases() as $permission) {
            $this->database->execute('DELETE FROM tadminrechtegruppe WHERE cRecht = :name', [
                'name' => $permission->value,
            ]);
            $this->database->execute('DELETE FROM tadminrecht WHERE cRecht = :name', ['name' => $permission->value]);
        }
    }
}
