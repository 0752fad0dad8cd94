// Payments on TWINT's own page: there, back, and what TWINT may report. No address is believed: TWINT is asked.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { connectAnew, set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { rows, shop } from './lib/shop.mjs';

withBrowser();

const TWINT = 'https://pay-pat.twint.ch/';

before(() => set('pay_page', 'twint'));
after(connectAnew);

/** A buyer who was led to TWINT's page, and where that leads back to. */
async function onTwintsPage(device) {
  const page = await open(device);
  const there = page.waitForRequest((request) => request.url().startsWith(TWINT));
  // No browser of the tests gets there.
  const ordered = new Buyer(page).order('kanne').catch((error) => assert.match(String(error), /ERR_NAME_NOT_RESOLVED|chrome-error/));
  const address = new URL((await there).url());
  await ordered;
  const [paid, cancelled] = ['redirectURL', 'cancelOrderCallbackURL'].map((name) => address.searchParams.get(name));
  assert.ok(paid.startsWith(`${shop.url}/jtl-twint/pay/`), paid);
  return { page, paid, cancelled };
}

test('the order leads to TWINT\'s page, and from there back to the thanks', async () => {
  const { page, paid } = await onTwintsPage();
  await page.goto(paid);
  assert.equal(await pay.state(page), 'waiting', 'to have come back proves nothing');
  assert.ok((await page.locator('a.jtl-twint-page').getAttribute('href')).startsWith(TWINT));
  assert.equal(await page.locator('.jtl-twint-qr').count(), 0);
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('who comes back by cancelling has cancelled nothing, and may go there again or end it here, on a phone as well', async () => {
  const { page, cancelled } = await onTwintsPage('iphone');
  await page.goto(cancelled);
  assert.equal(await pay.state(page), 'waiting');
  assert.ok(await page.locator('a.jtl-twint-page').isVisible());
  await page.locator('.jtl-twint-cancel button').click();
  await page.locator('#jtl-twint[data-state="cancelled"]').waitFor();
  await expect(ended.unpaid('57.00', 'cancelled'));
});

test('what TWINT reports makes the shop ask sooner, and tells nobody anything', async () => {
  const { page, paid } = await onTwintsPage();
  const notify = `${paid}/notify`;
  const token = paid.split('/').pop();
  const phase = () => rows(`SELECT phase FROM xplugin_jtl_twint_transaction WHERE token = '${token}'`)[0].phase;
  const call = async (method) => {
    const answer = await page.context().request.fetch(notify, { method, maxRedirects: 0, failOnStatusCode: false });
    return [answer.status(), (await answer.body()).length];
  };
  assert.deepEqual(await call('POST'), [204, 0]);
  assert.equal(phase(), 'pending');
  const [{ code }] = rows(`SELECT pairing_token AS code FROM xplugin_jtl_twint_transaction WHERE token = '${token}'`);
  await phone.approve(code);
  assert.deepEqual(await call('GET'), [204, 0]);
  assert.equal(phase(), 'captured');
  for (let number = 0; number < 10; number++) assert.deepEqual(await call('POST'), [204, 0]);
  const unknown = await page.context().request.fetch(`${shop.url}/jtl-twint/pay/${'A'.repeat(43)}/notify`, { method: 'POST', failOnStatusCode: false });
  assert.equal(unknown.status(), 404);
});
