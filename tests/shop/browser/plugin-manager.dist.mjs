// The ZIP that merchants get, in the life it has in a shop: uploaded, installed, paid with, disabled, uninstalled with its payments
// kept and without. All by the shop's own plugin manager; the tests build on each other.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { close, open, start } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { begin, ended, expect } from './lib/ledger.mjs';
import { login } from './lib/login.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { rows, shop } from './lib/shop.mjs';

const ZIP = process.env.TWINT_PLUGIN_ZIP;
const ENABLED = '2';
const DISABLED = '1';

before(start);
after(close);

const setup = (script) =>
  execFileSync('php', ['-d', `extension=${shop.extension}`, fileURLToPath(new URL(`../setup/${script}`, import.meta.url))], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host },
  });

/** What the shop knows of the plugin. */
const plugin = () => rows("SELECT kPlugin AS id, nStatus AS state, nVersion AS version FROM tplugin WHERE cPluginID = 'jtl_twint'")[0];
const tables = () => rows("SHOW TABLES LIKE 'xplugin\\_jtl\\_twint\\_%'").length;
const payments = () => rows('SELECT COUNT(*) AS number FROM xplugin_jtl_twint_transaction')[0].number;

async function manager(tab) {
  const page = await login();
  await page.goto(`${shop.backend}pluginmanager`);
  await page.locator(`a[href="#${tab}"]`).first().click();
  await page.locator(`#${tab}.active`).waitFor();
  return page;
}

/** Uploads the ZIP; the answer is the shop's. */
async function upload() {
  const page = await manager('upload');
  await page.locator('#plugin-install-upload').setInputFiles(ZIP);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('pluginmanager')),
    page.locator('#upload .fileinput-upload-button').click(),
  ]);
  return answer.json();
}

async function tick(page, tab, id) {
  await page.locator(`#${tab} label[for="plugin-check-${id}"]`).last().click();
}

/** Installs what was uploaded, with its licence accepted. */
async function install() {
  const page = await manager('verfuegbar');
  await tick(page, 'verfuegbar', 'jtl_twint');
  await page.locator('#licenseModal .modal-body', { hasText: 'MIT License' }).waitFor();
  await page.locator('#licenseModal button[name="ok"]').click();
  await page.locator('#licenseModal').waitFor({ state: 'hidden' });
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('#verfuegbar button[name="installieren"]').click()]);
  await page.locator('#verfuegbar').waitFor({ state: 'attached' });
}

async function change(tab, button) {
  const page = await manager(tab);
  await tick(page, tab, plugin().id);
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator(`#${tab} button[name="${button}"]`).click()]);
}

async function uninstall({ deleteData }) {
  const page = await manager('aktiviert');
  await tick(page, 'aktiviert', plugin().id);
  await page.locator('#uninstall-enabled-plugin').click();
  const modal = page.locator('#uninstall-enabled-modal');
  await modal.locator('.delete-plugindata-yes').waitFor();
  if (!deleteData) await modal.locator('label[for="delete-data-enabled"]').click();
  await Promise.all([page.waitForEvent('domcontentloaded'), modal.locator('.delete-plugindata-yes').click()]);
}

test('an untouched shop unpacks the ZIP, every file of it unchanged', async () => {
  assert.equal(plugin(), undefined);
  const answer = await upload();
  assert.equal(answer.status, 'OK', JSON.stringify(answer.messages ?? answer));
  assert.equal(answer.dir_name, 'jtl_twint/');
  assert.match(answer.license, /jtl_twint\/LICENSE\.md$/);
  const differing = execFileSync('php', ['-r', `$zip = new ZipArchive(); $zip->open($argv[1]); for ($i = 0; $i < $zip->numFiles; $i++) {
    $name = $zip->getNameIndex($i); $file = $argv[2] . $name;
    if (str_ends_with($name, '/') ? !is_dir($file) : @file_get_contents($file) !== $zip->getFromIndex($i)) { echo $name, ' '; } }`, '--', ZIP, `${shop.shop}/plugins/`], { encoding: 'utf8' });
  assert.equal(differing, '');
});

test('the shop installs it, and finds none of its files modified', async () => {
  await install();
  assert.equal(plugin().state, ENABLED);
  const page = await manager('aktiviert');
  const folder = page.locator('#aktiviert .plugin-folder', { hasText: 'jtl_twint' });
  await folder.waitFor();
  // Before 5.3 the shop does not compare them.
  if (!/^5\.[012]\./.test(rows('SELECT nVersion FROM tversion')[0].nVersion)) await folder.locator('.text-success').waitFor();
});

test('its page shows documentation, changes and licence', async () => {
  const page = await login();
  await page.goto(`${shop.backend}plugin/${plugin().id}`);
  const text = await page.locator('body').textContent();
  assert.match(text, /Für Händlerinnen und Händler/);
  assert.equal(await page.locator('.twint-manual img').first().evaluate((picture) => fetch(picture.src).then((answer) => answer.status)), 200);
  assert.match(text, new RegExp(plugin().version.replaceAll('.', '\\.')));
  assert.match(text, /MIT License/);
});

test('a buyer pays', async () => {
  setup('ship.php');
  setup('connect.php');
  begin();
  await phone.reset();
  const page = await open();
  await new Buyer(page).order('kanne');
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('disabled it is gone from the shop, enabled it is back with its payment', async () => {
  await change('aktiviert', 'deaktivieren');
  assert.equal(plugin().state, DISABLED);
  const page = await open();
  assert.equal((await page.goto(shop.url)).status(), 200);
  await change('deaktiviert', 'aktivieren');
  assert.equal(plugin().state, ENABLED);
  assert.equal(payments(), '1');
});

test('uninstalled with its tables kept, the payment is there when it is installed again', async () => {
  await uninstall({ deleteData: false });
  assert.equal(plugin(), undefined);
  assert.equal(payments(), '1');
  await install();
  assert.equal(plugin().state, ENABLED);
  const page = await login();
  await page.goto(`${shop.backend}plugin/${plugin().id}?cPluginTab=Transactions`);
  await page.locator('.tab-pane.active', { hasText: '57.00' }).waitFor();
});

test('uninstalled with its tables deleted, nothing of it is left, and it can be installed as new', async () => {
  await uninstall({ deleteData: true });
  assert.equal(tables(), 0);
  assert.deepEqual(rows("SELECT * FROM tadminrecht WHERE cRecht LIKE '%TWINT%'"), []);
  assert.deepEqual(rows("SELECT * FROM tzahlungsart WHERE cName = 'TWINT'"), []);
  await install();
  assert.equal(payments(), '0');
});

test('the same ZIP uploaded over the installed plugin leaves it as it is', async () => {
  assert.equal((await upload()).status, 'OK');
  assert.equal(plugin().state, ENABLED);
  const page = await login();
  await page.goto(`${shop.backend}plugin/${plugin().id}?cPluginTab=Configuration`);
  await page.locator('.tab-pane.active').waitFor();
});
