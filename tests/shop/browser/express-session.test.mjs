// TWINT Express and the visitor's session: what of it belongs to the order, whoever makes the shop write it.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, reread, rows, run, setting, shop, text } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

/** Nobody has asked for a while; then a sweep comes by. */
async function unwatched() {
  run('UPDATE xplugin_jtl_twint_check_in SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 21 SECOND WHERE claim IS NULL');
  clock.due();
  await sweep();
}

/** Approved in the app while the page is closed. */
async function approveUnwatched(page) {
  const code = await pay.code(page);
  await page.goto('about:blank');
  await phone.checkIn(code, 'approve', express.approval());
}

test('the order has the buyer\'s address on the network, and whoever ordered before keeps nobody from it', async (t) => {
  setting(t, 'bestellabschluss_spamschutz_nutzen', 'Y');
  t.after(() => run("UPDATE tbestellung SET cIP = '' WHERE cIP LIKE '203.0.113.%'"));
  const addresses = ['203.0.113.7', '203.0.113.8'];
  for (const address of addresses) {
    const page = await open('desktop', { extraHTTPHeaders: { 'X-Forwarded-For': address } });
    await express.begin(page, 'kanne');
    await approveUnwatched(page);
  }
  await unwatched();
  assert.deepEqual(express.orders().map(({ cIP }) => cIP), addresses);
  // The same buyer once more, so soon: as at the checkout.
  const page = await open('desktop', { extraHTTPHeaders: { 'X-Forwarded-For': addresses[0] } });
  await new Buyer(page).put('kanne');
  await new Buyer(page).go('Warenkorb');
  assert.equal(await express.button(page).count(), 0);
});

test('the order counts for the campaign that brought the buyer', async (t) => {
  run(`INSERT INTO tkampagne (kKampagne, cName, cParameter, cWert, nDynamisch, nAktiv, dErstellt, nInternal)
    VALUES (901, 'Brief', 'woher', 'brief', 0, 1, NOW(), 0)`);
  t.after(() => {
    run('DELETE FROM tkampagne WHERE kKampagne = 901; DELETE FROM tkampagnevorgang WHERE kKampagne = 901');
    reread();
  });
  reread();
  // 2 is an order, 4 its sum.
  const counted = () => rows('SELECT kKampagneDef AS what, kKey AS id, fWert AS value FROM tkampagnevorgang WHERE kKampagne = 901 AND kKampagneDef IN (2, 4)');
  const page = await open();
  await new Buyer(page).go('?woher=brief');
  await express.begin(page, 'kanne');
  await approveUnwatched(page);
  assert.deepEqual(counted(), []);
  await unwatched();
  const [{ kBestellung: id }] = express.orders();
  assert.deepEqual(counted().map(({ what, value, ...rest }) => [what, rest.id, Number(value)]), [['2', id, 1], ['4', id, 57]]);
});

test('a customer whose mail address the shop blocks orders nothing, as at the checkout', async (t) => {
  // From 5.4 on the shop reads its setting the wrong way round.
  const [{ nVersion }] = rows('SELECT nVersion FROM tversion');
  setting(t, 'blacklist_benutzen', /^5\.[0123]\./.test(nVersion) ? 'Y' : 'N');
  const page = await open();
  await new Buyer(page).logIn();
  await express.begin(page, 'kanne');
  run(`INSERT INTO temailblacklist (cEmail) VALUES (${text(shop.customer.mail)})`);
  t.after(() => run(`DELETE FROM temailblacklist WHERE cEmail = ${text(shop.customer.mail)}`));
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'refused');
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
});
