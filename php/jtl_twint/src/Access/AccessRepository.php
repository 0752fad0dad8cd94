<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

use Plugin\jtl_twint\src\Persistence\Database;

/** The sets of access data, without their secrets. */
final class AccessRepository
{
    private const SELECT = 'SELECT id, name, is_on, languages, domains, customer_groups, version,
            TIMESTAMPDIFF(SECOND, switched_off_at, UTC_TIMESTAMP(3)) AS seconds_off
        FROM xplugin_jtl_twint_access_data ';

    /** @var array<int, AccessData>|null read once, until one is saved */
    private ?array $read = null;

    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** @return list<AccessData> the oldest first */
    public function all(): array
    {
        return array_values($this->read());
    }

    /** @return list<AccessData> those that payments may begin with */
    public function on(): array
    {
        return array_values(array_filter($this->read(), static fn(AccessData $set): bool => $set->isOn));
    }

    /** Whether the merchant has to be told which of them is spoken of. */
    public function areSeveral(): bool
    {
        return count($this->read()) > 1;
    }

    public function find(int $id): ?AccessData
    {
        return $this->read()[$id] ?? null;
    }

    /** What the merchant calls the one that a payment was begun with; of one that is deleted by now only its number is known. */
    public function labelOf(int $id): string
    {
        return $id === AccessKey::NONE ? '–' : $this->find($id)?->label() ?? sprintf(__('twint.set.number'), $id);
    }

    /** The same, where there are or were others to tell it from; empty for the only one. */
    public function labelAmongOthers(int $id): string
    {
        $isOnly = $id === AccessKey::NONE || !$this->areSeveral() && $this->find($id) !== null;

        return $isOnly ? '' : $this->labelOf($id);
    }

    /** One more, off and without a rule: it begins nothing until the merchant says what it is for. */
    public function add(string $name): int
    {
        $this->database->execute("INSERT INTO xplugin_jtl_twint_access_data (name, languages, domains, customer_groups)
            VALUES (:name, '[]', '[]', '[]')", ['name' => $name]);
        $this->read = null;

        return $this->database->lastId();
    }

    /** @return bool false: somebody else has saved or deleted it since this version */
    public function save(int $id, int $version, string $name, bool $isOn, AccessRule $rule): bool
    {
        // Their order counts: MySQL assigns from left to right.
        $saved = $this->database->execute('UPDATE xplugin_jtl_twint_access_data
            SET switched_off_at = IF(:on, NULL, IF(is_on, UTC_TIMESTAMP(3), switched_off_at)), is_on = :is_on, name = :name,
                languages = :languages, domains = :domains, customer_groups = :groups, version = version + 1
            WHERE id = :id AND version = :version', [
            'on' => (int) $isOn,
            'is_on' => (int) $isOn,
            'name' => $name,
            'languages' => json_encode($rule->languages, JSON_THROW_ON_ERROR),
            'domains' => json_encode($rule->domains, JSON_THROW_ON_ERROR),
            'groups' => json_encode($rule->customerGroups, JSON_THROW_ON_ERROR),
            'id' => $id,
            'version' => $version,
        ]);
        $this->read = null;

        return $saved === 1;
    }

    /** @return bool false: somebody else has saved or deleted it since this version */
    public function delete(int $id, int $version): bool
    {
        $deleted = $this->database->execute('DELETE FROM xplugin_jtl_twint_access_data WHERE id = :id AND version = :version AND is_on = 0', [
            'id' => $id,
            'version' => $version,
        ]);
        $this->read = null;

        return $deleted === 1;
    }

    /** @return array<int, AccessData> by id */
    private function read(): array
    {
        if ($this->read === null) {
            $this->read = [];
            foreach ($this->database->rows(self::SELECT . 'ORDER BY id') as $row) {
                $this->read[(int) $row['id']] = AccessData::fromRow($row);
            }
        }

        return $this->read;
    }
}
