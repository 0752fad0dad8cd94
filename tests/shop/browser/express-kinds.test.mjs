// What may be bought by TWINT Express, and when: kinds of articles, the shop's minimum for an order, what is asked of guests.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { change, keep, rows, run, shop } from './lib/shop.mjs';

withBrowser();
keep('tkundengruppenattribut', 'tversandart');
before(() => set('express', 'on'));
after(() => set('express', 'off'));

const setup = fileURLToPath(new URL('../setup/', import.meta.url));
const atArticle = (page) => page.locator('#add-to-cart .jtl-twint-express button');

/** Puts it back when the test is over. */
function setting(t, name, value) {
  const [{ was }] = rows(`SELECT cWert AS was FROM teinstellungen WHERE cName = '${name}'`);
  change('setting', name, value);
  t.after(() => change('setting', name, was));
}

/** What the shop keeps in its cache is read anew. */
const reread = () => change('setting', 'none', '');

/** Changes a way to ship, which is put back when the test is over. */
function shipping(t, name, column, value) {
  const [{ was }] = rows(`SELECT ${column} AS was FROM tversandart WHERE cName = '${name}'`);
  const write = (to) => {
    run(`UPDATE tversandart SET ${column} = '${to}' WHERE cName = '${name}'`);
    reread();
  };
  write(value);
  t.after(() => write(was));
}

test('with the modules that need a licence: no button where the buyer configures, uploads or downloads', () => {
  const found = execFileSync('php', ['-d', `extension=${shop.extension}`, `${setup}licensed.php`], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, encoding: 'utf8',
  });
  // The button at the article, what it puts into a basket, and the button of a basket with it.
  assert.deepEqual(JSON.parse(found), {
    plain: [true, true, true],
    configurable: [false, false, false],
    upload: [false, true, false],
    download: [false, true, false],
  });
});

for (const [what, attribute] of [['the price is on request', null], ['it is not for sale', 'unverkaeuflich'], ['the buyer says the price', 'jtl_voucher_flex']]) {
  test(`an article has no button where ${what}`, async (t) => {
    const page = await open();
    const buyer = new Buyer(page);
    await buyer.go('krumm');
    assert.equal(await atArticle(page).count(), 1);
    const net = rows('SELECT MAX(fVKNetto) AS net FROM tpreisdetail d JOIN tpreis p USING (kPreis) WHERE p.kArtikel = 5')[0].net;
    t.after(() => {
      run(`UPDATE tpreisdetail d JOIN tpreis p USING (kPreis) SET d.fVKNetto = ${net} WHERE p.kArtikel = 5; DELETE FROM tartikelattribut WHERE kArtikelAttribut = 901`);
      reread();
    });
    if (attribute === null) {
      setting(t, 'global_preis0', 'N');
      run('UPDATE tpreisdetail d JOIN tpreis p USING (kPreis) SET d.fVKNetto = 0 WHERE p.kArtikel = 5');
    } else {
      run(`INSERT INTO tartikelattribut (kArtikelAttribut, kArtikel, cName, cWert) VALUES (901, 5, '${attribute}', '1')`);
    }
    reread();
    await buyer.go('krumm');
    assert.equal(await atArticle(page).count(), 0);
  });
}

test('below the shop\'s minimum for an order there is no button in the basket, and nothing begins at the article', async (t) => {
  const minimum = (francs) => {
    run(`DELETE FROM tkundengruppenattribut; INSERT INTO tkundengruppenattribut (kKundengruppenAttribut, kKundengruppe, cName, cWert)
      VALUES (901, 1, 'mindestbestellwert', '${francs}')`);
    reread();
  };
  t.after(() => run('DELETE FROM tkundengruppenattribut'));
  minimum(60);
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.go('kanne');
  await buyer.submit(atArticle(page));
  assert.match(await page.locator('.alert-danger').first().textContent(), /über die Kasse/);
  await buyer.put('kanne');
  await buyer.go('Warenkorb');
  assert.equal(await express.button(page).count(), 0);
  await buyer.put('tasse');
  await buyer.go('Warenkorb');
  await buyer.submit(express.button(page));
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('76.90'));
});

test('a way to ship that does not go to the chosen address, or that the shop took away meanwhile, orders nothing', async (t) => {
  const courier = rows("SELECT kVersandart AS id FROM tversandart WHERE cName = 'Velokurier'")[0].id;
  const page = await open();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval({ shipping: courier, address: 'Rosa|Beck|Städtle|9490|Vaduz|LI' }));
  await pay.until(page, 'shipping');
  assert.match(await pay.heading(page).textContent(), /nicht an diese Adresse/);
  await express.begin(page, 'kanne');
  shipping(t, 'Velokurier', 'cLaender', 'DE ');
  await phone.checkIn(await pay.code(page), 'approve', express.approval({ shipping: courier }));
  await pay.until(page, 'shipping');
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
  assert.equal((await twint.calls('CancelCheckIn')).length, 2);
});

test('a way to ship that grows dearer meanwhile is never charged', async (t) => {
  const page = await open();
  await express.begin(page, 'kanne');
  shipping(t, 'Paketpost', 'fPreis', 9);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'changed');
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
});

test('a date of birth that the shop asks guests for comes from TWINT, and without it nothing is ordered', async (t) => {
  setting(t, 'kundenregistrierung_abfragen_geburtstag', 'Y');
  const approval = express.approval();
  const page = await open();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', approval);
  await pay.until(page, 'incomplete');
  assert.deepEqual(express.orders(), []);
  const other = await open();
  await express.begin(other, 'kanne');
  await phone.checkIn(await pay.code(other), 'approve', { ...approval, customer: { ...approval.customer, date_of_birth: '31/08/1959' } });
  await pay.thanks(other);
  await expect(ended.paid('57.00'));
  const [order] = express.orders();
  assert.equal(rows(`SELECT dGeburtstag AS born FROM tkunde WHERE kKunde = ${order.kKunde}`)[0].born, '1959-08-31');
});

test('two clicks at the same moment lead to one check-in, however long TWINT takes', async () => {
  await twint.settings({ latencyMs: 1000 });
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.go('Warenkorb');
  const twice = await page.evaluate(async () => {
    const form = document.querySelector('main .jtl-twint-express');
    const send = async () => (await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })).url;
    return Promise.all([send(), send()]);
  });
  assert.equal(twice[0], twice[1]);
  assert.deepEqual(express.rows().map(({ phase }) => phase), ['waiting']);
});
