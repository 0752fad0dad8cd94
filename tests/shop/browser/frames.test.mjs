// The pay page needs nothing of a template but a frame, and of a browser nothing but forms and links; in another app's browser it does
// not rely on opening TWINT.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { inTemplate } from './lib/shop.mjs';

withBrowser();

test('in a template that is nothing but a frame the page has its look, follows the payment and leads on', async (t) => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  inTemplate(t, 'Bare');
  await page.reload();
  assert.equal(await page.locator('header').textContent(), 'Shop', 'the template is bare');
  const style = (selector, property) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);
  assert.equal(await style('.jtl-twint .sr-only', 'position'), 'absolute', 'what is only read out is not seen');
  assert.deepEqual([await style('button.btn', 'color'), await style('button.btn', 'backgroundColor')], ['rgb(51, 51, 51)', 'rgb(255, 255, 255)'], 'a button can be read');
  await phone.approve(await pay.code(page));
  await page.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'));
  await expect(ended.paid('57.00'));
});

test('a browser that cannot read the script loads the page again by itself', async () => {
  const page = await open();
  await page.route('**/pay.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'this is ( no script' }));
  await new Buyer(page).orderQuickly('kanne');
  await phone.approve(await pay.code(page));
  await page.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'));
  await expect(ended.paid('57.00'));
});

const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
for (const [name, profile, agent] of [
  ['Instagram on Android', 'android', `${ANDROID} Instagram 312.0.0.0`],
  ['Facebook on an iPhone', 'iphone', `${IPHONE} [FBAN/FBIOS;FBAV/440.0]`],
  ['a web view on Android', 'android', ANDROID],
]) {
  test(`in the browser of another app (${name}) the code comes first, then the link, and the QR code remains`, async () => {
    const page = await open(profile, { userAgent: agent });
    await new Buyer(page).orderQuickly('kanne');
    const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
    const link = profile === 'android' ? '.jtl-twint-open' : '.jtl-twint-apps';
    assert.ok(await top('.jtl-twint-digits') < await top(link), 'the code stands above the link');
    assert.match(await page.locator('.jtl-twint-pay').textContent(), /im Browser einer anderen App/);
    assert.equal(await page.locator('.jtl-twint-details svg').count(), 1);
    await phone.approve(await pay.code(page));
    const address = page.url();
    await page.close();
    // The app leads back into the phone's own browser, which knows how it stands.
    const own = await open(profile);
    await own.goto(address);
    await pay.paid(own);
    await expect(ended.paid('57.00'));
  });
}
