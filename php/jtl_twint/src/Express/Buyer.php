<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Twint\Customer;

/** What TWINT handed over of the buyer, in plain text: never in a log, and in the database only sealed. */
final class Buyer
{
    private const FIELDS = [
        'firstName',
        'lastName',
        'street',
        'zip',
        'city',
        'country',
        'dateOfBirth',
        'phoneNumber',
        'email',
    ];

    /** @param array<string, string> $fields what is known */
    private function __construct(
        private readonly array $fields,
    ) {
    }

    /** @return array<string, string> */
    public function __debugInfo(): array
    {
        return ['fields' => 'hidden'];
    }

    public static function of(Customer $customer): self
    {
        $fields = [];
        foreach (self::FIELDS as $field) {
            /** @var mixed $value a \SensitiveParameterValue holds it */
            $value = $customer->{$field}?->getValue();
            if (is_string($value)) {
                $fields[$field] = $value;
            }
        }

        return new self($fields);
    }

    /** Null: nothing was handed over. */
    public static function ofAny(?Customer $customer): ?self
    {
        return $customer === null ? null : self::of($customer);
    }

    /** Null: it is none. */
    public static function fromJson(#[\SensitiveParameter] string $json): ?self
    {
        $fields = json_decode($json, true);

        if (!is_array($fields)) {
            return null;
        }
        $known = [];
        foreach (self::FIELDS as $field) {
            $known[$field] = $fields[$field] ?? null;
        }

        return new self(array_filter($known, is_string(...)));
    }

    public function toJson(): string
    {
        return json_encode($this->fields, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    }

    /** Two capital letters; empty where it is not known. */
    public function country(): string
    {
        return $this->fields['country'] ?? '';
    }

    /**
     * As the shop's form for guests sends it. Swiss streets stand before the number, and the shop wants one of everybody.
     *
     * @return array<string, string>
     */
    public function asForm(): array
    {
        $street = $this->fields['street'] ?? '';
        $found = preg_match('/^(.*\S)\s+(\d\S*(?:\s*[a-z])?)$/iuD', $street, $parts) === 1;
        $phone = $this->fields['phoneNumber'] ?? '';

        return (
            [
                'vorname' => $this->fields['firstName'] ?? '',
                'nachname' => $this->fields['lastName'] ?? '',
                'strasse' => $found ? $parts[1] : $street,
                'hausnummer' => $found ? $parts[2] : '-',
                'plz' => $this->fields['zip'] ?? '',
                'ort' => $this->fields['city'] ?? '',
                'land' => $this->country(),
                'email' => $this->fields['email'] ?? '',
            ]
            + ($phone === '' ? [] : ['tel' => $phone, 'mobil' => $phone])
            + (isset($this->fields['dateOfBirth']) ? ['geburtstag' => $this->fields['dateOfBirth']] : [])
        );
    }
}
