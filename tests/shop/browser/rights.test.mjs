// Every address and every button of the plugin, tried by everybody who has no right to it: nobody learns anything, nothing moves.
// The lists are compared with the code, so that nothing new is left out; and each thing works for whom it is meant for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, beforeEach } from 'node:test';
import { SEE_PLUGINS, connectAnew, login, role } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { code } from './lib/code.mjs';
import { payments } from './lib/payments.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, mails, rows, run, shop, text as quoted } from './lib/shop.mjs';
import { sweep, sweepAddress } from './lib/sweep.mjs';
import { wawi } from './lib/wawi.mjs';

withBrowser();

sweepAddress();
const [{ salt }] = rows("SELECT value AS salt FROM xplugin_jtl_twint_fact WHERE name = 'cron_salt'");

/** As before the tests, with the same address of cron. */
function asBefore() {
  connectAnew();
  run(`UPDATE xplugin_jtl_twint_fact SET value = ${quoted(salt)} WHERE name = 'cron_salt'`);
}

beforeEach(asBefore);
after(asBefore);

const [{ kPlugin }] = rows("SELECT kPlugin FROM tplugin WHERE cPluginID = 'jtl_twint'");
const TABLES = [
  ...rows("SHOW TABLES LIKE 'xplugin_jtl_twint_%'").map((row) => Object.values(row)[0]).filter((name) => !name.endsWith('_visit')),
  'tplugineinstellungen', 'tzahlungseingang', 'tadminrechtegruppe',
];

/** Whatever must not move: our tables, the shop's orders, TWINT's books and what it was asked. */
async function standing() {
  const sums = rows(`CHECKSUM TABLE ${TABLES.join(', ')}`).map((row) => Object.values(row).join(' '));
  const orders = rows('SELECT COUNT(*) AS n, SUM(cStatus) AS status, SUM(cAbgeholt = \'N\') AS released FROM tbestellung');
  const stock = rows('SELECT SUM(fLagerbestand) AS level FROM tartikel');
  return { sums, orders, stock, books: await twint.books(), calls: (await twint.calls()).length };
}

/** What somebody gets as an answer, without following it elsewhere. */
async function ask(page, url, { method = 'GET', form, multipart } = {}) {
  const answer = await page.context().request.fetch(url, { method, form, multipart, maxRedirects: 0, failOnStatusCode: false });
  const headers = answer.headers();
  return { status: answer.status(), text: `${headers.location ?? ''}\n${(await answer.body()).toString('latin1')}`, type: headers['content-type'] ?? '' };
}

/** Somebody with a payment that waits, whose page does not look after it. */
async function buyer(order = (each) => each.orderQuickly('kanne')) {
  const page = await open();
  await order(new Buyer(page));
  const token = page.url().split('/').pop();
  await page.goto('about:blank');
  return { page, token, order: rows(`SELECT order_id FROM xplugin_jtl_twint_transaction WHERE token = '${token}'`)[0].order_id };
}

/** A guest's order that waits for its payment, and all that only its buyer may know. */
async function victim() {
  const { page } = await buyer();
  const [row] = rows('SELECT order_id, order_number, reference, token, twint_uuid FROM xplugin_jtl_twint_transaction ORDER BY id DESC LIMIT 1');
  const [link] = mails.links();
  return { page, ...row, link, secrets: [row.order_number, row.reference, row.token, row.twint_uuid] };
}

const learnsNothing = (answer, secrets, what) => {
  for (const secret of secrets) assert.ok(!answer.text.includes(secret), `${what} tells ${secret}`);
};

// ── what everybody can reach ──

const pageOf = (token, action) => `${shop.url}/jtl-twint/pay/${token}${action === 'page' ? '' : `/${action}`}`;
const swapped = (text) => text.replace(/[a-z]/gi, (sign) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()));

/** What the buyer gets from each address below the pay page's; and the methods of the other two. */
const BELOW = { page: 200, status: 200, cancel: 303, retry: 303, other: 303, finish: 303 };
const OTHERS = { '/jtl-twint/pay/': null, '/jtl-twint/order/': ['GET', 'POST'], '/jtl-twint/express/': ['GET', 'POST'], '/jtl-twint/cron/': ['GET', 'POST'] };
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

test('every address of the plugin is tried here', () => {
  const routes = code.routes();
  assert.deepEqual(Object.keys(routes.below), Object.keys(BELOW));
  assert.deepEqual(routes.prefixes, Object.keys(OTHERS));
  assert.equal(routes.registrations, 3, 'Checkout/Routes, Express/ExpressRoutes and Cron/CronEndpoint tell the router');
});

test('without the address of a payment nobody comes near it, not even with an order of their own', async () => {
  const theirs = await victim();
  const { below } = code.routes();
  const nobody = { page: await open() };
  const guest = await buyer();
  const customer = await buyer((each) => each.order('kanne', { guest: false }));
  const proofs = new Map(mails.links().map((link) => link.split('/').slice(-2)));
  const untouched = rows(`SELECT phase, polls FROM xplugin_jtl_twint_transaction WHERE token = '${theirs.token}'`);
  const before = await standing();
  for (const [who, { page, token: mine, order }] of Object.entries({ nobody, guest, customer })) {
    run('DELETE FROM xplugin_jtl_twint_visit');
    for (const [action, method] of Object.entries(below)) {
      for (const token of ['A'.repeat(43), swapped(theirs.token), theirs.token.slice(0, -1), `${theirs.token}%20`, theirs.order_id, theirs.order_number]) {
        const answer = await ask(page, pageOf(token, action), { method });
        assert.equal(answer.status, 404, `${who}: ${action} of ${token}`);
        learnsNothing(answer, theirs.secrets.filter((secret) => secret !== token), `${who}: ${action}`);
      }
    }
    run('DELETE FROM xplugin_jtl_twint_visit');
    if (mine) assert.match(proofs.get(order), /^[0-9a-f]{40}$/);
    for (const each of ['0'.repeat(40), theirs.link.split('/').pop().slice(0, -1), 'x', theirs.token, ...(mine ? [proofs.get(order)] : [])]) {
      for (const [action, method] of [['', 'GET'], ['/pay', 'POST']]) {
        const answer = await ask(page, `${shop.url}/jtl-twint/order/${theirs.order_id}/${each}${action}`, { method });
        assert.equal(answer.status, 404, `${who}: the order with ${each}${action}`);
        learnsNothing(answer, theirs.secrets.filter((secret) => secret !== each), `${who}: the link in the mail`);
      }
    }
    for (const each of ['0'.repeat(40), theirs.token, `${sweepAddress().split('/').pop()}0`, swapped(sweepAddress().split('/').pop())]) {
      for (const method of OTHERS['/jtl-twint/cron/']) {
        assert.equal((await ask(page, `${shop.url}/jtl-twint/cron/${each}`, { method })).status, 404, `${who}: cron with ${each}`);
      }
    }
    for (const [action, method] of [['', 'GET'], ['/status', 'GET'], ['/cancel', 'POST']]) {
      for (const each of ['A'.repeat(43), theirs.token, `begin${action || '/page'}`]) {
        const answer = await ask(page, `${shop.url}/jtl-twint/express/${each}${action}`, { method });
        assert.equal(answer.status, 404, `${who}: express with ${each}${action}`);
      }
    }
    // Their own addresses tell of their own only, whatever else is asked for.
    for (const action of mine ? ['page', 'status', 'finish'] : []) {
      const answer = await ask(page, `${pageOf(mine, action)}?token=${theirs.token}&order=${theirs.order_id}&kBestellung=${theirs.order_id}`);
      learnsNothing(answer, [theirs.order_number, theirs.reference, theirs.twint_uuid], `${who}: their own ${action}`);
    }
    // The shop's own ways to pay again.
    for (const path of ['Bestellabschluss?payAgain=1&kBestellung=', 'bestellab_again.php?kBestellung=', 'jtl.php?bestellung=']) {
      const answer = await ask(page, `${shop.url}/${path}${theirs.order_id}`);
      // A line on each page leads back to what they have begun themselves.
      const ofOthers = answer.text.replaceAll(`jtl-twint/order/${order}/`, '');
      assert.doesNotMatch(ofOthers, /jtl-twint\/(pay|order)\//, `${who}: ${path}`);
      learnsNothing(answer, theirs.secrets, `${who}: ${path}`);
    }
  }
  // The visits of their own pages asked TWINT about their own.
  const now = await standing();
  const others = ({ calls, sums, ...rest }) => rest;
  assert.deepEqual(others(now), others(before));
  assert.deepEqual(rows(`SELECT phase, polls FROM xplugin_jtl_twint_transaction WHERE token = '${theirs.token}'`), untouched);
  assert.equal((await twint.orders()).length, 3);
});

test('the status page of an own order is no way to pay or to see another\'s', async () => {
  const theirs = await victim();
  const { page, order } = await buyer();
  const [{ uid }] = rows(`SELECT cUID AS uid FROM tbestellstatus WHERE kBestellung = ${order}`);
  await ask(page, `${shop.url}/status.php?uid=${uid}`);
  const before = await standing();
  const answer = await ask(page, `${shop.url}/Bestellabschluss?payAgain=1&kBestellung=${theirs.order_id}`);
  assert.doesNotMatch(answer.text, /jtl-twint\/(pay|order)\//);
  learnsNothing(answer, theirs.secrets, 'the way back from the status page');
  assert.deepEqual(await standing(), before);
});

test('each address answers to its method only, and works for whom it was given to', async () => {
  const theirs = await victim();
  const { below } = code.routes();
  const before = await standing();
  for (const [action, allowed] of Object.entries(below)) {
    for (const method of METHODS.filter((each) => each !== allowed)) {
      const answer = await ask(theirs.page, pageOf(theirs.token, action), { method });
      assert.equal(answer.status, 405, `${method} ${action}`);
    }
  }
  for (const method of METHODS.filter((each) => each !== 'GET')) {
    assert.equal((await ask(theirs.page, theirs.link, { method })).status, 405, `${method} of the link in the mail`);
  }
  // Reloaded, the page that asks for ticks leads to the basket.
  for (const method of METHODS.filter((each) => each !== 'POST')) {
    const answer = await ask(theirs.page, `${shop.url}/jtl-twint/express/begin`, { method });
    assert.equal(answer.status, method === 'GET' ? 303 : 405, `${method} of the button of TWINT Express`);
  }
  for (const method of METHODS.filter((each) => !OTHERS['/jtl-twint/cron/'].includes(each))) {
    const answer = await ask(theirs.page, sweepAddress(), { method });
    assert.doesNotMatch(answer.text, /milliseconds/, `${method} of cron`);
  }
  assert.deepEqual(await standing(), before);
  assert.equal((await ask(theirs.page, theirs.link)).status, 303);
  for (const [action, method] of Object.entries(below)) {
    assert.equal((await ask(theirs.page, pageOf(theirs.token, action), { method })).status, BELOW[action], action);
  }
  assert.equal((await twint.orders()).length, 2, 'cancelled, and paid again');
  assert.equal((await ask(theirs.page, sweepAddress())).status, 200);
});

// ── JTL-Wawi's door ──

/** What is sent through the door where the plugin listens; the rest of what it listens to comes from no outside. */
const HOOKS = {
  HOOK_ARTIKEL_XML_BEARBEITEINSERT: () => wawi.article(2, 1),
  HOOK_BESTELLABSCHLUSS_INC_BESTELLUNGINDB: null,
  HOOK_BESTELLUNGEN_XML_BEARBEITEINSERT: () => wawi.make(shop.customer, `R-${Date.now()}`),
  HOOK_BESTELLUNGEN_XML_BEARBEITESET: (id) => wawi.ship(id),
  HOOK_BESTELLUNGEN_XML_BEARBEITESTORNO: (id) => wawi.cancel(id),
  HOOK_BESTELLUNGEN_XML_BEARBEITEUPDATE: (id) => wawi.edit(id, (row) => row),
  HOOK_BESTELLUNGEN_XML_DELETEORDER: (id) => wawi.remove(id),
  HOOK_BESTELLUNGEN_XML_HANDLEREACTIVATION: (id) => wawi.reactivate(id),
  HOOK_BESTELLUNG_CLASS_FUELLEBESTELLUNG: null,
  HOOK_BESTELLVORGANG_PAGE: null,
  HOOK_CHECKBOX_CLASS_GETCHECKBOXFRONTEND: null,
  HOOK_DELIVERYNOTES_XML_SHIPPING: (id) => wawi.note(id, [[1, 1]]),
  HOOK_INDEX_NAVI_HEAD_POSTGET: null,
  HOOK_IO_HANDLE_REQUEST: null,
  HOOK_LETZTERINCLUDE_INC: null,
  HOOK_MAIL_PRERENDER: null,
  HOOK_QUICKSYNC_XML_BEARBEITEINSERT: () => wawi.stocks({ 2: 1 }),
  HOOK_ROUTER_PRE_DISPATCH: null,
  HOOK_SYNC_ADDED_PRODUCT: () => wawi.article(2, 1),
};

test('who does not know the password of Wawi tells the plugin nothing', async () => {
  assert.deepEqual(code.hooks(), Object.keys(HOOKS));
  const { order_id: id } = await victim();
  const before = await standing();
  const { password } = shop.sync;
  for (const wrong of ['wrong', '']) {
    shop.sync.password = wrong;
    for (const [hook, send] of Object.entries(HOOKS).filter(([, each]) => each)) {
      await assert.rejects(async () => send(id), /the shop took it/, `${hook} with the password "${wrong}"`);
    }
  }
  shop.sync.password = password;
  assert.deepEqual(await standing(), before);
  await wawi.cancel(id);
  assert.deepEqual(rows('SELECT news FROM xplugin_jtl_twint_wawi'), [{ news: 'cancelled' }]);
});

// ── the backend ──

const KEYS = 'ABCDEFGHIJKLMNOPQRSTUV';
let keys = 0;

const AMOUNT = '26.68';
const move = (payment) => ({
  twint_id: payment.id, twint_step: 'do', twint_scope: 'all', twint_key: KEYS.slice(0, 20) + String((keys += 1)).padStart(2, '0'), twint_confirmed: AMOUNT, twint_whole: AMOUNT,
  twint_captured: '0.00', twint_refunded: '0.00',
});

const today = new Date().toISOString().slice(0, 10);
const upload = { name: 'a.p12', mimeType: 'application/x-pkcs12', buffer: readFileSync(shop.simulator.certificates.tripleDes.pkcs12) };

/**
 * What each button sends, and the permission it wants, null where looking is enough. The part after # tells two uses of one apart.
 */
const ACTIONS = {
  capture: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ capture }) => move(capture) },
  cancel: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ cancel }) => ({ ...move(cancel), twint_confirmed: '' }) },
  refund: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ refund }) => ({ ...move(refund), twint_captured: AMOUNT }) },
  resolve: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ resolve }) => ({ ...move(resolve), twint_happened: 'yes' }) },
  enter: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ enter }) => ({ ...move(enter), twint_happened: 'no' }) },
  link: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ refresh }) => ({ twint_order: refresh.number, twint_address: 'gast@example.com' }) },
  refresh: { tab: 'Transactions', wants: null, fields: ({ refresh }) => ({ twint_id: refresh.id }) },
  reconcile: { tab: 'Transactions', wants: null, fields: () => ({ twint_from: today, twint_to: today }) },
  'reconcile#settle': { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ settle }) => ({ twint_id: settle.id }) },
  wawi_retry: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ news }) => ({ twint_news: news[0] }) },
  wawi_seen: { tab: 'Transactions', wants: 'MOVE_MONEY', fields: ({ news }) => ({ twint_news: news[1] }) },
  failing_retry: {
    tab: 'Transactions', wants: 'MOVE_MONEY', fields: () => ({ twint_task: 'settle', twint_item: 99 }),
    before: () => run(`REPLACE INTO xplugin_jtl_twint_failing VALUES ('settle', 99, 3, 'broken', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)`),
  },
  check: { tab: 'Configuration', wants: null, fields: () => ({}) },
  settings: { tab: 'Configuration', wants: 'CONFIGURE', fields: ({ settings }) => settings },
  'certificate.drop': { tab: 'Configuration', wants: 'CONFIGURE', fields: () => ({ twint_access: 1, twint_environment: 'testing' }), before: waitingCertificate },
  'certificate.renew': { tab: 'Configuration', wants: 'CONFIGURE', fields: ({ fingerprint }) => ({ twint_access: 1, twint_environment: 'testing', twint_fingerprint: fingerprint }) },
  'certificate.take': { tab: 'Configuration', wants: 'CONFIGURE', fields: () => ({ twint_access: 1, twint_environment: 'testing' }), before: waitingCertificate },
  'certificate.try': { tab: 'Configuration', wants: 'CONFIGURE', fields: () => ({ twint_access: 1, twint_environment: 'testing' }), before: waitingCertificate },
  'certificate.offer': {
    tab: 'Configuration', wants: 'CONFIGURE',
    fields: () => ({ twint_access: 1, twint_environment: 'testing', twint_store: shop.simulator.storeUuid, twint_passphrase: shop.simulator.passphrase, twint_certificate: upload }),
  },
  'set.add': { tab: 'Configuration', wants: 'CONFIGURE', fields: () => ({ twint_name: 'Boutique' }) },
  'set.save': {
    tab: 'Configuration', wants: 'CONFIGURE', fields: () => ({ twint_access: 99, twint_version: 0, twint_name: 'Boutique', twint_domains: 'boutique.example' }),
    before: furtherAccessData,
  },
  'set.delete': { tab: 'Configuration', wants: 'CONFIGURE', fields: () => ({ twint_access: 99, twint_version: 0 }), before: furtherAccessData },
  liveShop: { tab: 'Configuration', wants: 'CONFIGURE', fields: () => ({}) },
  'cron.rotate': { tab: 'Information', wants: 'CONFIGURE', fields: () => ({}) },
  export: { tab: 'Information', wants: 'CONFIGURE', fields: ({ capture }) => ({ twint_order: capture.number }) },
  selfTest: { tab: 'Information', wants: 'CONFIGURE', fields: () => ({}) },
};

const WITHOUT_BUTTONS = ['Documentation'];

/** Steps within the forms that move money, not actions. */
const STEPS = ['do', 'preview'];

test('every button of the backend is tried here', () => {
  const named = new Set(Object.keys(ACTIONS).map((name) => name.split('#')[0]));
  assert.deepEqual(code.actions().filter((word) => !STEPS.includes(word)), [...named].sort());
  assert.deepEqual(code.tabs(), [...new Set(Object.values(ACTIONS).map(({ tab }) => tab)), ...WITHOUT_BUTTONS]);
});

const page = (name = 'Transactions', more = '') => `${shop.backend}plugin/${kPlugin}?cPluginTab=${name}${more}`;

/** The form's token of somebody's session, from whatever page they may see. */
async function token(who) {
  const { text } = await ask(who, page());
  const [, found] = /name="jtl_token" value="([^"]+)"/.exec(text) ?? /name="jtl_token" value="([^"]+)"/.exec((await ask(who, `${shop.backend}`)).text) ?? [];
  return found ?? '';
}

async function press(who, name, fields, csrf) {
  const all = { ...(csrf === null ? {} : { jtl_token: csrf }), twint_tab: ACTIONS[name].tab, twint_action: name.split('#')[0], ...fields };
  return ask(who, page(ACTIONS[name].tab), { method: 'POST', multipart: Object.fromEntries(Object.entries(all).map(([key, value]) => [key, value?.buffer ? value : String(value)])) });
}

async function waitingCertificate(admin) {
  await twint.down();
  await press(admin, 'certificate.offer', ACTIONS['certificate.offer'].fields(), await token(admin));
  await twint.up();
  assert.equal(rows("SELECT COUNT(*) AS n FROM xplugin_jtl_twint_secret WHERE name = 'candidate.testing'")[0].n, '1');
}

function furtherAccessData() {
  run(`REPLACE INTO xplugin_jtl_twint_access_data (id, name, is_on, languages, domains, customer_groups)
    VALUES (99, 'Boutique', 0, '["fre"]', '[]', '[]')`);
}

/** A payment in each state that one of the buttons wants. */
async function everything(admin) {
  await twint.settings({ certificateValidity: { expiryDate: '2027-01-01', renewalAllowed: true }, quirks: { customerTimeoutMs: 3_600_000, amountsWhenPartial: 'none' } });
  const [capture, cancel, resolve, refund, settle, refresh, enter] = await payments(7, 'deferred');
  run(`UPDATE xplugin_jtl_twint_transaction SET capture_mode = 'immediate' WHERE id IN (${refund.id}, ${settle.id})`);
  run('UPDATE xplugin_jtl_twint_transaction SET expires_at = expires_at + INTERVAL 1 HOUR');
  for (const payment of [capture, cancel, resolve, refund, settle]) await phone.approve(payment.token);
  clock.due();
  await sweep();
  const csrf = await token(admin);
  await twint.fail('resetAfterProcessing', 'ConfirmOrder', { nth: 1 });
  await press(admin, 'capture', { ...move(resolve), twint_scope: 'part', twint_amount: '9.00', twint_confirmed: '9.00' }, csrf);
  await twint.heal();
  run(`UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 5 MINUTE;
    UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 20 MINUTE;
    UPDATE xplugin_jtl_twint_transaction SET phase = 'cancelled', captured = 0, closed = 0, payment_recorded = 0 WHERE id = ${settle.id};
    DELETE FROM tzahlungseingang WHERE kBestellung = ${settle.order}`);
  for (const [payment, key] of [[capture, 'a'], [cancel, 'b']]) {
    run(`INSERT INTO xplugin_jtl_twint_wawi (order_id, news, state, wish_key, finding, due_at, created_at)
      VALUES (${payment.order}, 'edited', 'attention', '${key.repeat(22)}', 'total_changed', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`);
  }
  // TWINT knows it no more.
  run(`UPDATE xplugin_jtl_twint_transaction SET phase = 'uncertain', twint_uuid = '99999999-0000-4000-8000-000000000000', reference = 'elsewhere-1' WHERE id = ${enter.id};
    UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 2 HOUR WHERE transaction_id = ${enter.id};
    UPDATE xplugin_jtl_twint_operation SET state = 'done' WHERE transaction_id = ${enter.id}`);
  const news = rows('SELECT id FROM xplugin_jtl_twint_wawi ORDER BY id').map(({ id }) => id);
  assert.deepEqual(rows('SELECT phase FROM xplugin_jtl_twint_transaction ORDER BY id').map(({ phase }) => phase),
    ['authorised', 'authorised', 'uncertain', 'captured', 'cancelled', 'pending', 'uncertain']);
  const { text } = await ask(admin, page('Configuration'));
  const [, fingerprint] = /name="twint_fingerprint" value="([^"]+)"/.exec(text);
  const settings = Object.fromEntries([
    ...[...text.matchAll(/<input[^>]*name="(twint_set\[\w+\])"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ...[...text.matchAll(/<select[^>]*name="(twint_set\[\w+\])".*?<option[^>]*value="([^"]*)" selected/gs)].map(([, name, value]) => [name, value]),
    ['twint_set[poll_interval]', '7'],
  ]);
  await waitingCertificate(admin);
  return { capture, cancel, resolve, refund, settle, refresh, enter, news, fingerprint, settings };
}

/** The sentence on top that says what became of a form. */
const notice = ({ text }) => /<div class="alert[^>]*data-twint="notice">[^<]*/.exec(text)?.[0] ?? '';

/** What only the backend tells. */
const backendsOwn = ({ capture, refund }) => [
  capture.number, capture.uuid, capture.reference, refund.number, refund.uuid, sweepAddress().split('/').pop(), shop.simulator.passphrase, 'BEGIN PRIVATE KEY',
];

/** Users with these permissions, each made once: who is made anew is logged out. */
const users = new Map();
const as = (name, permissions) => login(users.get(name) ?? users.set(name, role(name, ['DASHBOARD_VIEW', ...permissions])).get(name));
const outsider = () => as('outsider', ['ORDER_VIEW']);
const looker = (...more) => as(['viewer', ...more].join('-'), [SEE_PLUGINS, ...more.map((each) => `JTL_TWINT_${each}`)]);

const REFUSED = /fehlt Ihrem Benutzer die Berechtigung/;

test('no button obeys who may not press it, and all obey who may', async () => {
  const admin = await login();
  const fixture = await everything(admin);
  const customer = await open();
  await new Buyer(customer).logIn();
  const csrf = await token(admin);
  const tries = {
    nobody: { who: await open(), csrf: '0'.repeat(32) },
    'nobody, with the form of an admin': { who: await open(), csrf },
    customer: { who: customer, csrf },
    'an admin without the plugin': { who: await outsider(), own: true },
    'an admin who may look': { who: await looker(), own: true, sees: true },
    'an admin who may configure': { who: await looker('CONFIGURE'), own: true, sees: true, has: 'CONFIGURE' },
    'an admin who may move money': { who: await looker('MOVE_MONEY'), own: true, sees: true, has: 'MOVE_MONEY' },
    'the admin, without a token': { who: admin, csrf: null, expired: true },
    'the admin, with a wrong token': { who: admin, csrf: '0'.repeat(32), expired: true },
  };
  await ask(admin, page());
  for (const [name, each] of Object.entries(tries)) {
    const form = each.own ? await token(each.who) : each.csrf;
    if (each.sees) assert.notEqual(form, '', name);
    const before = await standing();
    for (const [action, { wants, fields }] of Object.entries(ACTIONS)) {
      if (each.sees && (wants === null || wants === each.has)) continue;
      const answer = await press(each.who, action, fields(fixture), form);
      assert.deepEqual(await standing(), before, `${action} by ${name}`);
      assert.doesNotMatch(answer.type, /zip|csv/, `${action} by ${name}`);
      if (each.sees) assert.match(notice(answer), REFUSED, `${action} by ${name}`);
      else if (each.expired) assert.match(notice(answer), /abgelaufen/, `${action} by ${name}`);
      else learnsNothing(answer, backendsOwn(fixture), `${action} by ${name}`);
    }
  }
  // What looking is enough for moves no money.
  const { who } = tries['an admin who may look'];
  for (const [action] of Object.entries(ACTIONS).filter(([, { wants }]) => wants === null)) {
    const before = await standing();
    const answer = await press(who, action, ACTIONS[action].fields(fixture), await token(who));
    assert.doesNotMatch(notice(answer), /alert-danger/, action);
    const now = await standing();
    assert.ok(now.calls > before.calls, `${action} asks TWINT`);
    assert.deepEqual(now.books, before.books, action);
  }
  // Each of them would have worked.
  for (const [action, { fields, before: arrange }] of Object.entries(ACTIONS)) {
    await arrange?.(admin);
    const before = await standing();
    const answer = await press(admin, action, fields(fixture), csrf);
    assert.ok(/zip/.test(answer.type) || JSON.stringify(await standing()) !== JSON.stringify(before), `${action} by the admin: ${notice(answer)}`);
    assert.doesNotMatch(notice(answer), /alert-danger/, action);
  }
  assert.deepEqual(rows('SELECT phase FROM xplugin_jtl_twint_transaction WHERE environment = \'testing\' ORDER BY id LIMIT 6').map(({ phase }) => phase),
    ['captured', 'cancelled', 'partially_captured', 'refunded', 'captured', 'pending']);
});

test('no screen shows itself to who may not see it, and none its secrets to who may only look', async () => {
  const admin = await login();
  const fixture = await everything(admin);
  const customer = await open();
  await new Buyer(customer).logIn();
  const viewer = await looker();
  const [{ menu }] = rows(`SELECT kPluginAdminMenu AS menu FROM tpluginadminmenu WHERE kPlugin = ${kPlugin} AND cName = 'Transactions'`);
  const screens = [
    ...code.screens().map((name) => page('Transactions', `&kPluginAdminMenu=${menu}&twint_screen=${name}&id=${fixture.capture.id}`)),
    ...code.tabs().map((name) => page(name)),
  ];
  const strangers = { nobody: await open(), customer, 'an admin without the plugin': await outsider() };
  const [{ page_token: buyers }] = rows(`SELECT token AS page_token FROM xplugin_jtl_twint_transaction WHERE id = ${fixture.capture.id}`);
  await ask(admin, page());
  const before = await standing();
  for (const url of screens) {
    for (const [name, who] of Object.entries(strangers)) {
      learnsNothing(await ask(who, url), backendsOwn(fixture), `${name} at ${url}`);
    }
    const answer = await ask(viewer, url);
    assert.equal(answer.status, 200, url);
    learnsNothing(answer, [sweepAddress().split('/').pop(), shop.simulator.passphrase, 'BEGIN PRIVATE KEY', buyers], `an admin who may look at ${url}`);
    assert.doesNotMatch(answer.text, /name="twint_step"/, url);
    learnsNothing(await ask(admin, url), [shop.simulator.passphrase, 'BEGIN PRIVATE KEY', buyers], `the admin at ${url}`);
  }
  assert.deepEqual(await standing(), before);
});
