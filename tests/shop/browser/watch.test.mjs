// Never silently down: what goes wrong with the plugin takes nothing of the shop with it, and the merchant hears of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test, { beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connectAnew, login, pane, set, tab } from './lib/backend.mjs';
import { open, openWithoutExtension, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { mails, plain, rows, run, shop, tidy } from './lib/shop.mjs';
import { sweep, sweepAddress } from './lib/sweep.mjs';

withBrowser();
beforeEach(() => {
  tidy();
  connectAnew();
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE 'throttle.alarm%'");
});

const TABLES = ['transaction', 'operation', 'event', 'fact', 'secret', 'wawi', 'failing', 'word', 'visit', 'order_rate', 'order_turn', 'commit_mark', 'position', 'operation_position'];
/** Since when the background run stands still. */
const stopCron = () => run("UPDATE xplugin_jtl_twint_fact SET updated_at = UTC_TIMESTAMP(3) - INTERVAL 20 MINUTE WHERE name = 'sweep'");
const bell = (page, sentence) => page.getByText(sentence).first().waitFor({ state: 'attached' });

/** A script of setup/, in a PHP without the extension. */
const script = (name, words = [], settings = []) =>
  execFileSync('php', [...settings, fileURLToPath(new URL(`../setup/${name}`, import.meta.url)), ...words], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host },
    encoding: 'utf8',
  });

async function withoutTable(name, work) {
  run(`RENAME TABLE xplugin_jtl_twint_${name} TO away_${name}`);
  try {
    await work();
  } finally {
    run(`RENAME TABLE away_${name} TO xplugin_jtl_twint_${name}`);
  }
}

/** Offered, or not, and the shop's pages work either way. */
async function offered(page) {
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.toPayment();
  return (await buyer.payments()).some((name) => name.includes('TWINT'));
}

test('whatever table is missing, the shop, its login and its backend work', async () => {
  const page = await login();
  for (const table of TABLES) {
    await withoutTable(table, async () => {
      for (const address of [`${shop.url}/`, `${shop.url}/kanne`, `${shop.url}/Warenkorb`, shop.backend]) {
        assert.equal((await fetch(address)).status, 200, `${address} without ${table}`);
      }
      const answer = await page.goto(shop.backend);
      assert.equal(answer.status(), 200, `the dashboard without ${table}`);
      await page.waitForSelector('a[href*="logout"]', { state: 'attached' });
    });
  }
});

test('without a table TWINT is not offered, other payments are, and the plugin says which table is missing', async () => {
  await withoutTable('transaction', async () => {
    assert.equal(await offered(await open()), false);
    const page = await login();
    await tab(page, 'Transactions');
    assert.match(await pane(page).innerText(), /fehlen Tabellen des Plugins: xplugin_jtl_twint_transaction/);
    await bell(page, 'fehlen Tabellen des Plugins');
  });
  assert.equal(await offered(await open()), true);
});

test('code that is newer than its tables offers nothing until "Update" is clicked, and says so', async () => {
  const done = rows("SELECT * FROM tpluginmigration WHERE pluginID = 'jtl_twint'");
  run("DELETE FROM tpluginmigration WHERE pluginID = 'jtl_twint'");
  try {
    assert.equal(await offered(await open()), false);
    const page = await login();
    await tab(page, 'Configuration');
    await bell(page, 'Klicken Sie im Plugin-Manager auf «Aktualisieren»');
  } finally {
    for (const { kMigration, nVersion } of done) {
      run(`INSERT INTO tpluginmigration (kMigration, nVersion, pluginID, dExecuted) VALUES (${kMigration}, '${nVersion}', 'jtl_twint', NOW())`);
    }
  }
  assert.equal(await offered(await open()), true);
});

test('pages of the shop ask our tables nothing, but for those that offer TWINT', async () => {
  run('SET GLOBAL general_log_file = "queries.log"; SET GLOBAL log_output = "TABLE"; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1');
  try {
    await fetch(`${shop.url}/kanne`);
    await fetch(shop.backend);
  } finally {
    run('SET GLOBAL general_log = 0');
  }
  const asked = rows("SELECT argument FROM mysql.general_log WHERE argument LIKE '%xplugin\\_jtl\\_twint%' AND argument NOT LIKE '%general_log%'");
  // From 5.5 on the shop asks its payment methods on every page whether they are possible.
  const [major, minor] = rows('SELECT nVersion FROM tversion')[0].nVersion.split('.').map(Number);
  const read = major * 100 + minor >= 505 ? ['xplugin_jtl_twint_access_data', 'xplugin_jtl_twint_secret'] : [];
  assert.deepEqual(asked.map(({ argument }) => /FROM (xplugin_jtl_twint_\w+)/.exec(argument)[1]), read);
});

test('pages of the backend that show nothing of the plugin do not ask for its settings, the login page included', async () => {
  const page = await login();
  await page.goto(shop.backend);
  // The bell asks by a script, once the page is there.
  await page.waitForLoadState('networkidle');
  await page.goto('about:blank');
  const asked = async (...addresses) => {
    run('SET GLOBAL log_output = "TABLE"; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1');
    try {
      for (const address of addresses) assert.equal((await page.request.get(address)).status(), 200, address);
      assert.equal((await fetch(shop.backend)).status, 200);
    } finally {
      run('SET GLOBAL general_log = 0');
    }
    return rows("SELECT argument FROM mysql.general_log WHERE argument LIKE 'SELECT cName, cWert FROM tplugineinstellungen WHERE kPlugin%'").length;
  };
  assert.equal(await asked(`${shop.backend}coupons`), 0);
  const [{ kPlugin }] = rows("SELECT kPlugin FROM tplugin WHERE cPluginID = 'jtl_twint'");
  assert.ok((await asked(`${shop.backend}plugin/${kPlugin}?cPluginTab=Configuration`)) > 0, 'its own page does');
});

test('a cron that has stopped is told by the bell, and by one mail when a buyer comes by', async () => {
  await sweep();
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE 'throttle.alarm%'");
  mails.forget();
  stopCron();
  await new Buyer(await open()).go('Bestellvorgang');
  const page = await open();
  assert.equal(await offered(page), true);
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'throttle.alarms_looked'");
  assert.equal(await offered(await open()), true);
  const told = mails.all().map(plain).filter((mail) => /Hintergrundlauf von TWINT lief zuletzt/.test(mail));
  assert.equal(told.length, 1, mails.all().join('\n'));
  assert.match(told[0], /^Subject:.*TWINT/m);
  const admin = await login();
  await tab(admin, 'Configuration');
  await bell(admin, 'Der Hintergrundlauf von TWINT lief zuletzt');
});

test('without the extension the bell rings, a mail is sent to the address of the settings, and new orders are held', async () => {
  set('alarm_address', 'kasse@example.com');
  await sweep();
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE 'throttle.alarm%'");
  mails.forget();
  const page = await openWithoutExtension();
  assert.equal(await offered(page), false);
  const told = mails.all().map(plain).filter((mail) => /fehlt die Erweiterung twint/.test(mail));
  assert.equal(told.length, 1);
  assert.match(told[0], /^To:.*kasse@example.com/m);
  const backend = `${shop.withoutExtension}/admin/`;
  const admin = await login(shop.admin, 'desktop', backend);
  await tab(admin, 'Configuration', backend);
  await bell(admin, 'fehlt die Erweiterung twint');
  assert.equal(script('order-hook.php'), 'P');
});

test('without the module intl a payment is found by the same names', () => {
  const words = ['Müller-Brändli Zoë Ångström'];
  const without = script('search-words.php', words, ['-d', 'disable_functions=transliterator_transliterate,transliterator_create']);
  assert.ok(without.split('\n').length > 10);
  assert.equal(without, script('search-words.php', words));
});

test('what keeps failing stands above the list, with its error, and is tried again by a click', async () => {
  const buyer = await open();
  await new Buyer(buyer).orderQuickly('kanne');
  // An open page asks as well, and its claim would keep the sweep away.
  await buyer.goto('about:blank');
  run("UPDATE xplugin_jtl_twint_transaction SET capture_mode = 'broken'");
  for (let n = 0; n < 3; n += 1) {
    run('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3), claimed_until = UTC_TIMESTAMP(3)');
    assert.equal((await sweep()).trouble, null);
  }
  const page = await login();
  await tab(page, 'Transactions');
  const panel = page.locator('#twint-failing');
  assert.match(await panel.innerText(), /Fragen, wie die Zahlung steht.*3-mal gescheitert, nächster Versuch in 5 Minuten/s);
  await bell(page, 'immer wieder scheitert: 1');
  await Promise.all([page.waitForEvent('domcontentloaded'), panel.getByRole('button').click()]);
  await pane(page).waitFor();
  assert.equal(await page.locator('#twint-failing').count(), 0);
  assert.deepEqual(page.problems, []);
});

test('access data that cannot be decrypted any more are told by the bell', async () => {
  run("UPDATE xplugin_jtl_twint_secret SET value = CONCAT(value, 'x') WHERE name = 'credentials.testing'");
  assert.equal(await offered(await open()), false);
  const page = await login();
  await tab(page, 'Configuration');
  await bell(page, 'lässt sich nicht mehr entschlüsseln');
});

test('what only looks at the address of cron starts nothing, and who guesses it is stopped', async () => {
  await sweep();
  run("UPDATE xplugin_jtl_twint_fact SET updated_at = '2026-01-01' WHERE name = 'sweep'");
  const look = await fetch(sweepAddress(), { method: 'HEAD' });
  assert.deepEqual([look.status, await look.text()], [200, '']);
  assert.equal(rows("SELECT updated_at > '2026-01-02' AS swept FROM xplugin_jtl_twint_fact WHERE name = 'sweep'")[0].swept, '0');
  const answers = [];
  // Twenty a minute; another minute may begin in between.
  for (let n = 0; n < 45 && answers.at(-1) !== 429; n += 1) answers.push((await fetch(`${shop.url}/jtl-twint/cron/guess${n}`)).status);
  assert.equal(answers[0], 404);
  assert.equal(answers.at(-1), 429);
  assert.equal((await sweep()).trouble, null);
});
