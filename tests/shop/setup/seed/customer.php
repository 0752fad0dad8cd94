<?php

/** A customer with an account; the shop encrypts some of what it stores, so it stores it itself. */

declare(strict_types=1);

use JTL\Customer\Customer;
use JTL\Shop;

const CUSTOMER_MAIL = 'kundin@example.com';

const CUSTOMER_PASSWORD = 'Muster-1234';

execute('DELETE FROM tkunde WHERE cMail = :mail', ['mail' => CUSTOMER_MAIL]);
$customer = new Customer();
$customer->kKundengruppe = 1;
$customer->kSprache = 1;
$customer->cKundenNr = 'K-1';
$customer->cPasswort = Shop::Container()->getPasswordService()->hash(CUSTOMER_PASSWORD);
$customer->cAnrede = 'w';
$customer->cTitel = '';
$customer->cVorname = 'Petra';
$customer->cNachname = 'Muster';
$customer->cFirma = '';
$customer->cZusatz = '';
$customer->cStrasse = 'Musterweg';
$customer->cHausnummer = '7';
$customer->cAdressZusatz = '';
$customer->cPLZ = '3011';
$customer->cOrt = 'Bern';
$customer->cBundesland = '';
$customer->cLand = 'CH';
$customer->cTel = '';
$customer->cMobil = '';
$customer->cFax = '';
$customer->cMail = CUSTOMER_MAIL;
$customer->cUSTID = '';
$customer->cWWW = '';
$customer->cSperre = 'N';
$customer->fGuthaben = 0.0;
$customer->cNewsletter = 'N';
$customer->fRabatt = 0.0;
$customer->cHerkunft = '';
$customer->dErstellt = date('Y-m-d');
$customer->dVeraendert = date('Y-m-d H:i:s');
$customer->cAktiv = 'Y';
$customer->cAbgeholt = 'N';
$customer->nRegistriert = 1;
$customer->insertInDB();
