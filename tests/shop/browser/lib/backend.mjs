// The plugin's page in the backend, its settings, and who may see it.
import { execFileSync } from 'node:child_process';
import { rows, run, shop, text } from './shop.mjs';

export { login } from './login.mjs';

const [{ kPlugin }] = rows("SELECT kPlugin FROM tplugin WHERE cPluginID = 'jtl_twint'");

const secrets = rows('SELECT name, HEX(value) AS value FROM xplugin_jtl_twint_secret');
const settings = rows(`SELECT cName AS name, cWert AS value FROM tplugineinstellungen WHERE kPlugin = ${kPlugin}`);

/** Access data and settings as before the tests, nothing known of TWINT. */
export function connectAnew() {
  run(`DELETE FROM xplugin_jtl_twint_secret;
    DELETE FROM xplugin_jtl_twint_access_data WHERE id > 1;
    UPDATE xplugin_jtl_twint_access_data SET name = '', is_on = 1, languages = '[]', domains = '[]', customer_groups = '[]';
    DELETE FROM xplugin_jtl_twint_fact WHERE name NOT IN ('cash_register', 'cron_salt');
    DELETE FROM tplugineinstellungen WHERE kPlugin = ${kPlugin};
    ${secrets.map(({ name, value }) => `INSERT INTO xplugin_jtl_twint_secret VALUES (${text(name)}, UNHEX('${value}'), UTC_TIMESTAMP(3));`).join('')}
    ${settings.map(({ name, value }) => insert(name, value)).join('')}`);
}

const insert = (name, value) => `INSERT INTO tplugineinstellungen (kPlugin, cName, cWert) VALUES (${kPlugin}, ${text(name)}, ${text(value ?? '')});`;

/** A setting of the plugin. */
export function set(name, value) {
  run(`DELETE FROM tplugineinstellungen WHERE kPlugin = ${kPlugin} AND cName = ${text(name)}; ${insert(name, value)}`);
}

const [{ nVersion }] = rows('SELECT nVersion FROM tversion');

/** The permission to see the pages of plugins; before 5.3 the shop had only the one to manage them. */
export const SEE_PLUGINS = nVersion.startsWith('5.2.') ? 'PLUGIN_ADMIN_VIEW' : 'PLUGIN_DETAIL_VIEW_ALL';

/** A user of a group with these permissions only. */
export function role(name, permissions, language = 'de-DE') {
  const hash = execFileSync('php', ['-r', 'echo password_hash($argv[1], PASSWORD_DEFAULT);', '--', name], { encoding: 'utf8' });
  run(`DELETE FROM tadminlogin WHERE cLogin = ${text(name)};
    DELETE r FROM tadminrechtegruppe r JOIN tadminlogingruppe g USING (kAdminlogingruppe) WHERE g.cGruppe = ${text(name)};
    DELETE FROM tadminlogingruppe WHERE cGruppe = ${text(name)};
    INSERT INTO tadminlogingruppe (cGruppe, cBeschreibung) VALUES (${text(name)}, '');
    SET @group = LAST_INSERT_ID();
    ${permissions.map((right) => `INSERT INTO tadminrechtegruppe (cRecht, kAdminlogingruppe) VALUES (${text(right)}, @group);`).join('')}
    INSERT INTO tadminlogin (cLogin, cPass, cName, cMail, kAdminlogingruppe, nLoginVersuch, bAktiv, language)
      VALUES (${text(name)}, ${text(hash)}, ${text(name)}, 'role@example.com', @group, 0, 1, ${text(language)})`);
  return { user: name, password: name };
}

/** The admin, whose backend speaks this language. */
export function adminIn(language) {
  if (language === 'de-DE') return shop.admin;
  const name = 'manager';
  run(`DELETE FROM tadminlogin WHERE cLogin = ${text(name)};
    INSERT INTO tadminlogin (cLogin, cPass, cName, cMail, kAdminlogingruppe, nLoginVersuch, bAktiv, language)
      SELECT ${text(name)}, cPass, cName, 'language@example.com', kAdminlogingruppe, 0, 1, ${text(language)} FROM tadminlogin WHERE cLogin = ${text(shop.admin.user)}`);
  return { user: name, password: shop.admin.password };
}

/** A tab of the plugin's page: Transactions, Configuration or Information. */
export async function tab(page, name, backend = shop.backend) {
  await page.goto(`${backend}plugin/${kPlugin}?cPluginTab=${name}`);
  await pane(page).waitFor();
}

/** What is visible of the plugin's page. */
export const pane = (page) => page.locator('.tab-pane.active');

/** The sentence on top after something was sent. */
export const notice = (page) => pane(page).locator('[data-twint="notice"]').innerText();

/** Sends what the action sends, and waits for the page that answers. */
export async function send(page, action, ofPlugin = true) {
  await Promise.all([page.waitForEvent('domcontentloaded'), action()]);
  if (ofPlugin) await pane(page).waitFor();
}
