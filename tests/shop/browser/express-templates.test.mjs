// TWINT Express in other templates: one without anything of NOVA's, which places the buttons itself, and a child of NOVA that changes
// the blocks in which they stand.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { inTemplate } from './lib/shop.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

/** Approves, and waits for whatever the template shows as the shop's thanks. */
async function buys(page) {
  await pay.until(page, 'waiting');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await page.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'), { timeout: 30000 });
  await expect(ended.paid('57.00'));
  assert.deepEqual(page.problems, []);
}

for (const [place, button] of [
  ['article', '#buy_form .jtl-twint-express button'],
  ['small basket', '#small-basket .jtl-twint-express button'],
  ['basket', 'main > .jtl-twint-express button'],
]) {
  test(`a template without NOVA's blocks has the button where it puts it: ${place}`, async (t) => {
    inTemplate(t, 'Bare');
    const page = await open();
    const buyer = new Buyer(page);
    if (place !== 'article') {
      await buyer.put('kanne');
    }
    await buyer.go(place === 'basket' ? 'Warenkorb' : 'kanne');
    assert.equal(await page.locator('header').textContent(), 'Shop', 'the template is bare');
    await buyer.submit(page.locator(button));
    assert.ok(await page.locator('.jtl-twint-qr svg').isVisible());
    const sr = page.locator('.jtl-twint .sr-only').first();
    assert.equal(await sr.evaluate((element) => getComputedStyle(element).position), 'absolute', 'what is only read out is not seen');
    await buys(page);
    assert.equal(await page.locator('h1').textContent(), 'Danke');
  });
}

test('what a template without NOVA\'s blocks does not place is not there', async (t) => {
  inTemplate(t, 'Bare');
  const page = await open();
  await new Buyer(page).put('kanne');
  await new Buyer(page).go('kanne');
  assert.equal(await page.locator('.jtl-twint-express').count(), 2);
});

test('in a child of NOVA the buttons stand in the blocks that it changes, and where it puts them itself', async (t) => {
  inTemplate(t, 'Child');
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.go('kanne');
  assert.ok(await page.locator('#add-to-cart [data-child]').isVisible(), 'the child changes this block');
  assert.equal(await page.locator('#add-to-cart .jtl-twint-express').count(), 1);
  assert.equal(await page.locator('.cart-icon-dropdown [data-child] .jtl-twint-express').count(), 1);
  assert.equal(await page.locator('.cart-icon-dropdown .jtl-twint-express').count(), 1);
  await buyer.go('Warenkorb');
  assert.ok(await page.locator('#cart-checkout-btn[data-child]').isVisible(), 'the child changes this block');
  assert.equal(await express.button(page).count(), 1);
  await buyer.submit(express.button(page));
  assert.ok(await page.locator('[data-child-footer]').count(), 'the page stands in the child\'s frame');
  await buys(page);
});

test('in a child of NOVA an order is paid as ever', async (t) => {
  inTemplate(t, 'Child');
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  assert.ok(await page.locator('[data-child-footer]').count());
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});
