// Where TWINT Express is not offered, since what the buyer approves would be refused, or would not be what the shop promised.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { reread, run, setting } from './lib/shop.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

/** How many buttons there are at the article, in the small basket and in the basket. */
async function buttons(buyer) {
  const count = (where) => buyer.page.locator(`${where} .jtl-twint-express button`).count();
  await buyer.go('kanne');
  const there = [await count('#add-to-cart'), await count('.cart-icon-dropdown')];
  await buyer.go('Warenkorb');
  return [...there, await express.button(buyer.page).count()];
}

async function guest() {
  const buyer = new Buyer(await open());
  await buyer.put('kanne');
  return buyer;
}

async function customer() {
  const buyer = new Buyer(await open());
  await buyer.logIn();
  await buyer.put('kanne');
  return buyer;
}

test('to a basket whose voucher makes shipping free, which the shop does only in its checkout', async (t) => {
  const voucher = (type) => run(`UPDATE tkupon SET cKuponTyp = '${type}', cLieferlaender = 'CH' WHERE kKupon = 1`);
  voucher('versandkupon');
  t.after(() => voucher('standard'));
  const buyer = await guest();
  assert.deepEqual(await buttons(buyer), [1, 1, 1]);
  await buyer.voucher();
  // The article is bought without it, as without any.
  assert.deepEqual(await buttons(buyer), [1, 0, 0]);
});

test('to guests who would have to solve a captcha', async (t) => {
  const buyer = await guest();
  assert.deepEqual(await buttons(buyer), [1, 1, 1]);
  setting(t, 'registrieren_captcha', 'Y');
  assert.deepEqual(await buttons(buyer), [0, 0, 0]);
  assert.deepEqual(await buttons(await customer()), [1, 1, 1]);
});

test('to guests of whom the shop demands a field of its own', async (t) => {
  setting(t, 'kundenfeld_anzeigen', 'Y');
  const field = (isRequired) => {
    run(`REPLACE INTO tkundenfeld (kKundenfeld, kSprache, cName, cWawi, cTyp, nSort, nPflicht, nEditierbar)
      SELECT 901, kSprache, 'Ausweis', 'ausweis', 'text', 1, ${isRequired}, 1 FROM tsprache WHERE cISO = 'ger'`);
    reread();
  };
  t.after(() => {
    run('DELETE FROM tkundenfeld WHERE kKundenfeld = 901');
    reread();
  });
  const buyer = await guest();
  field(0);
  assert.deepEqual(await buttons(buyer), [1, 1, 1]);
  field(1);
  assert.deepEqual(await buttons(buyer), [0, 0, 0]);
  assert.deepEqual(await buttons(await customer()), [1, 1, 1]);
  setting(t, 'kundenfeld_anzeigen', 'N');
  assert.deepEqual(await buttons(buyer), [1, 1, 1]);
});

test('where the price of each way to ship depends on the postcode', async (t) => {
  const surcharge = (name) =>
    run(`INSERT INTO tversandzuschlag (kVersandart, cISO, cName, fZuschlag) SELECT kVersandart, 'CH', 'Berge', 9 FROM tversandart WHERE cName = '${name}'`);
  t.after(() => run("DELETE FROM tversandzuschlag WHERE cName = 'Berge'"));
  const buyer = await guest();
  surcharge('Velokurier');
  assert.deepEqual(await buttons(buyer), [1, 1, 1]);
  surcharge('Paketpost');
  assert.deepEqual(await buttons(buyer), [0, 0, 0]);
});
