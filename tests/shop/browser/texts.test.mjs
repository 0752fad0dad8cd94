// What the buyer reads, edited by the merchant in the shop's own plugin manager.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { login } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { rows, run, shop } from './lib/shop.mjs';

withBrowser();

const [{ kPlugin }] = rows("SELECT kPlugin FROM tplugin WHERE cPluginID = 'jtl_twint'");

/** The form of the plugin's texts in the shop. */
async function texts(admin) {
  await admin.goto(`${shop.backend}pluginmanager`);
  const link = await admin.locator(`a[href*="sprachvariablen=1&kPlugin=${kPlugin}"]`).first().getAttribute('href');
  await admin.goto(new URL(link, admin.url()).href);
}

const field = async (admin, name) => {
  const [{ id }] = rows(`SELECT kPluginSprachvariable AS id FROM tpluginsprachvariable WHERE kPlugin = ${kPlugin} AND cName = '${name}'`);
  return admin.locator(`[name="${id}_GER"]`);
};

const save = (admin) => Promise.all([admin.waitForEvent('domcontentloaded'), admin.locator('[name="speichern"]').click()]);

after(() => run(`DELETE FROM tpluginsprachvariablecustomsprache WHERE kPlugin = ${kPlugin}`));

test('the merchant\'s words stand on the pay page, and a text that lost its place for the order\'s number does not', async () => {
  const admin = await login();
  await texts(admin);
  assert.match(await admin.locator('body').innerText(), /Seite zum Bezahlen/);
  await (await field(admin, 'step_open')).fill('TWINT-App zur Hand nehmen & öffnen');
  await (await field(admin, 'page_title')).fill('Bezahlen');
  await save(admin);

  const page = await open();
  await new Buyer(page).order('kanne');
  assert.match(await page.locator('.jtl-twint').first().innerText(), /TWINT-App zur Hand nehmen & öffnen/);
  assert.match(await page.title(), /TWINT-Zahlung für Bestellung/);
  assert.deepEqual(page.problems, []);
});
