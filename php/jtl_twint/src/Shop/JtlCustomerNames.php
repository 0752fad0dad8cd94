<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Services\JTL\CryptoServiceInterface;
use Plugin\jtl_twint\src\Persistence\Database;

/** From the invoice addresses of the orders; the shop keeps surname and company encrypted. */
final class JtlCustomerNames implements CustomerNames
{
    public function __construct(
        private readonly Database $database,
        private readonly CryptoServiceInterface $crypto,
    ) {
    }

    public function of(array $orderIds): array
    {
        if ($orderIds === []) {
            return [];
        }
        $names = [];
        foreach ($this->database->rows('SELECT o.kBestellung AS id, a.cVorname, a.cNachname, a.cFirma FROM tbestellung o
                JOIN trechnungsadresse a ON a.kRechnungsadresse = o.kRechnungsadresse
                WHERE o.kBestellung IN ('
        . implode(',', $orderIds)
        . ')') as $row) {
            $name = trim((string) $row['cVorname'] . ' ' . $this->plain($row['cNachname']));
            $company = $this->plain($row['cFirma']);
            $names[(int) $row['id']] = match (true) {
                $company === '' => $name,
                $name === '' => $company,
                default => $name . ' (' . $company . ')',
            };
        }

        return $names;
    }

    private function plain(?string $sealed): string
    {
        $plain = trim($this->crypto->decryptXTEA((string) $sealed));

        return mb_check_encoding($plain, 'UTF-8') ? $plain : '';
    }
}
