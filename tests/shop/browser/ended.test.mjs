// Orders that come to nothing, and those that are paid at the second attempt.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, mails, rows } from './lib/shop.mjs';
import { giveUp, sweep } from './lib/sweep.mjs';

withBrowser();

test('who declines on the phone is told so, pays at the second attempt, and the first page leads there', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const first = { url: page.url(), code: await pay.code(page) };
  await phone.decline(first.code);
  await pay.until(page, 'declined');
  await expect(ended.unpaid('57.00', 'failed'));
  await pay.again(page);
  await pay.until(page, 'waiting');
  assert.notEqual(page.url(), first.url);
  const code = await pay.code(page);
  const other = await open();
  await other.goto(first.url);
  assert.equal(await pay.code(other), code);
  await other.close();
  await phone.approve(code);
  await pay.thanks(page);
  await expect(ended.paid('57.00', { attempts: ['failed', 'captured'] }));
});

test('who cancels on the page is not charged, and nobody can approve it any more', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await pay.cancel(page);
  await pay.until(page, 'cancelled');
  await assert.rejects(phone.approve(code));
  await expect(ended.unpaid('57.00', 'cancelled'));
});

test('who approves and cancels at once has paid', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await page.evaluate(() => window.stop());
  await phone.approve(await pay.code(page));
  await pay.cancel(page);
  await pay.paid(page);
  await expect(ended.paid('57.00'));
});

test('when the time is up the payment ends at TWINT, and the buyer may pay again within the hour', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  clock.lapse();
  await pay.until(page, 'timed_out');
  await assert.rejects(phone.approve(code));
  await expect(ended.unpaid('57.00', 'cancelled'));
  await page.reload();
  assert.match(await page.locator('p[data-retry]').textContent(), /noch (59|60) Minuten lang bezahlen/);
  await pay.again(page);
  await pay.until(page, 'waiting');
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00', { attempts: ['cancelled', 'captured'] }));
});

test('when the time to try again is up, too, the order is cancelled, its stock given back once, and the buyer told', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  mails.forget();
  clock.lapse();
  await pay.until(page, 'timed_out');
  await giveUp();
  await expect(ended.cancelled('57.00', 'cancelled'));
  assert.equal(mails.all().length, 1);
  assert.match(mails.all()[0], /storniert|Storno/i);
  await page.reload();
  assert.ok(await page.locator('[data-no-retry]').first().isVisible());
});

test('who approves in the last moment has paid, though the time is up', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const url = page.url();
  const code = await pay.code(page);
  await page.goto('about:blank');
  clock.lapse();
  await phone.approve(code);
  await page.goto(url);
  await pay.paid(page);
  await expect(ended.paid('57.00'));
});

test('when TWINT itself ends the payment first, the order is cancelled in the end all the same', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await twint.advance(200);
  await pay.until(page, 'timed_out');
  await giveUp();
  await expect(ended.cancelled('57.00', 'cancelled'));
});

for (const [article, variation, sold] of [
  ['hemd', 'rot', { hemd: 1, 'hemd rot': 1 }],
  ['schuh-41', undefined, { schuh: 1, 'schuh-41': 1 }],
  ['set', undefined, { set: 1, kanne: 2 }],
]) {
  test(`stock comes back as it was taken: ${variation ? `${article}, ${variation}` : article}`, async () => {
    const page = await open();
    await new Buyer(page).order(article, { variation });
    const [{ total }] = rows('SELECT amount AS total FROM xplugin_jtl_twint_transaction');
    await expect(ended.waiting(total, { sold }));
    clock.lapse();
    await pay.until(page, 'timed_out');
    await giveUp();
    await expect(ended.cancelled(total, 'cancelled'));
  });
}

test('an order that nobody pays again is given up by the sweep, with its stock', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await phone.decline(await pay.code(page));
  await pay.until(page, 'declined');
  await giveUp();
  await expect(ended.cancelled('57.00', 'failed'));
  await page.reload();
  assert.ok(await page.locator('[data-no-retry]').first().isVisible());
});

test('a buyer who went away is settled by the sweep', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await phone.approve(await pay.code(page));
  await page.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  clock.due();
  await sweep();
  await expect(ended.paid('57.00'));
});
