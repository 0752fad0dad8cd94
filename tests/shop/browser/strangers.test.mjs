// Who does not know the address of a payment learns nothing; who knows it can do no harm.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { rows, shop } from './lib/shop.mjs';

withBrowser();

test('an address that is made up finds nothing', async () => {
  const made = `${shop.url}/jtl-twint/pay/${'A'.repeat(43)}`;
  assert.equal((await fetch(made)).status, 404);
  assert.equal((await fetch(`${made}/status`)).status, 404);
  assert.equal((await fetch(`${made}/cancel`, { method: 'POST' })).status, 404);
});

test('a wrong method is refused and changes nothing', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  for (const [path, method] of [['/status', 'POST'], ['/cancel', 'GET'], ['/retry', 'GET'], ['/other', 'GET'], ['/finish', 'POST'], ['', 'DELETE']]) {
    const answer = await fetch(page.url() + path, { method, redirect: 'manual' });
    assert.equal(answer.status, 405, `${method} ${path}`);
  }
  await expect(ended.waiting('57.00'));
});

test('who cancels like a machine is slowed down', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const answers = [];
  let last;
  // Twice as many as are allowed in a minute: the next one may begin meanwhile.
  while (answers.length < 22 && answers.at(-1) !== 429) {
    last = await fetch(`${page.url()}/retry`, { method: 'POST', redirect: 'manual' });
    answers.push(last.status);
  }
  assert.deepEqual([answers[0], answers.at(-1)], [303, 429]);
  // The address of the button cannot be loaded anew: a link leads on.
  assert.ok((await last.text()).includes(`<a class="btn btn-primary" href="${page.url()}">`));
  await expect(ended.waiting('57.00'));
});

test('pages and answers are kept by nobody and tell nobody their address', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  for (const path of ['', '/status']) {
    const { headers } = await fetch(page.url() + path);
    assert.match(headers.get('cache-control'), /no-store/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
  }
});

test('the shop\'s statistics do not keep the address of a payment', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const visitor = `Visitor ${Date.now()}`;
  assert.equal((await fetch(page.url(), { headers: { 'User-Agent': visitor } })).status, 200);
  const visits = rows(`SELECT cEinstiegsseite AS first, cAusstiegsseite AS last FROM tbesucher WHERE cUserAgent = '${visitor}'`);
  assert.deepEqual(visits.map(({ first, last }) => [first, last].map((address) => address.slice(-15))), [['/jtl-twint/pay/', '/jtl-twint/pay/']]);
  const token = new URL(page.url()).pathname.split('/').at(-1);
  assert.deepEqual(rows(`SELECT * FROM tbesucher WHERE CONCAT_WS(' ', cEinstiegsseite, cAusstiegsseite, cReferer) LIKE '%${token}%'`), []);
});

test('a guest\'s order number is no way to their payment', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const stranger = await open();
  const [{ id }] = rows('SELECT order_id AS id FROM xplugin_jtl_twint_transaction');
  await stranger.goto(`${shop.url}/Bestellabschluss?payAgain=1&kBestellung=${id}`);
  assert.doesNotMatch(stranger.url(), /jtl-twint/);
  assert.equal((await twint.orders()).length, 1);
  await expect(ended.waiting('57.00'));
});

test('many tabs of one payment make no more calls to TWINT than one', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await page.goto('about:blank');
  const [{ token }] = rows('SELECT token FROM xplugin_jtl_twint_transaction');
  await twint.forgetCalls();
  const began = Date.now();
  while (Date.now() < began + 4100) {
    await Promise.all(Array.from({ length: 20 }, () => fetch(`${shop.url}/jtl-twint/pay/${token}/status`)));
  }
  const calls = (await twint.calls('MonitorOrder')).length;
  const seconds = (Date.now() - began) / 1000;
  assert.ok(calls >= 1 && calls <= 1 + Math.floor(seconds / 2), `${calls} calls in ${seconds} s at an interval of 2 s`);
  await phone.approve(code);
  await page.goto(`${shop.url}/jtl-twint/pay/${token}`);
  await pay.paid(page);
  await expect(ended.paid('57.00'));
});
