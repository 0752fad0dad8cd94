// Buyers who could not pay with TWINT and choose another way: the order ends, and the basket is as it was.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer, METHOD } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, mails, rows, run, shop } from './lib/shop.mjs';
import { giveUp } from './lib/sweep.mjs';

withBrowser();

const alerts = (page) => page.locator('.alert:visible').allInnerTexts().then((texts) => texts.join('\n'));

/** What lies in the basket, as the shop's own page shows it. */
async function basket(page) {
  await page.goto(`${shop.url}/Warenkorb`, { waitUntil: 'domcontentloaded' });
  return page.locator('.cart-items-body, #cart-form').first().innerText();
}

async function declined(page, how = () => new Buyer(page).order('kanne')) {
  await how();
  await phone.decline(await pay.code(page));
  await pay.until(page, 'declined');
}

test('a guest who declined pays another way: address, article and voucher are still there, and TWINT is among the ways', async () => {
  const page = await open();
  await declined(page, () => new Buyer(page).order('krumm', { amount: 2, voucher: true }));
  const [{ total }] = rows('SELECT amount AS total FROM xplugin_jtl_twint_transaction');
  mails.forget();
  await pay.otherWay(page);
  assert.match(await alerts(page), /ist aufgehoben.*nichts belastet.*Warenkorb ist wieder gefüllt/s);
  const buyer = new Buyer(page);
  assert.ok((await buyer.payments()).includes(METHOD));
  assert.ok((await buyer.payments()).length > 1);
  await expect(ended.cancelled(total, 'failed'));
  assert.equal(mails.all().length, 1);
  assert.match(mails.read()[0].text, /andere Zahlungsart/);
  await buyer.choose();
  await buyer.buy();
  const code = await pay.code(page);
  await phone.approve(code);
  await pay.thanks(page);
  await expect({
    ...ended.paid(total, { attempts: ['failed', 'captured'], sold: { krumm: 2 } }),
    order: ['cancelled', 'paid'], wawi: ['fetched', 'to be fetched'], dated: [false, true], total: [total, total],
  });
});

test('the last pieces are the buyer’s again, with their variation; pressed twice fills nothing twice', async () => {
  const page = await open();
  await declined(page, () => new Buyer(page).order('hemd', { variation: 'rot', amount: 10 }));
  await expect(ended.unpaid('397.00', 'failed', { sold: { hemd: 10, 'hemd rot': 10 } }));
  const second = await page.context().newPage();
  await second.goto(page.url());
  await pay.otherWay(page);
  await pay.otherWay(second);
  assert.match(second.url(), /Bestellvorgang/);
  assert.match(await basket(page), /rot/i);
  assert.equal(await page.locator('input[name^="anzahl"]').first().inputValue(), '10');
});

test('a customer gets the basket back, and the credit', async () => {
  const page = await open();
  run('UPDATE tkunde SET fGuthaben = 10');
  await declined(page, () => new Buyer(page).order('kanne', { guest: false, credit: true }));
  await pay.otherWay(page);
  assert.ok((await new Buyer(page).payments()).includes(METHOD));
  assert.equal(rows('SELECT ROUND(MAX(fGuthaben), 2) AS credit FROM tkunde')[0].credit, '10.00');
  assert.match(await basket(page), /Kanne/i);
});

test('on another device the order ends as well, and the articles are there, without the buyer’s address', async () => {
  const page = await open();
  await declined(page);
  const url = page.url();
  const other = await open();
  await other.goto(url);
  await pay.otherWay(other);
  assert.doesNotMatch(await other.content(), /Muster/);
  assert.match(await basket(other), /Kanne/i);
  await expect(ended.cancelled('57.00', 'failed'));
  await page.reload();
  await pay.otherWay(page);
  assert.match(page.url(), /Bestellvorgang/);
});

test('who approved a newer attempt meanwhile is told that it is paid, and nothing ends', async () => {
  const page = await open();
  await declined(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await pay.again(second);
  await pay.until(second, 'waiting');
  const code = await pay.code(second);
  await second.close();
  await phone.approve(code);
  await pay.otherWay(page);
  await pay.paid(page);
  await expect(ended.paid('57.00', { attempts: ['failed', 'captured'] }));
});

test('when the time to pay is over both ways are offered, and when the order is over the basket still can be filled', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  clock.lapse();
  await pay.until(page, 'timed_out');
  assert.ok(await page.locator('form[data-retry] button').isVisible());
  assert.ok(await page.locator('[data-other-way] button').isVisible());
  await giveUp();
  await page.reload();
  assert.match(await page.locator('[data-other-way] button').innerText(), /Warenkorb/);
  await pay.otherWay(page);
  assert.match(await basket(page), /Kanne/i);
  await expect(ended.cancelled('57.00', 'cancelled'));
});

test('an order that TWINT cannot be asked about in this moment ends all the same: that nothing was paid is known', async () => {
  const page = await open();
  await declined(page);
  await twint.down();
  await pay.otherWay(page);
  await twint.up();
  await expect(ended.cancelled('57.00', 'failed'));
});
