// The manual in the backend, and the ways from messages to their places in it.
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { SEE_PLUGINS, connectAnew, login, pane, role, send, tab } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
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
