// The shop's own list of orders says how each TWINT payment stands.
import assert from 'node:assert/strict';
import test from 'node:test';
import { login, pane, send } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { rows, run, shop } from './lib/shop.mjs';

withBrowser();

const NOTE = '[data-twint="order-payment"]';
const row = (page, number) => page.locator('tr', { hasText: number });
const note = async (page, number) => (await row(page, number).locator(NOTE).innerText()).replace(/\s+/g, ' ');

test('phase and amount stand below the payment method, and lead to the payment', async () => {
  const [waiting, paid, foreign] = await payments(3);
  await phone.approve(paid.token);
  run(`DELETE FROM xplugin_jtl_twint_transaction WHERE id = ${foreign.id}`);
  const page = await login();
  await screen(page, 'payment', paid.id);
  await send(page, () => pane(page).locator('[data-action="refresh"]').click());
  await page.goto(`${shop.backend}orders`);
  assert.equal(await note(page, waiting.number), `Wartet auf Kunden CHF ${waiting.amount}`);
  assert.equal(await note(page, paid.number), `Verbucht CHF ${paid.amount}`);
  assert.equal(await row(page, foreign.number).locator(NOTE).count(), 0);
  await row(page, paid.number).locator(`${NOTE} a`).click();
  await pane(page).locator('[data-action="refresh"]').waitFor();
  assert.match(await pane(page).innerText(), new RegExp(paid.number));
  assert.deepEqual(page.problems, []);
});

test('the list stays as it is without our tables', async () => {
  const [waiting] = await payments(1);
  const page = await login();
  run('RENAME TABLE xplugin_jtl_twint_transaction TO away');
  try {
    await page.goto(`${shop.backend}orders`);
    assert.ok(await row(page, waiting.number).isVisible());
    assert.equal(await page.locator(NOTE).count(), 0);
  } finally {
    run('RENAME TABLE away TO xplugin_jtl_twint_transaction');
  }
});


test('without the extension it says the same', async () => {
  const [waiting] = await payments(1);
  const page = await login(shop.admin, 'desktop', shop.backend.replace(shop.url, shop.withoutExtension));
  await page.goto(`${shop.backend.replace(shop.url, shop.withoutExtension)}orders`);
  assert.equal(await note(page, waiting.number), `Wartet auf Kunden CHF ${waiting.amount}`);
});
