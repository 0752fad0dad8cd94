<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\Database;

/** What the merchant chose, where the shop keeps its plugins' settings: its updates and backups carry them along. */
final class SettingStore
{
    /** @var array<string, string>|null read once, until they are saved */
    private ?array $read = null;

    public function __construct(
        private readonly Database $database,
        private readonly int $pluginId,
    ) {
    }

    /** @return array<string, string> by name; what was never saved is missing */
    public function all(): array
    {
        return $this->read ??= $this->read();
    }

    /** @return array<string, string> */
    private function read(): array
    {
        $values = [];
        foreach ($this->database->rows('SELECT cName, cWert FROM tplugineinstellungen WHERE kPlugin = :plugin', [
            'plugin' => $this->pluginId,
        ]) as $row) {
            $values[(string) $row['cName']] = (string) $row['cWert'];
        }

        return $values;
    }

    /**
     * All of them or none.
     *
     * @param array<string, string> $values by name
     */
    public function save(array $values): void
    {
        $this->read = null;
        $this->database->transaction(function () use ($values): void {
            $rows = [];
            foreach ($values as $name => $value) {
                $this->database->execute('DELETE FROM tplugineinstellungen WHERE kPlugin = :plugin AND cName = :name', [
                    'plugin' => $this->pluginId,
                    'name' => $name,
                ]);
                $rows[] = ['kPlugin' => $this->pluginId, 'cName' => $name, 'cWert' => $value];
            }
            $this->database->insertAll('tplugineinstellungen', $rows);
        });
    }
}
