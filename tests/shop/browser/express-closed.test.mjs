// TWINT Express with the page closed: whoever approved in the app has bought, or is told by mail that nothing was ordered.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { change, clock, mails, plain, run, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

/** Nobody has asked for a while; then a sweep comes by. */
async function unwatched(by = sweep) {
  run('UPDATE xplugin_jtl_twint_check_in SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 21 SECOND WHERE claim IS NULL');
  clock.due();
  await by();
}

/** A page with the code, which is closed in favour of another page of the shop in the same session. */
async function closed(article = 'kanne') {
  const page = await open();
  const buyer = await express.begin(page, article);
  const code = await pay.code(page);
  const address = page.url();
  await page.goto('about:blank');
  return { page, buyer, code, address };
}

const inBasket = async (buyer) => {
  await buyer.go('Warenkorb');
  return buyer.page.locator('#cart-form .cart-items-image, .cart-items-body').count();
};

const sentTo = (address) => mails.all().filter((mail) => new RegExp(`^To:.*${address}`, 'm').test(mail));

test('closed before anything is scanned: it ends, and the basket is there', async () => {
  const { buyer } = await closed();
  run('UPDATE xplugin_jtl_twint_check_in SET created_at = created_at - INTERVAL 601 SECOND');
  await unwatched();
  assert.deepEqual(express.rows().map(({ phase, reason }) => [phase, reason]), [['over', 'too_late']]);
  assert.deepEqual(mails.all(), []);
  assert.notEqual(await inBasket(buyer), 0);
});

test('closed after the scan: what is approved then is ordered, paid, confirmed by mail and gone from the basket', async () => {
  const { buyer, code } = await closed();
  await phone.checkIn(code, 'scan');
  await unwatched();
  assert.deepEqual(express.orders(), []);
  await phone.checkIn(code, 'approve', express.approval());
  await unwatched();
  await unwatched();
  await expect(ended.paid('57.00'));
  const [order] = express.orders();
  assert.deepEqual([order.cVorname, order.cOrt, order.nRegistriert], ['Eulalia', 'Oberwald', '0']);
  assert.equal(sentTo('eulalia@example\\.com').filter((mail) => /^Subject: Ihre Bestellung bei/m.test(mail)).length, 1);
  assert.equal(await inBasket(buyer), 0);
  // What is put into it next is another basket.
  await buyer.put('tasse');
  assert.notEqual(await inBasket(buyer), 0);
  await unwatched();
  assert.equal((await twint.calls('StartOrder')).length, 1);
});

test('closed after the approval: the page that is opened again leads to the thanks', async () => {
  const { page, code, address } = await closed();
  await phone.checkIn(code, 'approve', express.approval());
  await unwatched();
  await unwatched();
  await page.goto(address);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('the shop\'s own cron writes the order as well', async () => {
  const { code } = await closed();
  await phone.checkIn(code, 'approve', express.approval());
  const cron = async () => {
    run("UPDATE tcron SET lastStart = NULL, lastFinish = NULL, nextStart = NOW() - INTERVAL 1 DAY WHERE jobType = 'jtl_twint_sweep'; DELETE FROM tjobqueue WHERE jobType = 'jtl_twint_sweep'");
    const answer = await fetch(`${shop.url}/includes/cron_inc.php`, { method: 'POST', body: new URLSearchParams({ runCron: '1' }) });
    assert.equal(answer.status, 200);
    await answer.text();
  };
  for (let turn = 0; turn < 10 && express.orders().length === 0; turn++) {
    await unwatched(cron);
  }
  assert.equal(express.orders().length, 1);
  await unwatched();
  await expect(ended.paid('57.00'));
});

test('stock that is gone meanwhile: nothing is ordered or charged, and the buyer is told by mail', async () => {
  const { code } = await closed();
  change('stock', '2', '0');
  await phone.checkIn(code, 'approve', express.approval());
  await unwatched();
  change('stock', '2', '20');
  assert.deepEqual(express.rows().map(({ phase, reason, basket, customer }) => [phase, reason, basket, customer]), [['over', 'stock', null, null]]);
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
  const sent = sentTo('eulalia@example\\.com').map(plain);
  assert.equal(sent.length, 1);
  assert.match(sent[0], /^Subject: Ihr Einkauf bei .*: nichts bestellt/m);
  assert.match(sent[0], /Nicht mehr alles ist an Lager/);
  assert.match(sent[0], /nichts belastet/);
});

test('approved, and seen by nobody for half an hour: nothing is ordered, and the buyer is told', async () => {
  const { code } = await closed();
  await phone.checkIn(code, 'approve', express.approval());
  run('UPDATE xplugin_jtl_twint_check_in SET created_at = created_at - INTERVAL 1801 SECOND');
  await unwatched();
  assert.deepEqual(express.orders(), []);
  assert.match(plain(sentTo('eulalia@example\\.com')[0]), /Zeit .* abgelaufen/);
});

test('the order was written when the page closed: the sweep takes the payment to its end', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  const code = await pay.code(page);
  await phone.checkIn(code, 'approve', express.approval());
  await page.waitForFunction(() => document.querySelector('#jtl-twint')?.dataset.state !== 'waiting' || !document.querySelector('#jtl-twint'));
  await page.close();
  await unwatched();
  await unwatched();
  await expect(ended.paid('57.00'));
});
