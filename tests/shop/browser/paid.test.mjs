// Orders that are paid, on every device and by every kind of buyer.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { change, clock, shop } from './lib/shop.mjs';
import { sweep, sweepAddress } from './lib/sweep.mjs';

withBrowser();

test('a guest scans the code from a desktop, approves, and is taken to the shop\'s thanks', async () => {
  const page = await open();
  await new Buyer(page).order('kanne');
  assert.equal(await pay.state(page), 'waiting');
  assert.ok(await page.locator('.jtl-twint-qr svg').isVisible());
  await expect(ended.waiting('57.00'));
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
});

test('a customer with an account pays and finds the payment at the order', async () => {
  const page = await open();
  await new Buyer(page).order('kanne', { guest: false });
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  await page.goto(`${shop.url}/Mein-Konto?bestellungen=1`);
  await page.locator('a[href*="bestellung="]').first().click();
  assert.match(await page.locator('.order-details-data').first().textContent(), /TWINT/);
});

test('on Android the button opens TWINT with this payment, and the page follows it', async () => {
  const page = await open('android');
  await new Buyer(page).order('kanne');
  const link = await page.locator('.jtl-twint-open').getAttribute('href');
  assert.match(link, /^intent:\/\/payment#Intent;action=ch\.twint\.action\.TWINT_PAYMENT;scheme=twint;/);
  const code = /S\.code=(\d+);/.exec(link)[1];
  assert.equal(code, await pay.code(page));
  await phone.approve(code);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('who approves while the shop is in maintenance has paid when it is over, though the time to pay is over, too', async (t) => {
  const page = await open();
  await new Buyer(page).order('kanne');
  const code = await pay.code(page);
  change('setting', 'wartungsmodus_aktiviert', 'Y');
  t.after(() => change('setting', 'wartungsmodus_aktiviert', 'N'));
  await phone.approve(code);
  // By the shop's version its visitors' pages, and the cron address among them, are all the page of the maintenance.
  await fetch(sweepAddress());
  clock.lapse();
  change('setting', 'wartungsmodus_aktiviert', 'N');
  await sweep();
  await expect(ended.paid('57.00'));
});

test('amount and "paid" are to be read before the shop thanks, once; a reload and a second tab get the order’s page', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const url = page.url();
  const second = await page.context().newPage();
  await second.goto(url);
  await phone.approve(await pay.code(page));
  await pay.until(page, 'paid');
  const since = Date.now();
  assert.match(await page.locator('.jtl-twint-success').innerText(), /57\.00/);
  // Both tabs are led on; which of them is first is not for this test to say.
  const tabs = [page, second];
  await Promise.all(tabs.map((each) => each.waitForURL(/[?&](uid|i)=/)));
  assert.ok(Date.now() - since > 1500);
  const [thanked, ...more] = tabs.filter((each) => /[?&]i=/.test(each.url()));
  assert.deepEqual([thanked !== undefined, more.length], [true, 0], 'one tab is thanked');
  const thanks = thanked.url();
  await thanked.reload();
  assert.match(thanked.url(), /[?&]uid=/);
  await page.goto(thanks);
  assert.match(page.url(), /[?&]uid=/);
  // A browser that restores the tab after the session has ended, or another device.
  const elsewhere = await open();
  const asked = [];
  elsewhere.on('request', (request) => asked.push(request.url()));
  await elsewhere.goto(thanks);
  assert.match(elsewhere.url(), /[?&]uid=/);
  assert.deepEqual(asked.filter((url) => url.includes('/jtl-twint/pay')), [], 'an old address of the thanks does not lead to the payment');
  const unknown = await elsewhere.goto(thanks.replace(/([?&]i=)\w+/, '$1nobody'));
  assert.doesNotMatch(unknown.url(), /jtl-twint|[?&]uid=/);
});
