// The pay page in every state, on a desk and in the hand: axe finds nothing, and the keyboard is enough.
import test from 'node:test';
import { Inspection } from './lib/accessible.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { pay } from './lib/pay.mjs';
import { states } from './lib/pay-states.mjs';
import { phone, twint } from './lib/phone.mjs';
import { mails, run, shop } from './lib/shop.mjs';

withBrowser();

const banks = { UBS: 'twint-issuer2://', 'Andere Bank': 'twint-issuer3://', Raiffeisen: 'twint-issuer6://' };

test('the pay page in each of its states', async () => {
  const page = await open();
  const inspection = new Inspection(page, '.jtl-twint');
  const url = await states(page, inspection);
  for (const notice of ['retry', 'cancel', 'app']) {
    await page.goto(`${url}?notice=${notice}`);
    await inspection.look(`notice ${notice}`);
  }
  run('UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = (SELECT MAX(order_id) FROM xplugin_jtl_twint_transaction)');
  await page.goto(url);
  await inspection.look('failed, and the order is over');
  await page.goto(`${shop.url}/jtl-twint/pay/${'A'.repeat(43)}`);
  await inspection.look('no such page');
  inspection.end();
});

test('the pay page when it changes by itself, and when the shop cannot be reached', async () => {
  const page = await open();
  const inspection = new Inspection(page, '.jtl-twint');
  await new Buyer(page).orderQuickly('kanne');
  await page.context().setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.locator('#jtl-twint[data-offline]').waitFor();
  await inspection.look('offline');
  await page.context().setOffline(false);
  await phone.decline(await pay.code(page));
  await pay.until(page, 'declined');
  await inspection.look('declined without a reload');
  inspection.end();
});

for (const profile of ['desktop', 'iphone', 'android']) {
  test(`the pay page of a payment on TWINT's own page: ${profile}`, async () => {
    await twint.bankApps(banks);
    const page = await open(profile);
    const inspection = new Inspection(page, '.jtl-twint');
    const url = await states(page, inspection, ["on TWINT's page", "on TWINT's page, on a phone"]);
    await page.locator('.jtl-twint-page').waitFor();
    await page.goto(`${url}?notice=cancel`);
    await inspection.look('it could not be cancelled');
    inspection.end();
  });
}

test('the page of an order without an attempt', async () => {
  const page = await open();
  const inspection = new Inspection(page, '.jtl-twint');
  await new Buyer(page).orderQuickly('kanne');
  const [link] = mails.links();
  run(`DELETE FROM xplugin_jtl_twint_transaction`);
  await page.goto(link);
  await inspection.look('can be begun');
  run('UPDATE tbestellung SET cStatus = -1 ORDER BY kBestellung DESC LIMIT 1');
  await page.goto(link);
  await inspection.look('is over');
  inspection.end();
});

for (const [what, profile, agent] of [
  ['an iPhone', 'iphone', {}],
  ['an iPhone, in another app', 'iphone', { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 300' }],
  ['Android', 'android', {}],
]) {
  test(`the pay page on ${what}`, async () => {
    await twint.bankApps(banks);
    const page = await open(profile, agent);
    const inspection = new Inspection(page, '.jtl-twint');
    await new Buyer(page).orderQuickly('kanne');
    await inspection.look('waiting');
    if (profile === 'iphone') {
      await page.locator('#jtl-twint-other').selectOption({ index: 1 });
      await inspection.look('a bank is chosen');
      await page.evaluate(() => localStorage.setItem('jtl-twint-bank', 'UBS'));
      await page.reload();
      await inspection.look('a bank is remembered');
    }
    await page.locator('.jtl-twint-details summary').click();
    await inspection.look('with the picture');
    inspection.end();
  });
}
