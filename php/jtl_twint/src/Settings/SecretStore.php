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
        $this->write(self::name($environment), $credentials);
        unset($this->read[$environment], $this->states[$environment]);
    }

    /** Those that have not answered TWINT yet; kept aside until they have, or until somebody decides. */
    public function candidate(string $environment): ?Credentials
    {
        return $this->open(self::candidateName($environment))[1];
    }

    public function keepCandidate(string $environment, Credentials $credentials): void
    {
        $this->write(self::candidateName($environment), $credentials);
    }

    public function dropCandidate(string $environment): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_secret WHERE name = :name', [
            'name' => self::candidateName($environment),
        ]);
    }

    /** The candidate takes the place of the credentials. */
    public function promote(string $environment): ?Credentials
    {
        return $this->database->transaction(function () use ($environment): ?Credentials {
            $candidate = $this->candidate($environment);
            if ($candidate !== null) {
                $this->save($environment, $candidate);
                $this->dropCandidate($environment);
            }

            return $candidate;
        });
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
        [$state, $credentials] = $this->open(self::name($environment));
        $this->states[$environment] = $state;

        return $credentials;
    }

    private function write(string $name, Credentials $credentials): void
    {
        $sealed = $this->box->seal(json_encode([
            'storeUuid' => $credentials->storeUuid,
            'certificate' => base64_encode($credentials->certificate),
            'passphrase' => base64_encode($credentials->passphrase),
            'issued' => $credentials->issued,
        ], JSON_THROW_ON_ERROR), $name);
        $this->database->execute(
            'INSERT INTO xplugin_jtl_twint_secret (name, value, updated_at) VALUES (:name, :value, UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE value = :same_value, updated_at = UTC_TIMESTAMP(3)',
            ['name' => $name, 'value' => $sealed, 'same_value' => $sealed],
        );
    }

    /** @return array{SecretState, Credentials|null} */
    private function open(string $name): array
    {
        $row = $this->database->row('SELECT value FROM xplugin_jtl_twint_secret WHERE name = :name', ['name' => $name]);
        if ($row === null) {
            return [SecretState::Missing, null];
        }
        $plain = $this->box->open((string) $row['value'], $name);
        $fields = $plain === null ? null : json_decode($plain, true);
        if (!is_array($fields) || !is_string($fields['storeUuid'] ?? null)) {
            return [SecretState::Unreadable, null];
        }

        return [
            SecretState::Readable,
            new Credentials(
                $fields['storeUuid'],
                (string) base64_decode((string) ($fields['certificate'] ?? ''), true),
                (string) base64_decode((string) ($fields['passphrase'] ?? ''), true),
                ($fields['issued'] ?? false) === true,
            ),
        ];
    }

    private static function name(string $environment): string
    {
        return 'credentials.' . $environment;
    }

    private static function candidateName(string $environment): string
    {
        return 'candidate.' . $environment;
    }
}
