// TWINT away, answers lost, the extension missing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { open, openWithoutExtension, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay, QUESTIONS } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, hold, mails, rows, run, shop } from './lib/shop.mjs';

withBrowser();

/** To the button that orders, and TWINT goes away before it is pressed. */
async function orderWhile(trouble, page) {
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.toPayment();
  await buyer.choose();
  await trouble();
  await buyer.buy();
}

/** TWINT begins the payment, and its answer does not arrive. */
async function loseTheStart() {
  // A register that is not known yet would be refused first.
  await twint.settings({ enforceEnrolment: false });
  await twint.fail('resetAfterProcessing', 'StartOrder', { nth: 1 });
}

test('TWINT away at the start: the order stands unpaid, and is paid when TWINT is back', async () => {
  const page = await open();
  await orderWhile(twint.down, page);
  await pay.until(page, 'failed');
  await expect(ended.unpaid('57.00', 'failed'));
  const first = page.url();
  await pay.again(page);
  await page.waitForURL((url) => url.href !== first);
  await pay.until(page, 'failed');
  await twint.up();
  await pay.again(page);
  await pay.until(page, 'waiting');
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00', { attempts: ['failed', 'failed', 'captured'] }));
});

for (const moment of ['before the buyer comes', 'once the buyer has chosen TWINT']) {
  test(`"Payment before order completion" is switched on ${moment}: an order comes of it all the same`, async () => {
    const page = await open();
    const buyer = new Buyer(page);
    const switchOn = () => run("UPDATE tzahlungsart SET nWaehrendBestellung = 1 WHERE cModulId LIKE 'kPlugin_%_twint'");
    if (moment.startsWith('before')) switchOn();
    await buyer.put('kanne');
    await buyer.toPayment();
    await buyer.choose();
    if (moment.startsWith('once')) switchOn();
    await buyer.buy();
    await pay.until(page, 'waiting');
    assert.deepEqual(rows("SELECT nWaehrendBestellung FROM tzahlungsart WHERE cModulId LIKE 'kPlugin_%_twint'"), [
      { nWaehrendBestellung: '0' },
    ]);
    await phone.approve(await pay.code(page));
    await pay.thanks(page);
    await expect(ended.paid('57.00'));
  });
}

test('the answer to the start is lost: what TWINT began is ended there, and the buyer starts anew', async () => {
  const page = await open();
  await orderWhile(loseTheStart, page);
  await pay.until(page, 'uncertain');
  clock.due();
  await page.reload();
  await pay.until(page, 'failed');
  const [{ reference }] = rows('SELECT reference FROM xplugin_jtl_twint_transaction');
  const begun = (await twint.orders()).filter((order) => order.reference === reference);
  assert.deepEqual(begun.map((order) => order.status), ['FAILURE']);
  await pay.again(page);
  await pay.until(page, 'waiting');
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00', { attempts: ['cancelled', 'captured'] }));
});

test('the answer to the start is lost and TWINT away: uncertain, not to be paid again, until TWINT tells', async () => {
  const page = await open();
  await orderWhile(async () => {
    await loseTheStart();
    await twint.fail({ html: 503 }, 'FindOrder');
  }, page);
  await pay.until(page, 'uncertain');
  await expect(ended.unpaid('57.00', 'uncertain'));
  assert.equal(await page.locator('form[data-retry]').count(), 0);
  await twint.heal();
  clock.due();
  await page.reload();
  await pay.until(page, 'failed');
  await expect(ended.unpaid('57.00', 'cancelled'));
});

test('TWINT away while the buyer waits: the page stays, and knows when TWINT is back', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await twint.down();
  await page.waitForTimeout(3000);
  assert.equal(await pay.state(page), 'waiting');
  assert.equal(await pay.code(page), code);
  await expect(ended.waiting('57.00'));
  await phone.approve(code);
  await twint.up();
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('TWINT away when the time is up: the order is not cancelled before TWINT was asked', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await twint.down();
  await phone.approve(code);
  clock.lapse();
  await page.waitForTimeout(4000);
  assert.ok(['waiting', 'uncertain'].includes(await pay.state(page)));
  const [{ phase }] = rows('SELECT phase FROM xplugin_jtl_twint_transaction');
  await expect(ended.unpaid('57.00', phase, { twint: { captured: '0.00', refunded: '0.00', reserved: '57.00' } }));
  await twint.up();
  clock.due();
  await page.reload();
  await pay.paid(page);
  await expect(ended.paid('57.00'));
});

test('the answer to the confirmation is lost: the money is recorded once', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await twint.fail('resetAfterProcessing', 'ConfirmOrder', { nth: 1 });
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('TWINT away at the confirmation: the buyer is told not to pay again, and it is paid when TWINT is back', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await twint.fail({ html: 503 }, 'ConfirmOrder');
  await phone.approve(await pay.code(page));
  await pay.until(page, 'uncertain');
  await expect(ended.unpaid('57.00', 'uncertain', { twint: { captured: '0.00', refunded: '0.00', reserved: '57.00' } }));
  await twint.heal();
  clock.due();
  await page.reload();
  await pay.paid(page);
  await expect(ended.paid('57.00'));
});

test('TWINT away before the choice: it is not offered, and the shop sells on', async () => {
  const page = await open();
  await twint.down();
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.toPayment();
  assert.deepEqual(await buyer.payments(), ['Überweisung']);
  await buyer.choose({ payment: 'Überweisung' });
  await buyer.buy();
  await expect(ended.unpaid('57.00', '', { wawi: 'to be fetched', attempts: [], asked: '' }));
});

test('without the extension TWINT is not offered, and a payment that was begun is shown as it stands', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  const bare = await openWithoutExtension();
  const buyer = new Buyer(bare);
  await buyer.put('kanne');
  await buyer.toPayment();
  assert.deepEqual(await buyer.payments(), ['Überweisung']);
  await bare.goto(page.url());
  assert.equal(await pay.code(bare), code);
  await expect(ended.waiting('57.00'));
  await phone.approve(code);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('without the extension the page of an order without an attempt shows no amount, which nobody can tell', async () => {
  await new Buyer(await open()).orderQuickly('kanne');
  const [link] = mails.links();
  run('DELETE FROM xplugin_jtl_twint_transaction');
  const bare = await openWithoutExtension();
  await bare.goto(link);
  await bare.getByRole('heading', { name: 'Ihre Bestellung ist nicht bezahlt' }).waitFor();
  assert.equal(await bare.locator('.jtl-twint-amount').count(), 0);
  assert.equal(await bare.locator('.jtl-twint-order dd').count(), 2);
});

test('all that the shop asks of the plugin can be built, with the extension and without', () => {
  const setup = fileURLToPath(new URL('../setup/parts.php', import.meta.url));
  for (const options of [['-d', `extension=${shop.extension}`], []]) {
    const failed = execFileSync('php', [...options, setup], {
      env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, encoding: 'utf8',
    });
    assert.equal(failed, '', options.length === 0 ? 'without the extension' : 'with the extension');
  }
});

/** What stands between the page and the shop answers the page's questions in its place, for some seconds. */
async function answerInstead(page, answer) {
  let asked = 0;
  await page.route(QUESTIONS, (route) => {
    asked += 1;
    return route.fulfill(answer);
  });
  await page.waitForTimeout(9000);
  await page.unroute(QUESTIONS);
  return asked;
}

const html = { contentType: 'text/html', body: '<h1>Not here</h1>' };
for (const [what, answer] of Object.entries({
  'an empty object': { status: 200, contentType: 'application/json', body: '{}' },
  'a page of HTML': { status: 200, ...html },
  'a 404 of a proxy': { status: 404, ...html },
  'a 503': { status: 503, ...html },
  'nothing at all': { status: 200, contentType: 'application/json', body: '' },
  'null': { status: 200, contentType: 'application/json', body: 'null' },
})) {
  test(`${what} instead of the answer: the page stays, asks ever less often, and is right again by itself`, async () => {
    const page = await open();
    await new Buyer(page).orderQuickly('kanne');
    const code = await pay.code(page);
    let loads = 0;
    page.on('load', () => { loads += 1; });
    const asked = await answerInstead(page, answer);
    assert.ok(asked >= 2 && asked <= 6, `asked ${asked} times`);
    assert.equal(loads, 0, 'the page was not loaded again');
    assert.equal(await pay.code(page), code);
    await phone.approve(code);
    await pay.thanks(page);
    await expect(ended.paid('57.00'));
  });
}

const TABLE = 'xplugin_jtl_twint_transaction';

for (const [what, begin, end] of [
  ['a table is missing for a while', () => run(`RENAME TABLE ${TABLE} TO ${TABLE}_`), () => run(`RENAME TABLE ${TABLE}_ TO ${TABLE}`)],
  ['somebody holds the rows for a while', () => {
    run('SET GLOBAL innodb_lock_wait_timeout = 1');
    hold(`SELECT * FROM ${TABLE} FOR UPDATE`, 8);
  }, () => run('SET GLOBAL innodb_lock_wait_timeout = 50')],
  ['the database only reads for a while', () => run('SET GLOBAL read_only = 1'), () => run('SET GLOBAL read_only = 0')],
]) {
  test(`${what}: a waiting page follows the payment afterwards, and one that is opened meanwhile tries again by itself`, async (t) => {
    const page = await open();
    await new Buyer(page).orderQuickly('kanne');
    const code = await pay.code(page);
    const second = await open();
    let isOver = false;
    t.after(() => { if (!isOver) end(); });
    begin();
    await phone.approve(code);
    const opened = await second.goto(page.url());
    if (what.startsWith('a table')) {
      assert.equal(opened.status(), 503);
      assert.match(await second.locator('h1').textContent(), /Der Shop kann gerade nicht antworten/);
      await page.waitForTimeout(5000);
      assert.ok(await page.locator('#jtl-twint').isVisible());
    } else {
      await page.waitForTimeout(9000);
    }
    end();
    isOver = true;
    await page.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'));
    await pay.paid(second);
    await expect(ended.paid('57.00'));
  });
}

test('a page that is not there when it is to be loaded again does not end the asking', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await page.route(QUESTIONS, (route) => route.fulfill({ json: { state: 'unheard', next: 500, asked: 0, secondsLeft: 0, done: false } }));
  await page.route(page.url(), () => { /* Nobody answers. */ });
  await page.waitForTimeout(3000);
  await page.unroute(QUESTIONS);
  await phone.approve(code);
  await page.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'));
  await expect(ended.paid('57.00'));
});

test('a payment that the shop does not know for a moment, as on a node that lags behind, is followed on', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  let answers = 0;
  let loads = 0;
  page.on('request', (request) => { loads += request.isNavigationRequest() ? 1 : 0; });
  await page.route(QUESTIONS, (route) => {
    answers += 1;
    return route.fulfill({ status: 404, json: { error: 'not found' } });
  // One of the file, after which the route is asked, and two of the route.
  }, { times: 3 });
  await page.waitForFunction(() => document.querySelector('#jtl-twint[data-offline]'));
  assert.equal(loads, 0, 'the page was not given up');
  await phone.approve(code);
  await page.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'));
  assert.ok(answers >= 2);
  await expect(ended.paid('57.00'));
});
