// Pictures of the backend for docs/screenshots, each of the part that the manual speaks of.
import test, { beforeEach } from 'node:test';
import { connectAnew, login, pane, send, tab } from './lib/backend.mjs';
import { picture, withBrowser } from './lib/browser.mjs';
import { twint } from './lib/phone.mjs';
import { run, shop } from './lib/shop.mjs';

withBrowser();
beforeEach(connectAnew);

const section = (page, title) => pane(page).locator(`section[aria-labelledby="${title}"]`);

async function at(name, profile = 'desktop') {
  const page = await login(shop.admin, profile);
  await tab(page, name);
  // The bar with the button floats over what is drawn.
  await page.addStyleTag({ content: '.save-wrapper { position: static !important }' });
  return page;
}

async function upload(page, certificate) {
  await pane(page).locator('[data-access="testing"] [data-twint="replace"] > summary').click();
  const form = pane(page).locator('[data-twint-upload="testing"]');
  await form.locator('[name="twint_certificate"]').setInputFiles(shop.simulator.certificates[certificate].pkcs12);
  await form.locator('[name="twint_passphrase"]').fill(shop.simulator.passphrase);
  await send(page, () => form.locator('button').click());
}

test('the checklist', async () => {
  run("INSERT INTO xplugin_jtl_twint_fact VALUES ('sweep', '{\"complete\":true}', UTC_TIMESTAMP(3))");
  const page = await at('Configuration');
  await send(page, () => page.click('#twint-check'));
  await picture(section(page, 'twint-checklist-title'), 'admin-checklist');
  const small = await at('Configuration', 'small');
  await picture(section(small, 'twint-checklist-title'), 'admin-checklist-320');
});

test('access data: first entry, in use, refused, waiting', async () => {
  const page = await at('Configuration');
  await picture(section(page, 'twint-access'), 'admin-access');
  await upload(page, 'expired');
  await picture(pane(page).locator('[data-twint="notice"]'), 'admin-access-refused');
  await twint.down();
  await upload(page, 'tripleDes');
  await picture(pane(page).locator('[data-twint="candidate"]'), 'admin-access-waiting');
  await twint.up();
  run('DELETE FROM xplugin_jtl_twint_secret; DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE \'certificate.%\'');
  await tab(page, 'Configuration');
  await picture(section(page, 'twint-access'), 'admin-access-first');
});

test('settings, and one that is refused', async () => {
  run(`DELETE FROM tplugineinstellungen WHERE cName IN ('poll_interval', 'test_endpoint', 'test_app_schemes_endpoint', 'test_ca_file')`);
  const page = await at('Configuration');
  await picture(section(page, 'twint-settings'), 'admin-settings');
  await pane(page).locator('[name="twint_set[timeout]"]').fill('5');
  await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  await picture(pane(page).locator('.form-group:has([name="twint_set[timeout]"])'), 'admin-settings-refused');
});

test('information and self-test', async () => {
  const page = await at('Information');
  await picture(section(page, 'twint-report'), 'admin-information');
  await send(page, () => pane(page).locator('[data-twint="self-test"] button').click());
  await picture(section(page, 'twint-self-test'), 'admin-self-test');
});

test('without the extension', async () => {
  const backend = `${shop.withoutExtension}/admin/`;
  const page = await login(shop.admin, 'desktop', backend);
  await tab(page, 'Configuration', backend);
  await picture(pane(page).locator('[data-check="extension"]'), 'admin-without-extension');
});
