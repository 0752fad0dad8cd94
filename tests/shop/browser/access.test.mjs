// Several sets of access data: set up in the backend, chosen at the checkout, remembered by each payment.
import assert from 'node:assert/strict';
import test, { after, beforeEach } from 'node:test';
import { Inspection } from './lib/accessible.mjs';
import { connectAnew, login, notice, pane, send, tab } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { pay } from './lib/pay.mjs';
import { screen } from './lib/payments.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, rows, run, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();
beforeEach(connectAnew);
// The tests of other files begin with what is there.
after(connectAnew);

const { certificates, passphrase, storeUuid, secondStoreUuid } = shop.simulator;

const set = (page, name = 'Boutique') => pane(page).locator('[data-set]', { hasText: name });

async function configuration(profile = 'desktop') {
  const page = await login(shop.admin, profile);
  await tab(page, 'Configuration');
  return page;
}

async function add(page, name = 'Boutique') {
  await pane(page).locator('[data-twint="set-add"] > summary').click();
  await pane(page).locator('[data-twint="set-add"] [name="twint_name"]').fill(name);
  await send(page, () => pane(page).locator('[data-twint="set-add"] button').click());
}

/** Switches a set on, or off. */
const toggle = (rule) => rule.locator('label[for$="-on"]').click();

/** A second company, for whoever buys in English. */
async function boutique(page) {
  await add(page);
  const form = set(page).locator('[data-twint-upload^="testing"]');
  await form.locator('[name="twint_certificate"]').setInputFiles(certificates.secondStore.pkcs12);
  await form.locator('[name="twint_passphrase"]').fill(passphrase);
  await send(page, () => form.locator('button').click());
  assert.match(await notice(page), /gespeichert|in Gebrauch/i);
  await edit(page, async (rule) => {
    // The shop draws the boxes itself, at their labels.
    await rule.locator('label', { hasText: 'Englisch' }).click();
    await toggle(rule);
  });
}

async function edit(page, change) {
  if (await set(page).getAttribute('open') === null) await set(page).locator('> summary').click();
  const rule = set(page).locator('[data-twint="set"]');
  await change(rule);
  await send(page, () => rule.locator('button').click());
}

async function payment(language) {
  const page = await open();
  await new Buyer(page, { language }).orderQuickly('kanne');
  const code = await pay.code(page);
  const { store } = await twint.order(code);
  return { page, code, store };
}

async function isOffered(language) {
  const page = await open();
  const buyer = new Buyer(page, { language });
  await buyer.put('kanne');
  await buyer.toPayment();
  return (await buyer.payments()).some((name) => name.includes('TWINT'));
}

test('who has one System ID sees nothing of sets but where another can be added', async () => {
  const page = await configuration();
  assert.equal(await pane(page).locator('[data-set], [data-twint="set"], [data-check="accessRules"]').count(), 0);
  assert.equal(await pane(page).locator('[data-access]').count(), 2);
  assert.equal(await pane(page).locator('[data-twint="set-add"]').getAttribute('open'), null);
});

test('the money goes to the store that is meant, and is refunded by it after the set was switched off', async () => {
  const page = await configuration();
  await boutique(page);
  assert.equal(await set(page).locator('[data-twint="rule"]').innerText(), 'Sprache: Englisch');
  for (const check of ['systemId', 'certificate', 'connection']) {
    assert.equal(await pane(page).locator(`[data-check="${check}"]`).count(), 2, check);
  }
  assert.equal(await pane(page).locator('[data-check="accessRules"]').getAttribute('data-state'), 'ok');

  assert.equal((await payment('ger')).store, storeUuid);
  const english = await payment('eng');
  assert.equal(english.store, secondStoreUuid);
  await edit(page, toggle);
  assert.equal(await pane(page).locator('[data-check="accessRules"]').getAttribute('data-state'), 'ok');
  assert.equal(await isOffered('eng'), false);
  assert.equal(await isOffered('ger'), true);

  await phone.approve(english.code);
  await pay.paid(english.page);
  clock.due();
  await sweep();
  const [{ id, phase }] = rows("SELECT id, phase FROM xplugin_jtl_twint_transaction WHERE access_id > 1");
  assert.equal(phase, 'captured');
  await screen(page, 'list');
  assert.deepEqual(await pane(page).locator('#twint-transactions [data-set]').allInnerTexts(), ['Boutique', 'Zugangsdaten 1']);
  await screen(page, 'payment', id);
  assert.match(await pane(page).innerText(), /Zugangsdaten\s+Boutique/);

  await tab(page, 'Configuration');
  await set(page).locator('> summary').click();
  assert.match(await set(page).locator('[data-twint="kept"]').innerText(), /erstattet/);
  assert.ok(await set(page).locator('[data-twint="set-delete"] button').isDisabled());
  assert.deepEqual(page.problems, []);
});

test('where the set that is meant has no certificate TWINT is not offered, and the checklist says so', async () => {
  const page = await configuration();
  await boutique(page);
  run("DELETE FROM xplugin_jtl_twint_secret WHERE name LIKE 'credentials.testing.%'");
  await tab(page, 'Configuration');
  const check = pane(page).locator('[data-check="certificate"][data-state="todo"]');
  assert.match(await check.innerText(), /Boutique/);
  assert.equal(await isOffered('eng'), false);
  assert.equal(await isOffered('ger'), true);
});

test('the books of a set that is gone name it', async () => {
  const page = await login();
  await screen(page, 'bookings', 0, { set: '99' });
  const chosen = pane(page).locator('#twint-bookings-set');
  assert.equal(await chosen.locator('option:checked').innerText(), 'Zugangsdaten 99');
  assert.equal(await chosen.inputValue(), '99');
  assert.deepEqual(page.problems, []);
});

test('of two admins who change the same set, the second is told', async () => {
  const first = await configuration();
  await add(first);
  const second = await configuration();
  await edit(first, (rule) => rule.locator('[name="twint_domains"]').fill('boutique.example'));
  await edit(second, (rule) => rule.locator('[name="twint_name"]').fill('Other'));
  assert.match(await notice(second), /inzwischen geändert/);
  assert.deepEqual(rows('SELECT name, domains FROM xplugin_jtl_twint_access_data WHERE id > 1'), [{ name: 'Boutique', domains: '["boutique.example"]' }]);
});

test('what is no domain is said at the field and explained; all that was typed is still there, and nothing is saved', async () => {
  const page = await configuration();
  await add(page);
  await edit(page, async (rule) => {
    await rule.locator('label', { hasText: 'Englisch' }).click();
    await rule.locator('[name="twint_domains"]').fill('https://boutique.example/');
    await rule.locator('[name="twint_name"]').fill('Filiale');
  });
  const form = set(page).locator('[data-twint="set"]');
  const problem = form.locator('[data-problem="domains"]');
  assert.match(await problem.innerText(), /keine Domains/);
  assert.equal(await problem.locator('[data-twint="explained"]').count(), 1);
  const field = form.locator('[name="twint_domains"]');
  assert.equal((await field.getAttribute('aria-describedby')).split(' ')[0], await problem.getAttribute('id'));
  assert.deepEqual([await field.inputValue(), await form.locator('[name="twint_name"]').inputValue()], ['https://boutique.example/', 'Filiale']);
  assert.deepEqual(await form.locator('[name="twint_languages[]"]').evaluateAll((boxes) => boxes.filter((box) => box.checked).map((box) => box.value)), ['eng']);
  assert.deepEqual(rows('SELECT name, domains, languages FROM xplugin_jtl_twint_access_data WHERE id > 1'), [{ name: 'Boutique', domains: '[]', languages: '[]' }]);
});

test('a set that was never on can be deleted, and takes its certificate along', async () => {
  const page = await configuration();
  await add(page);
  await send(page, () => set(page).locator('[data-twint="set-delete"] button').click());
  assert.match(await notice(page), /«Boutique» ist gelöscht/);
  assert.equal(await pane(page).locator('[data-set]').count(), 0);
});

test('everybody can use the sets', async () => {
  const page = await configuration();
  await boutique(page);
  const inspection = new Inspection(page, '.tab-pane.active');
  await inspection.look('a set that was saved');
  inspection.end();
  if (!process.env.TWINT_PICTURES) return;
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const part of ['twint-access', 'twint-checklist-title']) {
      await pane(page).locator(`section[aria-labelledby="${part}"]`).screenshot({ path: `${process.env.TWINT_PICTURES}/${part}-${width}.png` });
    }
  }
});
