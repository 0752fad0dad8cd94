<?php

/** CHF only, or EUR with CHF by a factor that makes every amount crooked. */

declare(strict_types=1);

/** @var string $currency */
execute('DELETE FROM twaehrung');
// The key is not given by the database, and a currency 0 breaks the shop's checkout.
$insert = 'INSERT INTO twaehrung (kWaehrung, cISO, cName, cNameHTML, fFaktor, cStandard, cVorBetrag, cTrennzeichenCent, cTrennzeichenTausend)
    VALUES (:id, :iso, :name, :html, :factor, :standard, \'Y\', \'.\', :thousands)';
execute($insert, [
    'id' => 3,
    'iso' => 'CHF',
    'name' => 'CHF',
    'html' => 'CHF',
    'factor' => $currency === 'EUR' ? 0.9537 : 1,
    'standard' => $currency === 'EUR' ? 'N' : 'Y',
    'thousands' => "'",
]);
if ($currency === 'EUR') {
    execute($insert, [
        'id' => 1,
        'iso' => 'EUR',
        'name' => 'EUR',
        'html' => '&euro;',
        'factor' => 1,
        'standard' => 'Y',
        'thousands' => "'",
    ]);
}
