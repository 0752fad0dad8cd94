<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

/** Records by their names; each can be taken out once. */
final class Records
{
    /** @var array<int, Record> */
    private array $records;

    /** @var array<string, list<int>> */
    private array $byName = [];

    /** @param list<Record> $records */
    public function __construct(array $records)
    {
        $this->records = $records;
        foreach ($records as $number => $record) {
            foreach (self::names($record) as $name) {
                $this->byName[$name][] = $number;
            }
        }
    }

    public function has(Record $record): bool
    {
        return $this->find($record) !== null;
    }

    public function take(Record $record): ?Record
    {
        $number = $this->find($record);
        if ($number === null) {
            return null;
        }
        $taken = $this->records[$number];
        unset($this->records[$number]);

        return $taken;
    }

    /** @return list<Record> what nobody took */
    public function rest(): array
    {
        return array_values($this->records);
    }

    private function find(Record $record): ?int
    {
        foreach (self::names($record) as $name) {
            foreach ($this->byName[$name] ?? [] as $number) {
                if (isset($this->records[$number]) && $this->records[$number]->isTheSameAs($record)) {
                    return $number;
                }
            }
        }

        return null;
    }

    /** @return list<string> */
    private static function names(Record $record): array
    {
        return array_values(array_filter([
            $record->uuid === null ? null : 'uuid ' . strtolower($record->uuid),
            'reference ' . $record->reference,
        ]));
    }
}
