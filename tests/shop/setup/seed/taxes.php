<?php

declare(strict_types=1);

foreach (['tsteuersatz', 'tsteuerzone', 'tsteuerzoneland'] as $table) {
    execute("DELETE FROM $table");
}
execute("INSERT INTO tsteuerzone (kSteuerzone, cName) VALUES (1, 'Schweiz'), (2, 'Ausland')");
execute("INSERT INTO tsteuerzoneland (kSteuerzone, cISO) VALUES (1, 'CH'), (1, 'LI'), (2, 'DE'), (2, 'AT'), (2, 'FR')");
execute('INSERT INTO tsteuersatz (kSteuersatz, kSteuerzone, kSteuerklasse, fSteuersatz, nPrio)
    VALUES (1, 1, 1, 8.1, 1), (2, 1, 2, 2.6, 1), (3, 2, 1, 0, 1), (4, 2, 2, 0, 1)');
execute("UPDATE tland SET bPermitRegistration = 1 WHERE cISO IN ('CH', 'LI', 'DE', 'AT', 'FR')");
