<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Shop\OurMethod;

/** What the checks want to know of the shop, read from its tables. */
final class ShopFacts
{
    /** The shop's kind of page for the imprint (LINKTYP_IMPRESSUM). */
    private const IMPRINT = 27;

    public function __construct(
        private readonly Database $database,
        private readonly OurMethod $method,
    ) {
    }

    public function hasMethod(): bool
    {
        return $this->number('SELECT COUNT(*) FROM tzahlungsart WHERE cModulId = :module') > 0;
    }

    public function methodIsUsable(): bool
    {
        return (
            $this->number('SELECT COUNT(*) FROM tzahlungsart WHERE cModulId = :module AND nActive = 1 AND nNutzbar = 1')
            > 0
        );
    }

    /** The shop's option "Payment before order completion". */
    public function methodPaysBeforeOrder(): bool
    {
        return (
            $this->number('SELECT COUNT(*) FROM tzahlungsart WHERE cModulId = :module AND nWaehrendBestellung = 1') > 0
        );
    }

    public function linkedShippingMethods(): int
    {
        return $this->number('SELECT COUNT(DISTINCT v.kVersandart) FROM tversandartzahlungsart v JOIN tzahlungsart z USING (kZahlungsart)
                WHERE z.cModulId = :module');
    }

    public function shippingMethods(): int
    {
        return $this->plainNumber('SELECT COUNT(*) FROM tversandart');
    }

    public function hasFrancs(): bool
    {
        return $this->plainNumber("SELECT COUNT(*) FROM twaehrung WHERE cISO = 'CHF'") > 0;
    }

    public function defaultCurrency(): string
    {
        return $this->database->row("SELECT cISO FROM twaehrung WHERE cStandard = 'Y' LIMIT 1")['cISO'] ?? '';
    }

    public function hasImprint(): bool
    {
        return $this->plainNumber('SELECT COUNT(*) FROM tlink l JOIN tlinksprache s USING (kLink)
                WHERE l.nLinkart = '
        . self::IMPRINT
        . " AND TRIM(COALESCE(s.cContent, '')) <> ''") > 0;
    }

    /** @return list<string> the payment method's names in the shop's languages, each once */
    public function methodNames(): array
    {
        $names = [];
        foreach ($this->database->rows('SELECT DISTINCT s.cName FROM tzahlungsartsprache s JOIN tzahlungsart z USING (kZahlungsart)
                WHERE z.cModulId = :module ORDER BY s.cName', [
            'module' => $this->method->moduleId,
        ]) as $row) {
            $names[] = (string) $row['cName'];
        }

        return $names;
    }

    /** @return array{int, int} payments started in the last seven days, and those of them that ran out of time */
    public function unfinished(): array
    {
        $row = $this->database->row(
            "SELECT COUNT(*) AS started, COALESCE(SUM(reason IN ('timeout', 'CLIENT_TIMEOUT')), 0) AS timed_out
                FROM (SELECT reason FROM xplugin_jtl_twint_transaction
                    WHERE created_at > UTC_TIMESTAMP(3) - INTERVAL 7 DAY ORDER BY created_at DESC LIMIT 1000) latest",
        );

        return [(int) ($row['started'] ?? 0), (int) ($row['timed_out'] ?? 0)];
    }

    private function number(string $sql): int
    {
        return $this->first($sql, ['module' => $this->method->moduleId]);
    }

    private function plainNumber(string $sql): int
    {
        return $this->first($sql, []);
    }

    /** @param array<string, string> $parameters */
    private function first(string $sql, array $parameters): int
    {
        $row = $this->database->row($sql, $parameters) ?? [];

        return (int) (reset($row) ?: 0);
    }
}
