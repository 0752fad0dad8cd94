<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

/** A set of access data: System ID and certificate of each environment are stored for it, and its rule says which payments begin with it. */
final class AccessData
{
    public function __construct(
        public readonly int $id,
        /** The merchant's name for it; may be empty. */
        public readonly string $name,
        /** Off, it begins no payments; those that it began go on with it. */
        public readonly bool $isOn,
        public readonly AccessRule $rule,
        /** Whoever saves it says which version was looked at. */
        public readonly int $version,
        /** Since it was switched off; null: it is on, or never was. */
        public readonly ?int $secondsOff,
    ) {
    }

    /** @param array<string, string|null> $row of AccessRepository::SELECT */
    public static function fromRow(array $row): self
    {
        return new self(
            (int) $row['id'],
            (string) $row['name'],
            (bool) (int) $row['is_on'],
            new AccessRule(
                self::texts($row['languages']),
                self::texts($row['domains']),
                array_map(intval(...), self::texts($row['customer_groups'])),
            ),
            (int) $row['version'],
            $row['seconds_off'] === null ? null : (int) $row['seconds_off'],
        );
    }

    /** What the merchant calls it. */
    public function label(): string
    {
        return $this->name === '' ? sprintf(__('twint.set.number'), $this->id) : $this->name;
    }

    public function in(string $environment): AccessKey
    {
        return new AccessKey($this->id, $environment);
    }

    /** @return list<string> */
    private static function texts(?string $json): array
    {
        // What cannot be read must not count as none, which would mean all.
        $stored = json_decode((string) $json, true, flags: JSON_THROW_ON_ERROR);

        return is_array($stored)
            ? array_values(array_map(static fn(mixed $one): string => is_scalar($one) ? (string) $one : '', $stored))
            : throw new \UnexpectedValueException('The rule of a set of access data is no list.');
    }
}
