// The pay page needs nothing of a template but a frame, and of a browser nothing but forms and links.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { shop } from './lib/shop.mjs';

withBrowser();

const BARE = {
  header: '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{$meta_title}</title></head><body><header>Shop</header>',
  footer: '<footer>Shop</footer></body></html>',
};

/** The shop's template is reduced to a frame, until the test is over. */
function reduceTemplate(t) {
  for (const [name, content] of Object.entries(BARE)) {
    const file = `${shop.shop}/templates/NOVA/layout/${name}.tpl`;
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, content);
    t.after(() => writeFileSync(file, before));
  }
  forgetCompiled();
  t.after(forgetCompiled);
}

function forgetCompiled() {
  const folder = `${shop.shop}/templates_c`;
  for (const name of readdirSync(folder)) {
    if (name !== 'admin' && !name.startsWith('.')) rmSync(`${folder}/${name}`, { recursive: true, force: true });
  }
}

test('in a template that is nothing but a frame the page has its look, follows the payment and leads on', async (t) => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  reduceTemplate(t);
  await page.reload();
  assert.equal(await page.locator('header').textContent(), 'Shop', 'the template is bare');
  const style = (selector, property) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);
  assert.equal(await style('.jtl-twint .sr-only', 'position'), 'absolute', 'what is only read out is not seen');
  assert.equal(await style('.jtl-twint .btn', 'cursor'), 'pointer');
  await phone.approve(await pay.code(page));
  await page.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'), { timeout: 30000 });
  await expect(ended.paid('57.00'));
});

test('a browser that cannot read the script loads the page again by itself', async () => {
  const page = await open();
  await page.route('**/pay.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'this is ( no script' }));
  await new Buyer(page).orderQuickly('kanne');
  await phone.approve(await pay.code(page));
  await page.locator('#jtl-twint[data-state="paid"]').waitFor({ timeout: 30000 });
  await expect(ended.paid('57.00'));
});
