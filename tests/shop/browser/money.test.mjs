// What the shop asks for and what TWINT takes are the same to the Rappen, however the sum came about.
import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { change, clock, rows, run, shop } from './lib/shop.mjs';
import { giveUp } from './lib/sweep.mjs';

withBrowser();

let undo = [];
afterEach(() => {
  undo.forEach((again) => again());
  undo = [];
});

/** For this test only. */
function set(now, later) {
  change(...now);
  undo.push(() => change(...later));
}

async function payFor(page, amount, more) {
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid(amount, more));
}

test('prices in euros, paid in francs by the shop\'s factor', async () => {
  set(['currency', 'EUR'], ['currency', 'CHF']);
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.go('?curr=CHF');
  await buyer.orderQuickly('kanne');
  assert.match(await page.locator('.jtl-twint-amount').textContent(), /CHF 54\.36/);
  await payFor(page, '54.36');
});

test('who shops in euros is not offered TWINT', async () => {
  set(['currency', 'EUR'], ['currency', 'CHF']);
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.toPayment();
  assert.deepEqual(await buyer.payments(), ['Überweisung']);
});

test('the total is rounded to five Rappen by the shop', async () => {
  set(['setting', 'bestellabschluss_runden5', '1'], ['setting', 'bestellabschluss_runden5', '0']);
  const page = await open();
  await new Buyer(page).orderQuickly('krumm');
  await payFor(page, '19.35', { sold: { krumm: 1 } });
});

for (const type of ['standard', 'neukundenkupon']) {
  test(`a voucher (${type}) that each buyer may use once counts as unused again when the order comes to nothing`, async (t) => {
    // The shop adds that of a new customer by itself.
    const isTyped = type === 'standard';
    const voucher = (set) => run(`UPDATE tkupon SET ${set} WHERE kKupon = 1`);
    voucher(`cKuponTyp = '${type}', nVerwendungenProKunde = 1`);
    t.after(() => voucher("cKuponTyp = 'standard', nVerwendungenProKunde = 0"));
    const used = () => rows(`SELECT nVerwendungenBisher AS inAll,
        (SELECT COALESCE(SUM(nVerwendungen), 0) FROM tkuponkunde WHERE kKupon = 1) AS byBuyers,
        (SELECT COUNT(*) FROM tkuponflag WHERE cKuponTyp = '${type}') AS flags
      FROM tkupon WHERE kKupon = 1`)[0];
    const page = await open();
    await new Buyer(page).order('kanne', { voucher: isTyped });
    assert.deepEqual(used(), { inAll: '1', byBuyers: '1', flags: '1' });
    clock.lapse();
    await pay.until(page, 'timed_out');
    await giveUp();
    await expect(ended.cancelled('52.00', 'cancelled'));
    assert.deepEqual(used(), { inAll: '0', byBuyers: '0', flags: '0' });
    const again = await open();
    await new Buyer(again).order('kanne', { voucher: isTyped });
    await phone.approve(await pay.code(again));
    await pay.thanks(again);
    assert.deepEqual(used(), { inAll: '1', byBuyers: '1', flags: '1' });
  });
}

test('a customer\'s credit is taken off, and given back when the order comes to nothing', async () => {
  const credit = () => Number(rows(`SELECT fGuthaben AS credit FROM tkunde WHERE cMail = '${shop.customer.mail}'`)[0].credit);
  run(`UPDATE tkunde SET fGuthaben = 10 WHERE cMail = '${shop.customer.mail}'`);
  const page = await open();
  await new Buyer(page).order('kanne', { guest: false, credit: true });
  assert.equal(credit(), 0);
  await expect(ended.waiting('47.00'));
  clock.lapse();
  await pay.until(page, 'timed_out');
  await giveUp();
  await expect(ended.cancelled('47.00', 'cancelled'));
  assert.equal(credit(), 10);
});

test('a customer\'s credit and TWINT together pay an order', async () => {
  run(`UPDATE tkunde SET fGuthaben = 10.05 WHERE cMail = '${shop.customer.mail}'`);
  const page = await open();
  await new Buyer(page).order('kanne', { guest: false, credit: true });
  await payFor(page, '46.95');
});

test('the surcharge of the way of shipping is asked for', async () => {
  const page = await open();
  await new Buyer(page).order('kanne', { shipping: 'Velokurier' });
  await payFor(page, '63.45');
});

test('a thousand and more is shown as Swiss shops write it', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('maschine');
  assert.match(await page.locator('.jtl-twint-amount').textContent(), /CHF 5’?006\.00/);
  await payFor(page, '5006.00', { sold: { maschine: 1 } });
});
