<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\Database;

/** The merchant's credentials, per set of access data and environment. Whatever cannot be read is a state, never an error for the buyer. */
final class SecretStore
{
    /** @var array<string, SecretState> by name, as read */
    private array $states = [];

    /** @var array<string, Credentials|null> by name */
    private array $read = [];

    public function __construct(
        private readonly Database $database,
        private readonly SecretBox $box,
    ) {
    }

    public function state(AccessKey $access): SecretState
    {
        $this->credentials($access);

        return $this->states[self::name($access)] ?? SecretState::Missing;
    }

    public function credentials(AccessKey $access): ?Credentials
    {
        $name = self::name($access);
        if (!array_key_exists($name, $this->read)) {
            $this->read[$name] = $this->load($name);
        }

        return $this->read[$name];
    }

    public function save(AccessKey $access, Credentials $credentials): void
    {
        $this->write(self::name($access), $credentials);
        unset($this->read[self::name($access)], $this->states[self::name($access)]);
    }

    /** Those that have not answered TWINT yet; kept aside until they have, or until somebody decides. */
    public function candidate(AccessKey $access): ?Credentials
    {
        return $this->open(self::candidateName($access))[1];
    }

    public function keepCandidate(AccessKey $access, Credentials $credentials): void
    {
        $this->write(self::candidateName($access), $credentials);
    }

    public function dropCandidate(AccessKey $access): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_secret WHERE name = :name', [
            'name' => self::candidateName($access),
        ]);
    }

    /** The candidate takes the place of the credentials. */
    public function promote(AccessKey $access): ?Credentials
    {
        return $this->database->transaction(function () use ($access): ?Credentials {
            $candidate = $this->candidate($access);
            if ($candidate !== null) {
                $this->save($access, $candidate);
                $this->dropCandidate($access);
            }

            return $candidate;
        });
    }

    public function forget(AccessKey $access): void
    {
        $this->database->execute('DELETE FROM xplugin_jtl_twint_secret WHERE name = :name', [
            'name' => self::name($access),
        ]);
        unset($this->read[self::name($access)], $this->states[self::name($access)]);
    }

    private function load(string $name): ?Credentials
    {
        [$state, $credentials] = $this->open($name);
        $this->states[$name] = $state;

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

    private static function name(AccessKey $access): string
    {
        return $access->name('credentials');
    }

    private static function candidateName(AccessKey $access): string
    {
        return $access->name('candidate');
    }
}
