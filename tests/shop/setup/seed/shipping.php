<?php

/** Two ways of shipping, with a bank transfer for each: a shop that can do without TWINT. What TWINT costs there is in plugin.php. */

declare(strict_types=1);

execute("INSERT IGNORE INTO tversandklasse (kVersandklasse, cName) VALUES (1, 'standard')");
execute(
    "UPDATE tversandart SET cName = 'Paketpost', cLaender = 'CH LI DE ', cAnzeigen = 'immer', cKundengruppen = '-1',
    cVersandklassen = '-1', eSteuer = 'brutto', fPreis = 7, fVersandkostenfreiAbX = 0, fDeckelung = 0, nSort = 1 WHERE kVersandart = 7",
);
execute("UPDATE tversandartsprache SET cName = 'Paketpost' WHERE kVersandart = 7");
execute('DELETE FROM tversandart WHERE kVersandart = 8');
execute("INSERT INTO tversandart (kVersandart, kVersandberechnung, cVersandklassen, cName, cLaender, cAnzeigen, cKundengruppen, cBild,
        eSteuer, nSort, nMinLiefertage, nMaxLiefertage, fPreis, fVersandkostenfreiAbX, fDeckelung, cNurAbhaengigeVersandart,
        cSendConfirmationMail, cIgnoreShippingProposal)
    SELECT 8, kVersandberechnung, cVersandklassen, 'Velokurier', 'CH ', cAnzeigen, cKundengruppen, cBild,
        eSteuer, 2, 1, 1, 12.30, 0, 0, cNurAbhaengigeVersandart, cSendConfirmationMail, cIgnoreShippingProposal
    FROM tversandart WHERE kVersandart = 7");
execute('DELETE FROM tversandartsprache WHERE kVersandart = 8');
execute(
    "INSERT INTO tversandartsprache (kVersandart, cISOSprache, cName, cLieferdauer, cHinweistext, cHinweistextShop)
    SELECT 8, cISOSprache, 'Velokurier', cLieferdauer, cHinweistext, cHinweistextShop FROM tversandartsprache WHERE kVersandart = 7",
);
execute(
    "DELETE v FROM tversandartzahlungsart v JOIN tzahlungsart z USING (kZahlungsart) WHERE z.cModulId LIKE 'za\\_%'",
);
execute(
    "INSERT INTO tversandartzahlungsart (kVersandart, kZahlungsart, fAufpreis, cAufpreisTyp)
    SELECT kVersandart, kZahlungsart, 0, 'festpreis' FROM tversandart JOIN tzahlungsart ON cModulId = 'za_ueberweisung_jtl'",
);
