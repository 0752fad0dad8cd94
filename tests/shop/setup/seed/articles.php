<?php

/**
 * Articles with stock of every kind that the shop reduces when it takes an order: none, plain, by variation, by variation
 * combination (with the parent's), by bill of materials.
 */

declare(strict_types=1);

$emptied = [
    'tartikel',
    'tartikelsprache',
    'tkategorie',
    'tkategorieartikel',
    'tpreis',
    'tpreisdetail',
    'teigenschaft',
    'teigenschaftwert',
    'teigenschaftkombiwert',
    'tstueckliste',
];
foreach ($emptied as $table) {
    execute("DELETE FROM $table");
}
execute("DELETE FROM tseo WHERE cKey IN ('kArtikel', 'kKategorie')");
execute("INSERT INTO tkategorie (kKategorie, cSeo, cName, cBeschreibung, kOberKategorie, nSort, dLetzteAktualisierung, lft, rght, nLevel)
    VALUES (1, 'sortiment', 'Sortiment', '', 0, 0, CURDATE(), 1, 2, 1)");

$languages = [1 => '', 2 => '-eng', 3 => '-fre', 4 => '-ita'];
$address = static function (string $seo, string $key, int $id) use ($languages): void {
    foreach ($languages as $language => $suffix) {
        execute('INSERT INTO tseo (cSeo, cKey, kKey, kSprache) VALUES (:seo, :key, :id, :language)', [
            'seo' => $seo . $suffix,
            'key' => $key,
            'id' => $id,
            'language' => $language,
        ]);
    }
};
$address('sortiment', 'kKategorie', 1);

/** @param array<string, int|string> $more */
$article = static function (int $id, string $name, float $gross, ?int $stock, array $more = []) use (
    $db,
    $address,
    $languages,
): void {
    $net = round($gross / 1.081, 6);
    $seo = strtolower(str_replace(' ', '-', $name));
    $row = [
        'kArtikel' => $id,
        'kSteuerklasse' => 1,
        'kVersandklasse' => 1,
        'kEigenschaftKombi' => 0,
        'kVaterArtikel' => 0,
        'kStueckliste' => 0,
        'kWarengruppe' => 0,
        'cSeo' => $seo,
        'cArtNr' => 'A-' . $id,
        'cName' => $name,
        'cBeschreibung' => $name,
        'cKurzBeschreibung' => '',
        'fLagerbestand' => $stock ?? 0,
        'fStandardpreisNetto' => $net,
        'fMwSt' => 8.1,
        'fMindestbestellmenge' => 0,
        'fLieferantenlagerbestand' => 0,
        'fLieferzeit' => 0,
        'cTopArtikel' => 'N',
        'fGewicht' => 0.3,
        'fArtikelgewicht' => 0.3,
        'cNeu' => 'N',
        'cLagerBeachten' => $stock === null ? 'N' : 'Y',
        'cLagerKleinerNull' => 'N',
        'cLagerVariation' => 'N',
        'cTeilbar' => 'N',
        'fPackeinheit' => 1,
        'fAbnahmeintervall' => 0,
        'cVPE' => 'N',
        'nSort' => $id,
        'dErscheinungsdatum' => '2024-01-01',
        'dErstellt' => '2024-01-01',
        'dLetzteAktualisierung' => '2024-01-01 00:00:00',
        'nIstVater' => 0,
    ];
    $row = array_replace($row, $more);
    execute(
        sprintf(
            'INSERT INTO tartikel (%s) VALUES (:%s)',
            implode(', ', array_keys($row)),
            implode(', :', array_keys($row)),
        ),
        $row,
    );
    foreach (array_slice($languages, 1, preserve_keys: true) as $language => $suffix) {
        execute("INSERT INTO tartikelsprache (kArtikel, kSprache, cSeo, cName, cBeschreibung, cKurzBeschreibung)
            VALUES (:id, :language, :seo, :name, :name2, '')", [
            'id' => $id,
            'language' => $language,
            'seo' => $seo . $suffix,
            'name' => $name,
            'name2' => $name,
        ]);
    }
    if (($more['kVaterArtikel'] ?? 0) === 0) {
        execute('INSERT INTO tkategorieartikel (kKategorieArtikel, kArtikel, kKategorie) VALUES (:id, :article, 1)', [
            'id' => $id,
            'article' => $id,
        ]);
    }
    $address($seo, 'kArtikel', $id);
    foreach ([1, 2] as $group) {
        $price = $db->insert('tpreis', (object) ['kArtikel' => $id, 'kKundengruppe' => $group]);
        execute('INSERT INTO tpreisdetail (kPreis, nAnzahlAb, fVKNetto) VALUES (:price, 0, :net)', [
            'price' => $price,
            'net' => $net,
        ]);
    }
};

$property = static function (int $id, int $article, string $name, array $values): void {
    execute(
        "INSERT INTO teigenschaft (kEigenschaft, kArtikel, cName, cWaehlbar, cTyp, nSort) VALUES (:id, :article, :name, 'Y', 'SELECTBOX', 1)",
        [
            'id' => $id,
            'article' => $article,
            'name' => $name,
        ],
    );
    foreach ($values as $value => [$label, $stock]) {
        execute('INSERT INTO teigenschaftwert (kEigenschaftWert, kEigenschaft, cName, fAufpreisNetto, fGewichtDiff, cArtNr, nSort, fLagerbestand, fPackeinheit)
            VALUES (:value, :property, :label, 0, 0, :number, :sort, :stock, 1)', [
            'value' => $value,
            'property' => $id,
            'label' => $label,
            'number' => 'A-' . $article . '-' . $value,
            'sort' => $value,
            'stock' => $stock,
        ]);
    }
};

$article(1, 'Tasse', 19.90, null);
$article(2, 'Kanne', 50.00, 20);
$article(3, 'Bohne', 0.50, null);
$article(4, 'Maschine', 4999.00, 5);
$article(5, 'Krumm', 12.34, 100);
// Stock by variation: one order lowers the value's and the article's.
$article(6, 'Hemd', 39.00, 30, ['cLagerVariation' => 'Y']);
$property(1, 6, 'Farbe', [1 => ['rot', 10], 2 => ['blau', 20]]);
// Variation combinations: one order lowers the child's and the parent's.
$article(7, 'Schuh', 89.00, 15, ['nIstVater' => 1]);
$property(2, 7, 'Grösse', [3 => ['40', 0], 4 => ['41', 0]]);
$article(8, 'Schuh 40', 89.00, 5, ['kVaterArtikel' => 7, 'kEigenschaftKombi' => 1]);
$article(9, 'Schuh 41', 89.00, 10, ['kVaterArtikel' => 7, 'kEigenschaftKombi' => 2]);
execute(
    'INSERT INTO teigenschaftkombiwert (kEigenschaftKombi, kEigenschaft, kEigenschaftWert) VALUES (1, 2, 3), (2, 2, 4)',
);
// A bill of materials: two cans and a cup; its own stock follows the can's.
$article(10, 'Set', 99.00, 10, ['kStueckliste' => 1]);
execute('INSERT INTO tstueckliste (kStueckliste, kArtikel, fAnzahl) VALUES (1, 2, 2), (1, 1, 1)');
