// The ZIP that merchants get, in the life it has in a shop: uploaded, installed, paid with, disabled, uninstalled with its payments
// kept and without, and as the update of an older one. All by the shop's own plugin manager; the tests build on each other.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { close, open, start } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { begin, ended, expect } from './lib/ledger.mjs';
import { login } from './lib/login.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { rows, run, shop } from './lib/shop.mjs';

const ZIP = process.env.TWINT_PLUGIN_ZIP;
const ENABLED = '2';
const DISABLED = '1';
/** The state of an order. */
const PAID = '3';

before(start);
after(close);

const setup = (script, ...words) =>
  execFileSync('php', ['-d', `extension=${shop.extension}`, fileURLToPath(new URL(`../setup/${script}`, import.meta.url)), ...words.map(String)], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host },
  });

const php = (code, ...words) => execFileSync('php', ['-d', `extension=${shop.extension}`, '-r', code, '--', ...words], { encoding: 'utf8' });

/** The last version that was released; before the first one, these very files under an older number. */
function lastReleased(t) {
  if (process.env.TWINT_RELEASED_ZIP) return process.env.TWINT_RELEASED_ZIP;
  const folder = mkdtempSync(`${tmpdir()}/older-`);
  t.after(() => rmSync(folder, { recursive: true }));
  copyFileSync(ZIP, `${folder}/jtl_twint-0.0.1.zip`);
  php(`$zip = new ZipArchive(); $zip->open($argv[1]); $name = 'jtl_twint/info.xml';
    $zip->addFromString($name, preg_replace('~<Version>[^<]+~', '<Version>0.0.1', $zip->getFromName($name))); $zip->close();`, `${folder}/jtl_twint-0.0.1.zip`);
  return `${folder}/jtl_twint-0.0.1.zip`;
}

/** Everything that says where money is. */
const books = () => ['transaction', 'operation', 'event', 'position'].map((table) => rows(`SELECT * FROM xplugin_jtl_twint_${table} ORDER BY 1`));

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

/** Uploads a ZIP; the answer is the shop's. */
async function upload(zip = ZIP) {
  const page = await manager('upload');
  await page.locator('#plugin-install-upload').setInputFiles(zip);
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

let bookedBefore;
let payPage;

test('updated from the last version with payments in every phase, it leaves each as it was', async (t) => {
  await uninstall({ deleteData: true });
  assert.equal((await upload(lastReleased(t))).status, 'OK');
  await install();
  const { version: older } = plugin();
  setup('ship.php');
  setup('connect.php');
  begin();
  await phone.reset();
  const page = await open();
  await new Buyer(page).order('kanne');
  payPage = page.url();
  // A page that stays open would go on asking.
  await page.context().close();
  const phases = JSON.parse(php("echo json_encode(array_column(Twint\\Phase::cases(), 'value'));"));
  setup('payments.php', 'begin', phases.length);
  phases.forEach((phase, index) => {
    run(`UPDATE xplugin_jtl_twint_transaction SET phase = '${phase}' WHERE id = (SELECT id FROM (SELECT id FROM xplugin_jtl_twint_transaction ORDER BY id LIMIT 1 OFFSET ${index + 1}) one)`);
  });
  // The time to pay is not what is tested, nor a busy machine.
  run('UPDATE xplugin_jtl_twint_transaction SET expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY');
  bookedBefore = books();
  assert.deepEqual(bookedBefore[0].slice(1).map(({ phase }) => phase), phases);

  run("REPLACE INTO xplugin_jtl_twint_fact (name, value, updated_at) VALUES ('phase_counts', '[\"as the older one counts\"]', UTC_TIMESTAMP(3))");
  assert.equal((await upload()).status, 'OK');
  const backend = await manager('aktiviert');
  await Promise.all([backend.waitForEvent('domcontentloaded'), backend.locator('#aktiviert [onclick^="ackCheck("]:visible').click()]);
  await backend.locator('#aktiviert').waitFor({ state: 'attached' });
  assert.equal(plugin().state, ENABLED);
  assert.notEqual(plugin().version, older);
  assert.deepEqual(books(), bookedBefore);
  assert.deepEqual(rows("SELECT name FROM xplugin_jtl_twint_fact WHERE value LIKE '%older one%'"), [], 'what it cached is forgotten');
});

test('disabled, enabled, uninstalled with its tables kept and installed again, it still has all of them', async () => {
  await change('aktiviert', 'deaktivieren');
  await change('deaktiviert', 'aktivieren');
  await uninstall({ deleteData: false });
  await install();
  assert.equal(plugin().state, ENABLED);
  assert.deepEqual(books(), bookedBefore);
  const page = await login();
  await page.goto(`${shop.backend}plugin/${plugin().id}?cPluginTab=Transactions`);
  await page.locator('.tab-pane.active', { hasText: '57.00' }).waitFor();
});

test('the payment that waited through all of that is paid', async () => {
  // With the plugin the shop forgets its settings.
  setup('ship.php');
  setup('connect.php');
  const page = await open();
  await page.goto(payPage);
  await phone.approve(await pay.code(page));
  await pay.paid(page);
  const [{ phase, status }] = rows(`SELECT t.phase, o.cStatus AS status FROM xplugin_jtl_twint_transaction t
    JOIN tbestellung o ON o.kBestellung = t.order_id ORDER BY t.id LIMIT 1`);
  assert.deepEqual({ phase, status }, { phase: 'captured', status: PAID });
});
