// The tab "Konfiguration": checklist, access data, settings, and who may change them.
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { SEE_PLUGINS, connectAnew, login, notice, pane, role, send, set, tab } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { twint } from './lib/phone.mjs';
import { change, rows, run, shop, text } from './lib/shop.mjs';

withBrowser();
beforeEach(connectAnew);

const { certificates, storeUuid } = shop.simulator;
/** A key of the catalogues, not a host's name. */
const UNTRANSLATED = /(?<![.\w-])twint\.[a-z]/;
const WRONG = '<script>alert(1)</script>';

const setting = (name) => rows(`SELECT cWert FROM tplugineinstellungen WHERE cName = '${name}'`)[0]?.cWert;
const stored = () => rows('SELECT name, SHA2(value, 256) AS value FROM xplugin_jtl_twint_secret ORDER BY name');
const state = (page, check) => pane(page).locator(`[data-check="${check}"]`).getAttribute('data-state');

async function configuration(...who) {
  const page = await login(...who);
  await tab(page, 'Configuration');
  return page;
}

/** Hands in access data for the test environment. */
async function upload(page, { file = certificates.valid.pkcs12, pem = '', passphrase = shop.simulator.passphrase, store = storeUuid } = {}) {
  const replace = pane(page).locator('[data-access="testing"] [data-twint="replace"]:not([open]) > summary');
  if (await replace.count()) await replace.click();
  const form = pane(page).locator('[data-twint-upload="testing"]');
  await form.locator('[name="twint_store"]').fill(store);
  if (file) await form.locator('[name="twint_certificate"]').setInputFiles(file);
  await form.locator('[name="twint_pem"]').fill(pem);
  await form.locator('[name="twint_passphrase"]').fill(passphrase);
  await send(page, () => form.locator('button').click());
}

test('looking at the page calls nobody; the check is made by a click and remembered with its time', async () => {
  await twint.forgetCalls();
  const page = await configuration();
  assert.equal(await state(page, 'connection'), 'unknown');
  assert.equal((await twint.calls()).length, 0);
  await send(page, () => page.click('#twint-check'));
  assert.match(await notice(page), /TWINT hat geantwortet/);
  assert.equal(await state(page, 'connection'), 'ok');
  const asked = (await twint.calls()).length;
  assert.ok(asked > 0);
  await tab(page, 'Configuration');
  assert.equal(await state(page, 'connection'), 'ok');
  assert.equal((await twint.calls()).length, asked);
  assert.deepEqual(page.problems, []);
});

test('the checklist knows what is missing and leads there', async () => {
  const page = await configuration();
  for (const [check, expected] of Object.entries({ extension: 'ok', systemId: 'ok', certificate: 'ok', paymentMethod: 'ok', shipping: 'ok', currency: 'ok', environment: 'warning', wawi: 'ok' })) {
    assert.equal(await state(page, check), expected, check);
  }
  set('environment', 'production');
  await tab(page, 'Configuration');
  assert.equal(await state(page, 'certificate'), 'todo');
  assert.equal(await state(page, 'environment'), 'ok');
  assert.equal(await pane(page).locator('[data-twint="test-banner"]').count(), 0);
  assert.ok(await pane(page).locator('[data-twint="live-badge"]').isVisible());
  await pane(page).locator('[data-check="certificate"] a:not([data-twint])').click();
  await page.waitForTimeout(400);
  assert.ok(await page.locator('#twint-access').isVisible());
});

test('in test mode every tab says so', async () => {
  const page = await login();
  for (const name of ['Transactions', 'Configuration', 'Information']) {
    await tab(page, name);
    assert.match(await pane(page).locator('[data-twint="test-banner"]').innerText(), /Es wird kein Geld bewegt/, name);
  }
});

test('a certificate that TWINT answers replaces the old one; nothing of it is shown again', async () => {
  const page = await configuration();
  const before = stored();
  await upload(page, { file: certificates.tripleDes.pkcs12 });
  assert.match(await notice(page), /TWINT hat mit dem Zertifikat geantwortet/);
  assert.notDeepEqual(stored(), before);
  const shown = await page.content();
  assert.ok(!shown.includes(shop.simulator.passphrase));
  assert.ok(!shown.includes('PRIVATE KEY-----\n'));
});

test('each certificate that cannot work has its own sentence and changes nothing', async () => {
  const page = await configuration();
  const before = stored();
  const attempts = [
    ['passphrase', { passphrase: 'wrong' }, /Passphrase stimmt nicht/],
    ['file', { file: certificates.expired.pkcs12 }, /ist abgelaufen/],
    ['file', { file: certificates.notYetValid.pkcs12 }, /noch nicht gültig/],
    ['file', { file: certificates.revoked.pkcs12 }, /TWINT lehnt das Zertifikat ab/],
    ['pem', { file: null, pem: 'nonsense' }, /weder ein Zertifikat im Format PKCS#12/],
    ['store', { store: 'nonsense' }, /keine System-ID/],
  ];
  for (const [field, data, sentence] of attempts) {
    await upload(page, data);
    assert.match(await notice(page), sentence);
    assert.match(await pane(page).locator(`[data-problem="${field}"]`).innerText(), sentence);
    await page.waitForFunction(() => document.activeElement.getAttribute('aria-invalid') === 'true');
    assert.deepEqual(stored(), before);
  }
  assert.equal(await pane(page).locator('[name="twint_store"]').first().inputValue(), 'nonsense');
  assert.equal(await pane(page).locator('[name="twint_passphrase"]').first().inputValue(), '');
});

test('an empty System ID is read off the certificate; a wrong one can be changed for it by a click', async () => {
  run('DELETE FROM xplugin_jtl_twint_secret');
  const page = await configuration();
  await upload(page, { store: '' });
  assert.match(await notice(page), /es ist gespeichert und in Gebrauch/);
  await upload(page, { store: '00000000-0000-4000-8000-000000000000' });
  const problem = pane(page).locator('[data-problem="store"]');
  assert.match(await problem.innerText(), /nennt eine andere System-ID/);
  await send(page, () => problem.getByRole('button', { name: `System-ID ${storeUuid} übernehmen` }).click());
  assert.match(await notice(page), /es ist gespeichert und in Gebrauch/);
  assert.match(await pane(page).locator('[data-access="testing"] dl').first().innerText(), new RegExp(storeUuid));
  assert.deepEqual(page.problems, []);
});

test('a check without access data says that they are missing, and asks nobody', async () => {
  run('DELETE FROM xplugin_jtl_twint_secret');
  const page = await configuration();
  await twint.forgetCalls();
  await send(page, () => page.click('#twint-check'));
  assert.match(await notice(page), /Es fehlen noch die Zugangsdaten für «Test»/);
  assert.equal(await state(page, 'connection'), 'unknown');
  assert.equal((await twint.calls()).length, 0);
});

test('why TWINT could not be asked stands there in the admin\'s language, what happened is folded away for the support', async () => {
  await twint.down();
  const page = await configuration();
  await send(page, () => page.click('#twint-check'));
  const check = pane(page).locator('[data-check="connection"]');
  assert.match(await check.innerText(), /ist es misslungen: TWINT war nicht erreichbar/);
  assert.doesNotMatch(await check.innerText(), /connect/i);
  await check.getByText('Für den Support').click();
  assert.match(await check.innerText(), /connect/i);
  await tab(page, 'Information');
  assert.match(await pane(page).innerText(), /TWINT war nicht erreichbar/);
});

test('while TWINT is away a new certificate waits, a newer one takes its place, and the one in use stays', async () => {
  const page = await configuration();
  const [before] = stored();
  await twint.down();
  await upload(page, { file: certificates.tripleDes.pkcs12 });
  assert.match(await notice(page), /TWINT war nicht erreichbar/);
  assert.deepEqual(stored().map(({ name }) => name), ['candidate.testing', 'credentials.testing']);
  assert.equal(stored()[1].value, before.value);
  assert.equal(await state(page, 'certificate'), 'todo');
  const [waiting] = stored();
  await upload(page, { file: certificates.legacy.pkcs12 });
  assert.match(await notice(page), /TWINT war nicht erreichbar/);
  assert.notEqual(stored()[0].value, waiting.value);
  assert.equal(stored()[1].value, before.value);
  const button = (action) => pane(page).locator(`[data-twint="candidate"] [value="certificate.${action}"]`);
  await send(page, () => button('try').click());
  assert.match(await notice(page), /nicht erreichbar/);
  await twint.up();
  await send(page, () => button('try').click());
  assert.match(await notice(page), /es ist gespeichert und in Gebrauch/);
  assert.deepEqual(stored().map(({ name }) => name), ['credentials.testing']);
  assert.notEqual(stored()[0].value, before.value);
});

test('the waiting certificate can be taken untried or thrown away', async () => {
  const page = await configuration();
  const [before] = stored();
  await twint.down();
  await upload(page);
  await send(page, () => pane(page).locator('[value="certificate.drop"]').click());
  assert.deepEqual(stored(), [before]);
  assert.match(page.questions[0], /nicht nochmals abholen/);
  await upload(page);
  await send(page, () => pane(page).locator('[value="certificate.take"]').click());
  assert.match(await notice(page), /ohne dass TWINT geantwortet hat/);
  assert.deepEqual(stored().map(({ name }) => name), ['credentials.testing']);
});

test('a renewal by two clicks in two tabs is one renewal', async () => {
  await twint.settings({ certificateValidity: { expiryDate: '2027-01-01', renewalAllowed: true } });
  const page = await configuration();
  const second = await page.context().newPage();
  await tab(second, 'Configuration');
  const renew = (where) => send(where, () => pane(where).getByRole('button', { name: 'Zertifikat erneuern' }).click());
  await renew(page);
  assert.match(await notice(page), /TWINT hat ein neues Zertifikat ausgestellt/);
  await renew(second);
  assert.match(await notice(second), /wurde inzwischen ersetzt/);
  assert.equal((await twint.calls('RenewCertificate')).length, 1);
  await send(page, () => page.click('#twint-check'));
  assert.equal(await state(page, 'connection'), 'ok');
});

test('a renewal that TWINT does not allow yet says so', async () => {
  await twint.settings({ certificateValidity: { expiryDate: '2029-01-01', renewalAllowed: false } });
  const page = await configuration();
  await send(page, () => pane(page).getByRole('button', { name: 'Zertifikat erneuern' }).click());
  assert.match(await notice(page), /erlaubt die Erneuerung noch nicht/);
  assert.match(await pane(page).locator('[data-access="testing"]').innerText(), /Stand der letzten Prüfung/);
});

test('settings are saved together, and one wrong field saves none and has its sentence beside it', async () => {
  set('capture', 'immediate');
  const page = await configuration();
  const field = (name) => pane(page).locator(`[name="twint_set[${name}]"]`);
  const save = () => send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  await field('capture').selectOption('deferred');
  await field('timeout').fill('5');
  await save();
  assert.match(await notice(page), /Es wurde nichts gespeichert/);
  assert.match(await pane(page).locator('[data-problem="timeout"]').innerText(), /von 60 bis 900/);
  assert.equal(await field('timeout').getAttribute('aria-invalid'), 'true');
  assert.equal(await field('timeout').inputValue(), '5');
  assert.equal(setting('capture'), 'immediate');
  await field('timeout').fill('240');
  await save();
  assert.match(await notice(page), /Gespeichert/);
  assert.equal(setting('capture'), 'deferred');
  assert.equal(setting('timeout'), '240');
  assert.equal(await field('capture').inputValue(), 'deferred');
});

test('what an admin types is never HTML, neither here nor for the buyer', async () => {
  const page = await configuration();
  await pane(page).locator('details:has([name="twint_set[text_heading_ger]"]) > summary').click();
  await pane(page).locator('[name="twint_set[text_heading_ger]"]').fill(`"><img src=x onerror=alert(1)>`);
  await pane(page).locator('[name="twint_set[reference_prefix]"]').fill(WRONG);
  await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  await upload(page, { store: `"><img src=x onerror=alert(1)>`, pem: WRONG, file: null });
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  assert.deepEqual(page.questions, []);
});

test('without the CSRF token nothing happens', async () => {
  const page = await configuration();
  const before = stored();
  await page.evaluate(() => document.querySelectorAll('.tab-pane [name="jtl_token"]').forEach((token) => { token.value = 'x'; }));
  await pane(page).locator('[name="twint_set[timeout]"]').fill('300');
  await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  assert.match(await notice(page), /Das Formular ist abgelaufen/);
  assert.equal(setting('timeout'), undefined);
  await page.evaluate(() => document.querySelectorAll('.tab-pane [name="jtl_token"]').forEach((token) => token.remove()));
  await upload(page, { file: certificates.tripleDes.pkcs12 });
  assert.match(await notice(page), /Das Formular ist abgelaufen/);
  assert.deepEqual(stored(), before);
});

test('a role that may only look sees no form, and what it sends all the same is refused', async () => {
  set('timeout', '240');
  const page = await configuration(role('looker', ['DASHBOARD_VIEW', SEE_PLUGINS]));
  assert.equal(await pane(page).locator('[data-twint-upload]').count(), 0);
  assert.ok(await pane(page).locator('[data-twint="settings"] button[type="submit"]').isDisabled());
  await page.evaluate(() => document.querySelectorAll('fieldset').forEach((set) => { set.disabled = false; }));
  await pane(page).locator('[name="twint_set[timeout]"]').fill('300');
  await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  assert.match(await notice(page), /fehlt Ihrem Benutzer die Berechtigung/);
  assert.equal(setting('timeout'), '240');
  const cron = rows("SELECT value FROM xplugin_jtl_twint_fact WHERE name = 'cron_salt'");
  await tab(page, 'Information');
  assert.equal(await pane(page).getByText('/jtl-twint/cron/').count(), 0);
  assert.deepEqual(rows("SELECT value FROM xplugin_jtl_twint_fact WHERE name = 'cron_salt'"), cron);
});

test('a role with the permission to configure may, and the shop lists both permissions', async () => {
  const page = await configuration(role('keeper', ['DASHBOARD_VIEW', SEE_PLUGINS, 'JTL_TWINT_CONFIGURE']));
  await pane(page).locator('[name="twint_set[timeout]"]').fill('300');
  await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  assert.equal(setting('timeout'), '300');
  const admin = await login();
  await admin.goto(`${shop.backend}users`);
  await send(admin, () => admin.evaluate(() => [...document.forms].filter((form) => form.querySelector('[name="action"][value="group_edit"]')).pop().submit()), false);
  await admin.locator('#JTL_TWINT_CONFIGURE').waitFor({ state: 'attached' });
  assert.deepEqual(await admin.locator('label[for^="JTL_TWINT"]').allInnerTexts(), [
    'TWINT: Zugangsdaten und Einstellungen ändern',
    'TWINT: Geld bewegen (verbuchen, stornieren, erstatten)',
  ]);
});

test('a role without the plugin does not get in', async () => {
  const page = await login(role('stranger', ['DASHBOARD_VIEW']));
  await page.goto(`${shop.backend}plugin/1?cPluginTab=Configuration`);
  assert.equal(await page.locator('[data-check]').count(), 0);
});

test('the keyboard alone reaches the check, the upload and the settings', async () => {
  const page = await configuration();
  const wanted = ['twint-check', 'twint-set-environment', 'twint-set-timeout'];
  const reached = [];
  await page.locator('#twint-check').evaluate((button) => button.closest('.tab-pane').querySelector('input, button, a').focus());
  for (let presses = 0; presses < 120 && reached.length < wanted.length; presses += 1) {
    const id = await page.evaluate(() => document.activeElement?.id);
    if (wanted.includes(id) && !reached.includes(id)) reached.push(id);
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(reached, wanted);
  await page.focus('#twint-check');
  await send(page, () => page.keyboard.press('Enter'));
  assert.equal(await state(page, 'connection'), 'ok');
  const summary = pane(page).locator('[data-twint="replace"] > summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');
  assert.ok(await pane(page).locator('#twint-file-testing').isVisible());
});

test('the end of the certificate is announced in the bell', async () => {
  const page = await configuration();
  const soon = new Date(Date.now() + 20.5 * 86400e3).toISOString();
  const [{ value }] = rows("SELECT value FROM xplugin_jtl_twint_fact WHERE name = 'certificate.testing'");
  run(`UPDATE xplugin_jtl_twint_fact SET value = ${text(JSON.stringify({ ...JSON.parse(value), validTo: soon }))} WHERE name = 'certificate.testing'`);
  await tab(page, 'Configuration');
  assert.equal(await state(page, 'certificate'), 'warning');
  await page.getByText('Das TWINT-Zertifikat läuft in 20 Tagen ab').first().waitFor({ state: 'attached' });
});

test('for admins only means that buyers are not offered TWINT and the admin in his shop is', async () => {
  const offered = async (page) => {
    const buyer = new Buyer(page);
    await buyer.put('kanne');
    await buyer.toPayment();
    return (await buyer.payments()).some((name) => name.includes('TWINT'));
  };
  set('offered_to', 'admins');
  assert.equal(await offered(await open()), false);
  const page = await configuration();
  assert.equal(await state(page, 'paymentMethod'), 'warning');
  await page.goto(await pane(page).getByRole('link', { name: 'Shop als Administrator öffnen' }).getAttribute('href'));
  assert.equal(await offered(page), true);
});

test('the missing cron leads to its address in the other tab', async () => {
  const page = await configuration();
  await pane(page).locator('[data-check="cron"] a:not([data-twint])').click();
  await page.locator('#twint-cron').waitFor();
  assert.match(await pane(page).innerText(), /\/jtl-twint\/cron\//);
});

test('without the extension the page says which file the hoster has to install', async () => {
  const backend = `${shop.withoutExtension}/admin/`;
  const page = await login(shop.admin, 'desktop', backend);
  await tab(page, 'Configuration', backend);
  assert.equal(await state(page, 'extension'), 'todo');
  const access = pane(page).locator('[data-access="testing"]');
  assert.match(await access.innerText(), /Zuerst die PHP-Erweiterung/);
  assert.equal(await access.locator('form').count(), 0);
  const check = pane(page).locator('[data-check="extension"]');
  assert.match(await check.innerText(), /php_twint-\d+\.\d+\.\d+_php8\.\d-(x86_64|arm64)-linux-(glibc|musl)(-zts)?\.tgz/);
  assert.match(await check.innerText(), /extension=twint/);
  await check.getByText('auf Französisch').click();
  await check.getByText('Veuillez installer').waitFor();
  await check.getByText('eigene php.ini').click();
  assert.match(await check.innerText(), /extension=\/.+\/twint\.so/);
});

test('every tab fits a phone of 320 points', async () => {
  const page = await login(shop.admin, 'small');
  for (const name of ['Configuration', 'Information']) {
    await tab(page, name);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, name);
    assert.doesNotMatch(await pane(page).innerText(), UNTRANSLATED);
  }
});

test('a copy of the live shop says so, does not offer TWINT live, and becomes the live shop by a click', async (t) => {
  run(`REPLACE INTO xplugin_jtl_twint_fact VALUES ('live_shop', '{"address":"shop.example"}', UTC_TIMESTAMP(3))`);
  change('plugin', 'environment', 'production');
  t.after(() => {
    run("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'live_shop'");
    change('plugin', 'environment', 'testing');
  });
  const page = await configuration();
  const warning = pane(page).locator('[data-twint="live-shop"]');
  assert.match(await warning.textContent(), /Dies ist nicht der Live-Shop.*die Live-Zahlungen gehören zum Shop unter shop\.example/s);
  assert.equal(await state(page, 'environment'), 'todo');
  await send(page, () => warning.locator('button').click());
  assert.match(await notice(page), /Die Live-Zahlungen gehören jetzt zu diesem Shop/);
  assert.equal(await pane(page).locator('[data-twint="live-shop"]').count(), 0);
  assert.equal(await state(page, 'environment'), 'ok');
  assert.deepEqual(page.problems, []);
});
