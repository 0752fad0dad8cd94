<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Persistence\Database;

final class JtlDeliveries implements Deliveries
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function of(int $orderId): ?array
    {
        // A note without a parcel lies on the packing table yet. Notes name rows as the shop's own pages know them; parts
        // of a set, which the shop does not know, come with the set.
        $rows = $this->database->rows('SELECT p.kWarenkorbPos AS id, CAST(SUM(d.fAnzahl) AS DECIMAL(15,6)) AS quantity
                FROM tlieferschein n
                JOIN tlieferscheinpos d ON d.kLieferschein = n.kLieferschein
                JOIN tbestellung o ON o.kBestellung = n.kInetBestellung
                LEFT JOIN twarenkorbpos p ON p.kWarenkorb = o.kWarenkorb AND p.kBestellpos = d.kBestellPos AND p.kBestellpos > 0
                WHERE n.kInetBestellung = :id AND EXISTS (SELECT 1 FROM tversand s WHERE s.kLieferschein = n.kLieferschein)
                GROUP BY p.kWarenkorbPos', ['id' => $orderId]);
        $quantities = [];
        foreach ($rows as $row) {
            if ($row['id'] !== null) {
                $quantities[(int) $row['id']] = (string) $row['quantity'];
            }
        }

        return $rows !== [] && $quantities === [] ? null : $quantities;
    }

    public function orderOfNote(int $noteId): int
    {
        $row = $this->database->row('SELECT kInetBestellung AS id FROM tlieferschein WHERE kLieferschein = :id', [
            'id' => $noteId,
        ]);

        return (int) ($row['id'] ?? 0);
    }
}
