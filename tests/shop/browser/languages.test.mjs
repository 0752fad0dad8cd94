// The languages that the plugin speaks to the merchant: the backend's, or the one of the setting.
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { SEE_PLUGINS, connectAnew, login, pane, role, send, set, tab } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { mails, plain, run } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();
beforeEach(connectAnew);

/** A key of the catalogues, not a host's name. */
const UNTRANSLATED = /(?<![.\w-])twint\.[a-z]/;
const spoken = {
  'de-DE': { done: /\d Punkten sind in Ordnung/, tabs: ['Transaktionen', 'Konfiguration', 'Information'], bell: 'Es wird kein Geld bewegt' },
  'en-GB': { done: /\d points are in order/, tabs: ['Transactions', 'Configuration', 'Information'], bell: 'No money moves' },
  'fr-FR': { done: /\d points sur \d+ sont en ordre/, tabs: ['Transactions', 'Configuration', 'Informations'], bell: 'Aucun argent n’est déplacé' },
  'it-IT': { done: /\d punti sono in ordine/, tabs: ['Transazioni', 'Configurazione', 'Informazioni'], bell: 'Non viene mosso denaro' },
};

async function speaks(page, language) {
  const { done, tabs } = spoken[language];
  await tab(page, 'Configuration');
  assert.match(await pane(page).innerText(), done);
  assert.doesNotMatch(await pane(page).innerText(), UNTRANSLATED);
  const names = await page.locator('.tabs-nav [role="tab"]').allInnerTexts();
  assert.deepEqual(names.slice(0, 3).map((name) => name.replace('\u2060', '').trim()), tabs);
  for (const [other, words] of Object.entries(spoken)) {
    assert.equal(await page.getByText(words.bell).count() > 0, other === language, other);
  }
}

for (const language of Object.keys(spoken)) {
  test(`the backend's: ${language}`, async () => {
    // A user each: who has logged in once stays logged in, in the language of then.
    await speaks(await login(role(`reader ${language}`, ['DASHBOARD_VIEW', SEE_PLUGINS], language)), language);
  });
}

test('in a German backend the one that the merchant chose, until it is taken back', async (t) => {
  t.after(() => set('backend_language', 'backend'));
  const page = await login();
  await tab(page, 'Configuration');
  await pane(page).locator('[name="twint_set[backend_language]"]').selectOption('fre');
  await send(page, () => pane(page).locator('[data-twint="settings"] button[type="submit"]').click());
  await speaks(page, 'fr-FR');
  set('backend_language', 'backend');
  await speaks(page, 'de-DE');
});

test('the mail of an alarm as well', async (t) => {
  t.after(() => set('backend_language', 'backend'));
  set('backend_language', 'fre');
  await sweep();
  run(`DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE 'throttle.alarm%';
    UPDATE xplugin_jtl_twint_fact SET updated_at = UTC_TIMESTAMP(3) - INTERVAL 20 MINUTE WHERE name = 'sweep'`);
  mails.forget();
  const buyer = new Buyer(await open());
  await buyer.put('kanne');
  await buyer.toPayment();
  const told = mails.all().map(plain).filter((mail) => /La tâche de fond de TWINT s’est exécutée pour la dernière fois/.test(mail));
  assert.equal(told.length, 1, mails.all().join('\n'));
  assert.match(told[0], /Vers le plugin/);
  assert.match(told[0], /il y a 20 minutes/);
  assert.doesNotMatch(told[0], UNTRANSLATED);
});
