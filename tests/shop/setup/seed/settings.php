<?php

declare(strict_types=1);

execute('DELETE FROM tfirma');
execute(
    "INSERT INTO tfirma (cName, cUnternehmer, cStrasse, cHausnummer, cPLZ, cOrt, cLand, cTel, cFax, cEMail, cWWW)
    VALUES ('Demo-Shop', 'Demo-Shop', 'Musterstrasse', '1', '8001', 'Zürich', 'Schweiz', '', '', 'shop@example.com', '')",
);

$settings = [
    'global_shopname' => 'Demo-Shop',
    'bestellvorgang_unregistriert' => 'Y',
    'bestellabschluss_abschlussseite' => 'A',
    'bestellabschluss_runden5' => '0',
    'email_methode' => 'sendmail',
    'email_sendmail_pfad' => $lab . '/catch-mail',
    'email_master_absender' => 'shop@example.com',
    'email_master_absender_name' => 'Demo-Shop',
    'lieferadresse_abfragen_standardland' => 'CH',
    'kundenregistrierung_standardland' => 'CH',
    // Cron runs when a test says so, not when a page is viewed.
    'cron_type' => 'N',
    // As live shops have it: what is cached too long shows here.
    'caching_activated' => 'Y',
    // No banner above the checkout, and no pages from elsewhere.
    'consent_manager_active' => 'N',
];
foreach ($settings as $name => $value) {
    if ($db->select('teinstellungen', 'cName', $name) === null) {
        // Sections differ between versions of the shop; the one that is missing is not ours to invent.
        echo "This shop has no setting $name.\n";
    }
    execute('UPDATE teinstellungen SET cWert = :value WHERE cName = :name', ['value' => $value, 'name' => $name]);
}
// The home page of the shop's installer shows a film from elsewhere.
execute('DELETE FROM topcpage');
execute('DELETE FROM tcron');
