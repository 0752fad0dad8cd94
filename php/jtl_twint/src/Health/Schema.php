<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Persistence\Database;

/** Whether the plugin's tables are those that this code was written for. */
final class Schema
{
    private const PREFIX = 'xplugin_jtl_twint_';
    public const TABLES = [
        'access_data',
        'check_in',
        'commit_mark',
        'event',
        'fact',
        'failing',
        'operation',
        'operation_position',
        'order_rate',
        'order_turn',
        'position',
        'secret',
        'transaction',
        'visit',
        'wawi',
        'word',
    ];

    /** @param string $folder of the plugin, with its Migrations */
    public function __construct(
        private readonly Database $database,
        private readonly string $folder,
    ) {
    }

    /** What the merchant has to do; null: nothing. */
    public function problem(): ?Sentence
    {
        if ($this->pending() !== []) {
            return new Sentence('twint.schema.update');
        }
        $missing = $this->missing();

        return $missing === []
            ? null
            : new Sentence('twint.schema.missing', self::PREFIX . implode(', ' . self::PREFIX, $missing));
    }

    /** @return list<string> tables that are not there */
    private function missing(): array
    {
        $there = array_map(
            static fn(array $row): string => substr((string) $row['name'], strlen(self::PREFIX)),
            $this->database->rows('SELECT TABLE_NAME AS name FROM information_schema.TABLES
                    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE :prefix', [
                'prefix' => addcslashes(self::PREFIX, '_') . '%',
            ]),
        );

        return array_values(array_diff(self::TABLES, $there));
    }

    /** @return list<string> migrations that were uploaded and not carried out: "Update" was not clicked yet */
    private function pending(): array
    {
        $files = glob($this->folder . 'Migrations/Migration*.php');
        $uploaded = array_map(
            static fn(string $file): string => substr(basename($file, '.php'), strlen('Migration')),
            $files === false ? [] : $files,
        );
        $done = array_map(
            static fn(array $row): string => (string) $row['id'],
            $this->database->rows('SELECT kMigration AS id FROM tpluginmigration WHERE pluginID = :plugin', [
                'plugin' => 'jtl_twint',
            ]),
        );

        return array_values(array_diff($uploaded, $done));
    }
}
