<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** Small things worth remembering that are no secret: the last sweep, cached lists, what the certificate says. */
final class FactStore
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** @return array<array-key, mixed>|null */
    public function get(string $name, ?int $maxAgeSeconds = null): ?array
    {
        $row = $this->database->row('SELECT value, TIMESTAMPDIFF(SECOND, updated_at, UTC_TIMESTAMP(3)) AS age FROM xplugin_jtl_twint_fact WHERE name = :name', [
            'name' => $name,
        ]);
        if ($row === null || $maxAgeSeconds !== null && (int) $row['age'] > $maxAgeSeconds) {
            return null;
        }
        $value = json_decode((string) $row['value'], true);

        return is_array($value) ? $value : null;
    }

    /** In seconds; null where it was never put. */
    public function age(string $name): ?int
    {
        $row = $this->database->row('SELECT TIMESTAMPDIFF(SECOND, updated_at, UTC_TIMESTAMP(3)) AS age FROM xplugin_jtl_twint_fact WHERE name = :name', [
            'name' => $name,
        ]);

        return $row === null ? null : (int) $row['age'];
    }

    /** @param array<array-key, mixed> $value */
    public function put(string $name, array $value): void
    {
        $json = self::encoded($value);
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE value = :same_value, updated_at = UTC_TIMESTAMP(3)',
            ['name' => $name, 'value' => $json, 'same_value' => $json],
        );
    }

    /**
     * Puts what is not there yet.
     *
     * @param array<array-key, mixed> $value
     * @return bool true to one of those who put the same at the same moment
     */
    public function putNew(string $name, array $value): bool
    {
        $json = self::encoded($value);

        return $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE updated_at = IF(value = :same_value, updated_at, UTC_TIMESTAMP(3)), value = :value_again',
            ['name' => $name, 'value' => $json, 'same_value' => $json, 'value_again' => $json],
        ) > 0;
    }

    /**
     * What is put first stays, whoever puts it at the same moment.
     *
     * @param array<array-key, mixed> $value
     * @return array<array-key, mixed> as it stands from now on
     */
    public function putOnce(string $name, array $value): array
    {
        return $this->database->transaction(function () use ($name, $value): array {
            $this->database->execute('INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                    ON DUPLICATE KEY UPDATE name = name', [
                'name' => $name,
                'value' => self::encoded($value),
            ]);

            return $this->get($name) ?? $value;
        });
    }

    /**
     * As it stands in the table, for comparing there.
     *
     * @param array<array-key, mixed> $value
     */
    public static function encoded(array $value): string
    {
        return json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }

    /** Those whose names begin like this and that were put so many days ago. */
    public function forgetOld(string $prefix, int $days): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE :prefix AND updated_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY', [
            'prefix' => addcslashes($prefix, '%_\\') . '%',
            'days' => $days,
        ]);
    }

    /** Those whose names begin like this. */
    public function forgetAll(string $prefix): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE :prefix', [
            'prefix' => addcslashes($prefix, '%_\\') . '%',
        ]);
    }

    public function forget(string $name): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name = :name', ['name' => $name]);
    }
}
