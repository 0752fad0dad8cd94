<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/**
 * The table of small things worth remembering that are no secret. What they are, its users say: ShopIdentity, AnswerCache, ReportStore,
 * SweepCursor and whoever notes what somebody did.
 */
final class FactStore
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** @return array<array-key, mixed>|null */
    public function get(Fact $fact, string $of = ''): ?array
    {
        $row = $this->database->row('SELECT value FROM xplugin_jtl_twint_fact WHERE name = :name', [
            'name' => $fact->name($of),
        ]);
        $value = json_decode((string) ($row['value'] ?? ''), true);

        return is_array($value) ? $value : null;
    }

    /** In seconds; null where it was never put. */
    public function age(Fact $fact, string $of = ''): ?int
    {
        $row = $this->database->row('SELECT TIMESTAMPDIFF(SECOND, updated_at, UTC_TIMESTAMP(3)) AS age FROM xplugin_jtl_twint_fact WHERE name = :name', [
            'name' => $fact->name($of),
        ]);

        return $row === null ? null : (int) $row['age'];
    }

    /** @param array<array-key, mixed> $value */
    public function put(Fact $fact, array $value, string $of = ''): void
    {
        $json = self::encoded($value);
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE value = :same_value, updated_at = UTC_TIMESTAMP(3)',
            ['name' => $fact->name($of), 'value' => $json, 'same_value' => $json],
        );
    }

    /**
     * Puts what is not there yet.
     *
     * @param array<array-key, mixed> $value
     * @return bool true to one of those who put the same at the same moment
     */
    public function putNew(Fact $fact, array $value, string $of = ''): bool
    {
        $json = self::encoded($value);

        return $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE updated_at = IF(value = :same_value, updated_at, UTC_TIMESTAMP(3)), value = :value_again',
            ['name' => $fact->name($of), 'value' => $json, 'same_value' => $json, 'value_again' => $json],
        ) > 0;
    }

    /**
     * What is put first stays, whoever puts it at the same moment.
     *
     * @param array<array-key, mixed> $value
     * @return array<array-key, mixed> as it stands from now on
     */
    public function putOnce(Fact $fact, array $value, string $of = ''): array
    {
        return $this->database->transaction(function () use ($fact, $value, $of): array {
            $this->database->execute('INSERT INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                    ON DUPLICATE KEY UPDATE name = name', [
                'name' => $fact->name($of),
                'value' => self::encoded($value),
            ]);

            return $this->get($fact, $of) ?? $value;
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

    /** Each of several that was put so many days ago. */
    public function forgetOld(Fact $fact, int $days): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE :prefix AND updated_at < UTC_TIMESTAMP(3) - INTERVAL :days DAY', [
            'prefix' => self::prefix($fact),
            'days' => $days,
        ]);
    }

    /** Each of several, or the one that there is. */
    public function forgetEach(Fact $fact): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name = :name OR name LIKE :prefix', [
            'name' => $fact->name(),
            'prefix' => self::prefix($fact),
        ]);
    }

    public function forget(Fact $fact, string $of = ''): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_fact WHERE name = :name', ['name' => $fact->name($of)]);
    }

    private static function prefix(Fact $fact): string
    {
        return addcslashes($fact->name(), '%_\\') . '.%';
    }
}
