// The manual in the backend, and the ways from messages to their places in it.
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { SEE_PLUGINS, connectAnew, login, pane, role, send, tab } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { run, shop } from './lib/shop.mjs';

withBrowser();
beforeEach(connectAnew);

test('the manual is the tab "Dokumentation", with pictures, and its links lead where they say', async () => {
  const page = await login();
  await tab(page, 'Documentation');
  assert.deepEqual(await page.locator('.nav-tabs a', { hasText: 'Dokumentation' }).count(), 1);
  assert.ok((await pane(page).innerText()).includes('Für Händlerinnen und Händler'));
  const broken = await pane(page).evaluate(async (manual) => {
    const links = [...manual.querySelectorAll('a[href^="#"]')].filter((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) === null);
    const pictures = await Promise.all([...manual.querySelectorAll('img')].map(async (picture) => ((await fetch(picture.src)).ok ? [] : [picture.src])));
    return [...links.map((link) => link.hash), ...pictures.flat()];
  });
  assert.deepEqual(broken, []);
  assert.ok((await pane(page).locator('img').count()) > 10);
  await pane(page).getByRole('link', { name: 'Grenzen', exact: true }).first().click();
  await page.waitForFunction(() => document.activeElement.textContent === 'Grenzen');
  assert.deepEqual(page.problems, []);
});

for (const [language, words] of Object.entries({ 'en-GB': /For merchants/, 'fr-FR': /Pour les commerçantes/, 'it-IT': /Per chi vende online/ })) {
  test(`it speaks the admin's language, ${language}`, async () => {
    const page = await login(role(`reader-${language}`, ['DASHBOARD_VIEW', SEE_PLUGINS], language));
    await tab(page, 'Documentation');
    assert.ok(words.test(await pane(page).innerText()));
  });
}

test('what the list finds and what a form answers lead to their places', async () => {
  run('DELETE FROM xplugin_jtl_twint_secret');
  const page = await login();
  await tab(page, 'Configuration');
  await send(page, () => page.click('#twint-check'));
  const certificate = pane(page).locator('[data-check="certificate"]');
  const found = (await certificate.locator('strong').locator('..').innerText()).replace(/^.*?\. /s, '');
  await certificate.locator('[data-twint="explained"]').click();
  await page.waitForFunction(() => document.activeElement.tagName === 'TR');
  const row = await page.evaluate(() => document.activeElement.innerText);
  assert.ok(found.startsWith(row.split('\t')[0].trim().slice(0, 20)), `${row} | ${found}`);
});

test('the bell leads to the manual', async () => {
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'sweep'");
  const page = await login();
  await page.goto(shop.backend);
  const link = page.locator('a[href*="twint-manual-m-"]').first();
  await page.locator('[data-toggle="dropdown"] .fa-bell, .fa-bell').first().click();
  await link.waitFor({ state: 'attached' });
  await page.goto(await link.getAttribute('href'));
  await page.locator('.twint-manual').waitFor();
  assert.ok(await page.evaluate(() => document.querySelector(location.hash) !== null));
});

/** The link beside what is said leads to the row of the manual that says the same. */
async function leads(page, part) {
  const link = pane(page).locator(part).locator('[data-twint="explained"]').first();
  const said = (await link.locator('..').innerText()).replace(/\s+/g, ' ');
  await link.click();
  await page.waitForFunction(() => document.activeElement.tagName === 'TR');
  const [message] = (await page.evaluate(() => document.activeElement.innerText)).split('\t');
  const beginning = message.split('…').map((part) => part.trim()).find((part) => part !== '').slice(0, 20);
  assert.ok(said.includes(beginning), `${said} | ${message}`);
}

test('so do a field that is refused, a button that cannot be pressed, and a form that cannot be carried out', async () => {
  const page = await login();
  await tab(page, 'Configuration');
  await pane(page).locator('[name="twint_set[timeout]"]').fill('5');
  await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  await leads(page, '[data-problem="timeout"]');
  await tab(page, 'Configuration');
  // The form to replace access data is folded away.
  await pane(page).locator('[data-twint="replace"] > summary').first().click();
  await pane(page).locator('[name="twint_store"]').first().fill('no System ID');
  await send(page, () => pane(page).locator('[data-twint-upload] button').first().click());
  await leads(page, '[data-problem="store"]');
  const [payment] = await payments(1, 'deferred');
  await phone.approve(payment.token);
  await screen(page, 'payment', payment.id);
  await send(page, () => pane(page).locator('[data-action="refresh"]').click());
  await leads(page, '#twint-why-refund');
  await screen(page, 'capture', payment.id);
  await pane(page).locator('label[for="twint-scope-part"]').click();
  await send(page, () => pane(page).locator('[name="twint_step"][value="check"]').click());
  await leads(page, '#twint-problem');
  await screen(page, 'link', 0, { order: 'no such order' });
  await leads(page, '#twint-link-refusal');
});

test('so does what Wawi reported, and what the background run fails at', async () => {
  const [payment] = await payments(1);
  run(`INSERT INTO xplugin_jtl_twint_wawi (order_id, news, state, wish_key, finding, due_at, created_at)
      VALUES (${payment.order}, 'shipped', 'attention', '${'A'.repeat(22)}', 'shipped_unpaid', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3));
    REPLACE INTO xplugin_jtl_twint_failing VALUES ('settle', ${payment.id}, 3, 'broken', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)`);
  const page = await login();
  await screen(page, 'list');
  await leads(page, '#twint-wawi');
  await screen(page, 'list');
  await pane(page).locator('#twint-failing [data-twint="explained"]').click();
  await page.waitForFunction(() => document.activeElement.tagName === 'TR');
  assert.match(await page.evaluate(() => document.activeElement.innerText), /^Woran der Hintergrundlauf von TWINT immer wieder scheitert/);
  run('DELETE FROM xplugin_jtl_twint_failing');
});
