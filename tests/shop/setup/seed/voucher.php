<?php

declare(strict_types=1);

const VOUCHER = 'DEMO5';

execute('DELETE FROM tkuponsprache WHERE kKupon = 1');
execute('DELETE FROM tkupon WHERE kKupon = 1');
execute("INSERT INTO tkupon (kKupon, kKundengruppe, kSteuerklasse, cName, fWert, cWertTyp, dGueltigAb, dGueltigBis, fMindestbestellwert, cCode,
        nVerwendungen, nVerwendungenBisher, nVerwendungenProKunde, cArtikel, cHersteller, cKategorien, cKunden, cKuponTyp,
        cLieferlaender, cZusatzgebuehren, cAktiv, dErstellt, nGanzenWKRabattieren)
    VALUES (1, -1, 1, 'Fünf Franken', 5, 'festpreis', '2024-01-01', NULL, 0, :code, 0, 0, 0, '', '-1', '-1', '-1', 'standard',
        '', 'N', 'Y', NOW(), 1)", ['code' => VOUCHER]);
execute("INSERT INTO tkuponsprache (kKupon, cISOSprache, cName) SELECT 1, cISO, 'Fünf Franken' FROM tsprache");
