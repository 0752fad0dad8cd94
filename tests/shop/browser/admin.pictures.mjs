// Pictures of the backend for docs/screenshots, each of the part that the manual speaks of.
import test, { beforeEach } from 'node:test';
import { adminIn, connectAnew, login, pane, send, tab } from './lib/backend.mjs';
import { languages, picture, withBrowser } from './lib/browser.mjs';
import { twint } from './lib/phone.mjs';
import { run, shop } from './lib/shop.mjs';

withBrowser();
beforeEach(connectAnew);

const section = (page, title) => pane(page).locator(`section[aria-labelledby="${title}"]`);

/** Draws a part of the page, without what floats over it. */
async function draw(part, name) {
  await part.evaluate((element) => {
    for (const other of document.querySelectorAll('body *')) {
      if (/fixed|sticky/.test(getComputedStyle(other).position)) {
        other.style.setProperty('position', 'static', 'important');
        if (!element.contains(other)) other.style.visibility = 'hidden';
      }
    }
    element.style.padding = '1rem';
  });
  await picture(part, name);
}

async function upload(page, certificate) {
  await pane(page).locator('[data-access="testing"] [data-twint="replace"]').evaluate((details) => { details.open = true; });
  const form = pane(page).locator('[data-twint-upload="testing"]');
  await form.locator('[name="twint_certificate"]').setInputFiles(shop.simulator.certificates[certificate].pkcs12);
  await form.locator('[name="twint_passphrase"]').fill(shop.simulator.passphrase);
  await send(page, () => form.locator('button').click());
}

for (const [language, ending] of Object.entries(languages)) {
  const at = async (name, profile = 'desktop', backend = shop.backend) => {
    const page = await login(adminIn(language), profile, backend);
    await tab(page, name, backend);
    return page;
  };

  test(`the checklist, ${language}`, async () => {
    run("INSERT INTO xplugin_jtl_twint_fact VALUES ('sweep', '{\"complete\":true}', UTC_TIMESTAMP(3))");
    const page = await at('Configuration');
    await send(page, () => page.click('#twint-check'));
    await draw(section(page, 'twint-checklist-title'), `admin-checklist${ending}`);
    for (const [profile, width] of [['hand', 390], ['small', 320]]) {
      await draw(section(await at('Configuration', profile), 'twint-checklist-title'), `admin-checklist-${width}${ending}`);
    }
  });

  test(`access data: first entry, in use, refused, waiting, ${language}`, async () => {
    const page = await at('Configuration');
    await draw(section(page, 'twint-access'), `admin-access${ending}`);
    await draw(section(await at('Configuration', 'hand'), 'twint-access'), `admin-access-390${ending}`);
    await upload(page, 'expired');
    await draw(pane(page).locator('[data-twint="notice"]'), `admin-access-refused${ending}`);
    await twint.down();
    await upload(page, 'tripleDes');
    await draw(pane(page).locator('[data-twint="candidate"]'), `admin-access-waiting${ending}`);
    await twint.up();
    run('DELETE FROM xplugin_jtl_twint_secret; DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE \'certificate.%\'');
    await tab(page, 'Configuration');
    await draw(section(page, 'twint-access'), `admin-access-first${ending}`);
  });

  test(`settings, and one that is refused, ${language}`, async () => {
    run(`DELETE FROM tplugineinstellungen WHERE cName IN ('capture', 'mail_refund', 'timeout', 'poll_interval', 'test_endpoint', 'test_app_schemes_endpoint', 'test_ca_file')`);
    const page = await at('Configuration');
    await draw(section(page, 'twint-settings'), `admin-settings${ending}`);
    await draw(section(await at('Configuration', 'hand'), 'twint-settings'), `admin-settings-390${ending}`);
    await pane(page).locator('[name="twint_set[timeout]"]').fill('5');
    await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
    await draw(pane(page).locator('.form-group:has([name="twint_set[timeout]"])'), `admin-settings-refused${ending}`);
  });

  test(`information and self-test, ${language}`, async () => {
    const page = await at('Information');
    await draw(section(page, 'twint-report'), `admin-information${ending}`);
    await send(page, () => pane(page).locator('[data-twint="self-test"] button').click());
    await draw(section(page, 'twint-self-test'), `admin-self-test${ending}`);
    await draw(section(await at('Information', 'hand'), 'twint-report'), `admin-information-390${ending}`);
  });

  test(`without the extension, ${language}`, async () => {
    const page = await at('Configuration', 'desktop', `${shop.withoutExtension}/admin/`);
    await draw(pane(page).locator('[data-check="extension"]'), `admin-without-extension${ending}`);
  });
}
