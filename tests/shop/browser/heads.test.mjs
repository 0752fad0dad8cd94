// Two heads on one database, and two admins: what reaches both at the same moment happens once.
import assert from 'node:assert/strict';
import http from 'node:http';
import test, { after } from 'node:test';
import { SEE_PLUGINS, login, role, set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { KANNE, ended, expect } from './lib/ledger.mjs';
import { payments } from './lib/payments.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, rows, shop } from './lib/shop.mjs';
import { sweep, sweepAddress } from './lib/sweep.mjs';

withBrowser();
after(() => set('capture', 'immediate'));

const HEADS = [shop.url, shop.secondHead];
const [{ kPlugin }] = rows("SELECT kPlugin FROM tplugin WHERE cPluginID = 'jtl_twint'");

/** Asks a head, which believes it is asked by the shop's own name. */
function ask(head, url, { method = 'GET', body = '', headers = {} } = {}) {
  const { pathname, search, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = http.request(head + pathname + search, { method, agent: false, headers: { Host: host, 'Content-Length': body.length, ...headers } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, location: answer.headers.location, text: Buffer.concat(parts).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function waiting() {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const url = page.url();
  await page.goto('about:blank');
  const [{ uuid }] = rows('SELECT twint_uuid AS uuid FROM xplugin_jtl_twint_transaction ORDER BY id DESC LIMIT 1');
  return { url, uuid };
}

/** That TWINT carried out: a worker that was enrolled in an earlier test asks once in vain. */
const calls = async (operation) => (await twint.calls(operation)).filter(({ processed }) => processed).length;

test('a buyer who asks one head while cron runs on the other is paid once', async () => {
  const { url, uuid } = await waiting();
  await twint.settings({ latencyMs: 300 });
  await phone.approve(uuid);
  clock.due();
  const answers = await Promise.all(
    [0, 1, 2, 3].flatMap((number) => [ask(HEADS[number % 2], `${url}/status`), ask(HEADS[(number + 1) % 2], sweepAddress())]),
  );
  assert.deepEqual(answers.map(({ status }) => status), Array(8).fill(200));
  await sweep();
  await expect(ended.paid('57.00'));
  assert.equal(await calls('ConfirmOrder'), 1);
});

test('a buyer who cancels on one head while another device has approved and asks the other is told one truth', async () => {
  const { url, uuid } = await waiting();
  await twint.settings({ latencyMs: 300 });
  await phone.approve(uuid);
  clock.due();
  await Promise.all([
    ask(HEADS[0], `${url}/cancel`, { method: 'POST' }),
    ask(HEADS[1], `${url}/status`),
    ask(HEADS[1], sweepAddress()),
  ]);
  clock.due();
  await sweep();
  await expect(ended.paid('57.00'));
  assert.equal(await calls('CancelOrder'), 0);
});

test('who pays again on both heads gets one new attempt', async () => {
  const { url, uuid } = await waiting();
  await phone.decline(uuid);
  clock.due();
  await sweep();
  await twint.settings({ latencyMs: 300 });
  const answers = await Promise.all([0, 1, 0, 1].map((head) => ask(HEADS[head], `${url}/retry`, { method: 'POST' })));
  assert.equal(new Set(answers.map(({ location }) => location.split('?')[0])).size, 1, 'all lead to the same page');
  await expect(ended.waiting('57.00', { attempts: ['failed', 'pending'], sold: KANNE }));
  assert.equal(await calls('StartOrder'), 2);
});

/** What an admin sends from the question with the amount, as two of them may have it open. */
async function send(admin, head, action, payment, key) {
  const backend = `${shop.backend}plugin/${kPlugin}`;
  const csrf = /name="jtl_token" value="([^"]+)"/.exec(await (await admin.context().request.get(backend)).text())[1];
  const form = {
    jtl_token: csrf, twint_tab: 'Transactions', twint_action: action, twint_id: String(payment.id), twint_step: 'do', twint_scope: 'all', twint_key: key,
    twint_confirmed: action === 'cancel' ? '' : '26.68', twint_whole: action === 'cancel' ? '' : '26.68',
    twint_captured: action === 'refund' ? '26.68' : '0.00', twint_refunded: '0.00',
  };
  return async () => {
    const cookie = (await admin.context().cookies(shop.backend)).map(({ name, value }) => `${name}=${value}`).join('; ');
    const { text } = await ask(head, backend, {
      method: 'POST', body: String(new URLSearchParams(form)), headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    return /<div class="alert alert-(\w+)[^>]*data-twint="notice">/.exec(text)?.[1];
  };
}

let second;

/** Each does theirs on a head of their own, at the same moment. */
async function both(payment, first, other = first) {
  second ??= role('second', ['DASHBOARD_VIEW', SEE_PLUGINS, 'JTL_TWINT_MOVE_MONEY']);
  const admins = [await login(), await login(second)];
  await twint.settings({ latencyMs: 300 });
  const go = [await send(admins[0], HEADS[0], first, payment, 'A'.repeat(22)), await send(admins[1], HEADS[1], other, payment, 'B'.repeat(22))];
  return (await Promise.all(go.map((each) => each()))).sort();
}

const sums = ({ id, order, uuid }) => Promise.all([
  rows(`SELECT phase, captured, refunded FROM xplugin_jtl_twint_transaction WHERE id = ${id}`)[0],
  rows(`SELECT ROUND(fBetrag, 2) AS amount FROM tzahlungseingang WHERE kBestellung = ${order}`).map(({ amount }) => Number(amount).toFixed(2)),
  twint.order(uuid).then(({ captured, refunded }) => ({ captured, refunded })),
]);

test('two admins who capture the same reservation on two heads capture it once', async () => {
  const [payment] = await payments(1, 'deferred');
  await phone.approve(payment.token);
  clock.due();
  await sweep();
  const said = await both(payment, 'capture');
  assert.equal(said.filter((kind) => kind === 'success').length, 1, said.join());
  assert.equal(await calls('ConfirmOrder'), 1);
  assert.deepEqual(await sums(payment), [{ phase: 'captured', captured: '26.68', refunded: '0.00' }, ['26.68'], { captured: '26.68', refunded: '0.00' }]);
});

test('two admins who refund the same payment on two heads refund it once', async () => {
  const [payment] = await payments(1);
  await phone.approve(payment.token);
  clock.due();
  await sweep();
  const said = await both(payment, 'refund');
  assert.equal(said.filter((kind) => kind === 'success').length, 1, said.join());
  assert.equal(await calls('StartOrder'), 2);
  assert.deepEqual(await sums(payment), [{ phase: 'refunded', captured: '26.68', refunded: '26.68' }, ['26.68'], { captured: '26.68', refunded: '26.68' }]);
});

test('one who captures and one who releases, on two heads, do not both', async () => {
  const [payment] = await payments(1, 'deferred');
  await phone.approve(payment.token);
  clock.due();
  await sweep();
  const said = await both(payment, 'capture', 'cancel');
  assert.equal(said.filter((kind) => kind === 'success').length, 1, said.join());
  assert.equal((await calls('ConfirmOrder')) + (await calls('CancelOrder')), 1);
  const [row, incoming, there] = await sums(payment);
  assert.ok(row.phase === 'captured' || row.phase === 'cancelled', row.phase);
  assert.equal(row.captured, there.captured);
  assert.deepEqual(incoming, row.phase === 'captured' ? ['26.68'] : []);
});
