// TWINT Express of a customer who is logged in: account and invoice are theirs, the parcel goes to the address from the app.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { clock, mails, rows, run, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

const [{ kKunde: customer }] = rows('SELECT kKunde FROM tkunde WHERE nRegistriert = 1');

/** Where the parcel of the last order goes; nothing where it goes to the invoice's address. */
const delivery = () => {
  const [{ kLieferadresse: id }] = rows('SELECT kLieferadresse FROM tbestellung ORDER BY kBestellung DESC LIMIT 1');
  return rows(`SELECT cVorname, cPLZ, cOrt, cLand FROM tlieferadresse WHERE kLieferadresse = ${id}`).map((row) => Object.values(row).join(' '));
};
const invoice = () =>
  Object.values(rows('SELECT r.cVorname, r.cPLZ, r.cOrt FROM trechnungsadresse r JOIN tbestellung b USING (kRechnungsadresse) ORDER BY kBestellung DESC LIMIT 1')[0]).join(' ');

async function loggedIn() {
  const page = await open();
  await new Buyer(page).logIn();
  return page;
}

test('the order is the customer\'s, the parcel goes to the address from the app, and the basket is empty', async () => {
  const page = await loggedIn();
  const guests = rows('SELECT COUNT(*) AS number FROM tkunde')[0].number;
  const buyer = await express.begin(page, 'kanne');
  assert.match(await page.locator('#jtl-twint').textContent(), /Ihrem Konto/);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  assert.deepEqual(express.orders().map(({ kKunde, nRegistriert }) => [kKunde, nRegistriert]), [[customer, '1']]);
  assert.equal(invoice(), 'Petra 3011 Bern');
  assert.deepEqual(delivery(), ['Eulalia 3999 Oberwald CH']);
  assert.equal(rows('SELECT COUNT(*) AS number FROM tkunde')[0].number, guests);
  assert.equal(rows(`SELECT customer_id FROM xplugin_jtl_twint_transaction`)[0].customer_id, customer);
  // Confirmed to the account's address, whatever TWINT knows.
  const to = mails.all().filter((mail) => /^Subject: Ihre Bestellung bei/m.test(mail)).map((mail) => /^To:.*$/m.exec(mail)[0]);
  assert.equal(to.length, 1);
  assert.match(to[0], new RegExp(shop.customer.mail));
  // In the account, and neither in this basket nor in the saved one.
  await buyer.go('Mein-Konto?bestellungen=1');
  assert.match(await page.locator('main').textContent(), /57[.,]00/);
  await buyer.go('Warenkorb');
  assert.equal(await express.button(page).count(), 0);
  assert.equal(rows('SELECT COUNT(*) AS number FROM twarenkorbperspos')[0].number, '0');
});

test('the account\'s own address is not written once more', async () => {
  const page = await loggedIn();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval({ address: 'Petra|Muster|Musterweg 7|3011|Bern|CH' }));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  assert.deepEqual(delivery(), []);
  assert.equal(rows('SELECT kLieferadresse FROM tbestellung ORDER BY kBestellung DESC LIMIT 1')[0].kLieferadresse, '0');
});

test('the customer\'s discount is that of the page, the app and the order', async (t) => {
  run(`UPDATE tkunde SET fRabatt = 10 WHERE kKunde = ${customer}`);
  t.after(() => run(`UPDATE tkunde SET fRabatt = 0 WHERE kKunde = ${customer}`));
  const page = await loggedIn();
  await express.beginAt(page, 'kanne');
  assert.deepEqual((await express.bought(page)).slice(0, 2), ['1 × KanneCHF 45.00', 'Paketpost: CHF 7.00zusammen CHF 52.00']);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('52.00'));
});

test('bought at the article, nothing gets into the saved basket', async () => {
  const page = await loggedIn();
  const buyer = new Buyer(page);
  await buyer.put('tasse');
  await express.beginAt(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await page.waitForURL(/bestellung=\d+/);
  await expect(ended.paid('57.00'));
  assert.deepEqual(rows('SELECT kArtikel FROM twarenkorbperspos').map(({ kArtikel }) => kArtikel), ['1']);
});

test('with the page closed the order is the customer\'s all the same', async () => {
  const page = await loggedIn();
  await express.begin(page, 'kanne');
  const code = await pay.code(page);
  await page.close();
  await phone.checkIn(code, 'approve', express.approval());
  run('UPDATE xplugin_jtl_twint_check_in SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 21 SECOND');
  await sweep();
  clock.due();
  await sweep();
  await expect(ended.paid('57.00'));
  assert.deepEqual(express.orders().map(({ kKunde }) => kKunde), [customer]);
  assert.deepEqual(delivery(), ['Eulalia 3999 Oberwald CH']);
});

test('an account that is closed meanwhile buys nothing', async (t) => {
  const page = await loggedIn();
  await express.begin(page, 'kanne');
  run(`UPDATE tkunde SET cSperre = 'Y' WHERE kKunde = ${customer}`);
  t.after(() => run(`UPDATE tkunde SET cSperre = 'N' WHERE kKunde = ${customer}`));
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'refused');
  assert.deepEqual(express.orders(), []);
});

test('who logs in after the code was shown begins anew, as the customer', async () => {
  const page = await open();
  const buyer = await express.begin(page, 'kanne');
  const guests = page.url();
  await buyer.logIn();
  await buyer.go('Warenkorb');
  await buyer.submit(express.button(page));
  assert.notEqual(page.url(), guests);
  assert.deepEqual(express.rows().map(({ phase }) => phase), ['over', 'waiting']);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  assert.deepEqual(express.orders().map(({ kKunde }) => kKunde), [customer]);
});
