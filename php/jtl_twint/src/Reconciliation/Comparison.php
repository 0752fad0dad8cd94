<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Reconciliation;

use Twint\ReconciliationFinding;

/** Two lists side by side. */
final class Comparison
{
    /** @param list<Difference> $differences */
    private function __construct(
        public readonly int $matched,
        public readonly array $differences,
    ) {
    }

    /**
     * @param list<Record> $there
     * @param list<Record> $here
     */
    public static function of(array $there, array $here): self
    {
        $matched = 0;
        $differences = [];
        $left = new Records($here);
        foreach ($there as $record) {
            $ours = $left->take($record);
            $finding = \Twint\reconcile($record->side(), $ours?->side());
            if ($finding === ReconciliationFinding::Matched) {
                $matched++;
            } elseif ($finding !== null) {
                $differences[] = new Difference($finding, $record, $ours);
            }
        }
        foreach ($left->rest() as $record) {
            $finding = \Twint\reconcile(null, $record->side());
            if ($finding !== null) {
                $differences[] = new Difference($finding, null, $record);
            }
        }

        return new self($matched, $differences);
    }
}
