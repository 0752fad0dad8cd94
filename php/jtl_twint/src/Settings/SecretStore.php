<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\Database;

/** The merchant's credentials per environment. Whatever cannot be read is a state, never an error for the buyer. */
final class SecretStore
{
    /** @var array<string, SecretState> */
    private array $states = [];

    /** @var array<string, Credentials|null> */
    private array $read = [];

    public function __construct(
        private readonly Database $database,
        private readonly SecretBox $box,
    ) {
    }

    public function state(string $environment): SecretState
    {
        $this->credentials($environment);

        return $this->states[$environment] ?? SecretState::Missing;
    }

    public function credentials(string $environment): ?Credentials
    {
        if (!array_key_exists($environment, $this->read)) {
            $this->read[$environment] = $this->load($environment);
        }

        return $this->read[$environment];
    }

    public function save(string $environment, Credentials $credentials): void
    {
        $name = self::name($environment);
        $sealed = $this->box->seal(json_encode([
            'storeUuid' => $credentials->storeUuid,
            'certificate' => base64_encode($credentials->certificate),
            'passphrase' => base64_encode($credentials->passphrase),
        ], JSON_THROW_ON_ERROR), $name);
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_secret (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE value = :same_value, updated_at = UTC_TIMESTAMP(3)',
            ['name' => $name, 'value' => $sealed, 'same_value' => $sealed],
        );
        unset($this->read[$environment], $this->states[$environment]);
    }

    public function forget(string $environment): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_secret WHERE name = :name', [
            'name' => self::name($environment),
        ]);
        unset($this->read[$environment], $this->states[$environment]);
    }

    private function load(string $environment): ?Credentials
    {
        $name = self::name($environment);
        $row = $this->database->row('SELECT value FROM xplugin_jtl_twint_secret WHERE name = :name', ['name' => $name]);
        if ($row === null) {
            $this->states[$environment] = SecretState::Missing;

            return null;
        }
        $plain = $this->box->open((string) $row['value'], $name);
        $fields = $plain === null ? null : json_decode($plain, true);
        if (!is_array($fields) || !is_string($fields['storeUuid'] ?? null)) {
            $this->states[$environment] = SecretState::Unreadable;

            return null;
        }
        $this->states[$environment] = SecretState::Readable;

        return new Credentials(
            $fields['storeUuid'],
            (string) base64_decode((string) ($fields['certificate'] ?? ''), true),
            (string) base64_decode((string) ($fields['passphrase'] ?? ''), true),
        );
    }

    private static function name(string $environment): string
    {
        return 'credentials.' . $environment;
    }
}
