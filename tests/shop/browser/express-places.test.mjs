// Where TWINT Express is offered: at the article, which is then bought alone, and in the small basket at the top of each page.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect, KANNE } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { change, rows, shop } from './lib/shop.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

const atArticle = (page) => page.locator('#add-to-cart .jtl-twint-express');
const flyout = (page) => page.locator('.cart-icon-dropdown .jtl-twint-express');
const basket = async (buyer) => {
  await buyer.go('Warenkorb');
  // Not what others bought with it, which the page shows below. An empty basket has no form.
  return (await buyer.page.locator('#cart-form').allTextContents()).join('');
};

test('an article is bought alone, as often as chosen, and the basket stays as it is', async () => {
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.put('tasse');
  await express.beginAt(page, 'kanne', { amount: 2 });
  assert.deepEqual(await express.bought(page), [
    '2 × KanneCHF 100.00', 'Paketpost: CHF 7.00zusammen CHF 107.00', 'Velokurier: CHF 13.45zusammen CHF 113.45',
  ]);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  // The shop's thanks would empty the basket: the order's own page does not.
  await page.waitForURL(/[?&]uid=/);
  await expect(ended.paid('107.00', { sold: { kanne: 2, set: 1 } }));
  const left = await basket(buyer);
  assert.match(left, /Tasse/);
  assert.doesNotMatch(left, /Kanne/);
});

test('with an empty basket the buyer is taken to the shop\'s thanks', async () => {
  const page = await open();
  await express.beginAt(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('57.00', { sold: KANNE }));
  assert.deepEqual(page.problems, []);
});

test('the chosen variation is what is shown, ordered and taken from the stock; another one is another check-in', async () => {
  const page = await open();
  await express.beginAt(page, 'hemd', { variation: 'rot' });
  const first = page.url();
  assert.match((await express.bought(page))[0], /1 × Hemd, Farbe: rot/);
  await express.beginAt(page, 'hemd', { variation: 'blau' });
  assert.notEqual(page.url(), first);
  assert.match((await express.bought(page))[0], /1 × Hemd, Farbe: blau/);
  await express.beginAt(page, 'hemd', { variation: 'blau' });
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('46.00', { sold: { hemd: 1, 'hemd blau': 1 } }));
  assert.deepEqual(express.rows().map(({ phase }) => phase), ['over', 'order_started']);
});

test('a combination of variations is chosen at its own page, and bought', async () => {
  const page = await open();
  await new Buyer(page).go('schuh');
  assert.equal(await atArticle(page).count(), 0);
  await express.beginAt(page, 'schuh-41');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('96.00', { sold: { schuh: 1, 'schuh-41': 1 } }));
});

for (const [what, article, choice] of [
  ['no variation is chosen', 'hemd', {}],
  ['there is not as much in stock', 'kanne', { amount: 21 }],
  ['none is asked for', 'kanne', { amount: 0 }],
]) {
  test(`what the shop does not put into a basket is not bought so: ${what}`, async () => {
    const page = await open();
    // Past the browser's own check of the form.
    await new Buyer(page).go(article);
    await page.locator('#buy_form').evaluate((form) => {
      form.noValidate = true;
      form.querySelectorAll('[name^="eigenschaftwert"]').forEach((choice) => choice.remove());
    });
    if (choice.amount !== undefined) {
      await page.locator('input[name="anzahl"]:visible').first().evaluate((field, amount) => (field.value = amount), choice.amount);
    }
    await new Buyer(page).submit(atArticle(page).locator('button'));
    // The article's page with the shop's word.
    assert.equal(await page.locator('h1').first().textContent().then((name) => name.trim().toLowerCase()), article);
    assert.equal(await page.locator('.alert-danger').count() > 0, choice.amount !== 0);
    assert.equal((await twint.calls('RequestFastCheckoutCheckIn')).length, 0);
    assert.deepEqual(express.rows(), []);
    assert.doesNotMatch(await basket(new Buyer(page)), /Hemd|Kanne/);
  });
}

test('who declines or cancels is led back to the article, and a double click begins once', async () => {
  const page = await open();
  await express.beginAt(page, 'kanne');
  const first = page.url();
  await express.beginAt(page, 'kanne');
  assert.equal(page.url(), first);
  assert.equal(express.rows().length, 1);
  await phone.checkIn(await pay.code(page), 'decline');
  await pay.until(page, 'cancelled');
  await page.locator('.jtl-twint-actions a').click();
  await page.waitForURL(/\/kanne/);
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
});

test('stock that is gone meanwhile is not sold, and an address abroad is refused', async () => {
  const page = await open();
  await express.beginAt(page, 'kanne');
  change('stock', '2', '0');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'sold_out');
  change('stock', '2', '20');
  await express.beginAt(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval({ address: 'Hans|Muster|Hauptstrasse 1|79098|Freiburg|DE' }));
  await pay.until(page, 'abroad');
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
});

test('the small basket has the button on the page, and after the shop\'s script loaded it anew', async () => {
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.go('kanne');
  assert.equal(await flyout(page).count(), 0);
  const second = await page.context().newPage();
  await new Buyer(second).put('kanne');
  assert.equal(await flyout(second).count(), 1);
  // As it does after an article was put in from a list.
  await page.waitForFunction(() => window.$?.evo?.basket);
  await page.evaluate(() => window.$.evo.basket().updateCart());
  await flyout(page).waitFor({ state: 'attached' });
  await page.locator('.cart-icon-dropdown > a').first().click();
  await buyer.submit(flyout(page).locator('button'));
  assert.match(page.url(), /jtl-twint\/express/);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('the button comes with the small basket that the shop\'s script gets for an article put into it', async () => {
  const page = await open();
  await new Buyer(page).go('tasse');
  const template = await page.evaluate(async () => {
    const token = document.querySelector('[name="jtl_token"]').value;
    const body = new URLSearchParams({ io: JSON.stringify({ name: 'pushToBasket', params: [2, 1, { jtl_token: token, a: 2, anzahl: 1 }] }) });
    const answer = await (await fetch('/io', { method: 'POST', body })).json();
    return answer.varAssigns.map(({ value }) => value.cWarenkorbMini ?? '').join('');
  });
  assert.match(template, /jtl-twint-express/);
});

test('each place has its setting, and TWINT Express as a whole', async (t) => {
  const page = await open();
  const buyer = new Buyer(page);
  const seen = async () => {
    await buyer.go('kanne');
    const [article, small] = [await atArticle(page).count(), await flyout(page).count()];
    await buyer.go('Warenkorb');
    return [article, small, await express.button(page).count()];
  };
  t.after(() => {
    ['article', 'flyout', 'basket'].forEach((place) => set(`express_${place}`, 'shown'));
    set('express', 'on');
  });
  await buyer.put('kanne');
  assert.deepEqual(await seen(), [1, 1, 1]);
  set('express_article', 'hidden');
  assert.deepEqual(await seen(), [0, 1, 1]);
  set('express_flyout', 'hidden');
  assert.deepEqual(await seen(), [0, 0, 1]);
  set('express_basket', 'hidden');
  assert.deepEqual(await seen(), [0, 0, 0]);
  ['article', 'flyout', 'basket'].forEach((place) => set(`express_${place}`, 'shown'));
  set('express', 'off');
  assert.deepEqual(await seen(), [0, 0, 0]);
});

test('without the extension the shop\'s pages are as they were', async () => {
  for (const address of ['kanne', 'Warenkorb', '']) {
    const answer = await fetch(`${shop.withoutExtension}/${address}`);
    assert.equal(answer.status, 200);
    assert.doesNotMatch(await answer.text(), /jtl-twint-express/);
  }
});
