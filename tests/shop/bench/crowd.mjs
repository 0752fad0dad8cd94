// A crowd at the pay page of one head, in a running lab (TWINT_SHOP_LAB): 500 buyers at any moment for five minutes, of whom some
// approve, some decline, some cancel, some close the tab. Prints what it cost, and whether every one of them ended right; of several
// modes, one after another in the same shop, what the last is to the first.
//
//     node tests/shop/bench/crowd.mjs [MODE[,MODE…]] [BUYERS] [SECONDS] [INTERVAL]      (default route,ours 500 300 2)
//
// ours: as the pay page is. route: as it is where the status file may not run. eager: route, and the page asks at its interval however
// long the answers take. straight: eager, and each of the questions asks TWINT.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { close, open, start } from '../browser/lib/browser.mjs';
import { Buyer } from '../browser/lib/buyer.mjs';
import { pay } from '../browser/lib/pay.mjs';
import { phone, twint } from '../browser/lib/phone.mjs';
import { change, clock, rows, run, shop, tidy } from '../browser/lib/shop.mjs';
import { sweepAddress } from '../browser/lib/sweep.mjs';
import { at, between, get, head, share } from './lib/head.mjs';

const [modes = 'route,ours', buyers = '500', seconds = '300', interval = '2'] = process.argv.slice(2);
let mode;
const SEATS = Number(buyers);
const LENGTH_MS = 1000 * Number(seconds);
const TWINTS_LATENCY_MS = 140;
const RAMP_MS = 30_000;
const LAST_MS = 30_000;
const PATIENCE_MS = 30_000;
const STAY_MS = [20_000, 340_000];
const READS_MS = [4_000, 10_000];
const STOCK = 100_000;
const WORKERS = 40;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const say = (text) => process.stdout.write(`${text}   [load ${loadavg()[0].toFixed(1)}]\n`);
const here = fileURLToPath(new URL('.', import.meta.url));
const drawn = ([least, most]) => least + Math.random() * (most - least);

/** How patient the page is stands in the page. */
const script = readFileSync(`${here}../../../php/jtl_twint/frontend/js/pay.js`, 'utf8');
const page = Object.fromEntries([...script.matchAll(/const ([A-Z_]+) = (\d+);/g)].map(([, name, value]) => [name, Number(value)]));

/** What buyers do, with how many of a hundred do it. */
const INTENTS = { approve: 52, 'approve after closing': 10, 'approve on a second device': 8, decline: 12, cancel: 10, 'close and forget': 8 };

function intent() {
  let left = Math.random() * 100;
  return Object.keys(INTENTS).find((name) => (left -= INTENTS[name]) < 0) ?? 'approve';
}

let answers;
let approvals;

/** One tab: asks as pay.js does, until it is over or closed. */
async function watch(buyer, tab, visitor, cookies) {
  let failures = 0;
  let pause = 1000;
  while (!tab.closed) {
    await Promise.race([sleep(pause), tab.end]);
    if (tab.closed) return;
    const began = performance.now();
    try {
      const news = await question(buyer, tab, { visitor, cookies, timeout: page.TIMEOUT_MS });
      buyer.saw = news.state;
      failures = 0;
      if (news.done) {
        if (news.state === 'paid') await thanks(buyer, tab, visitor, cookies, news.redirect);
        return;
      }
      const took = mode === 'ours' || mode === 'route' ? performance.now() - began - news.asked : 0;
      const apart = Math.random() * Math.min(page.MOST_APART_MS, page.APART * took);
      const breath = Math.min(page.LONGEST_BREATH_MS, took * (news.ofFile ? page.BREATHS_OF_FILE : page.BREATHS));
      pause = Math.max(news.next, breath) + apart;
    } catch (error) {
      answers.bad[error.message] = (answers.bad[error.message] ?? 0) + 1;
      failures += 1;
      pause = Math.min(page.ASK_AT_MOST_MS, 2000 * 2 ** Math.min(failures, 5)) * (0.75 + Math.random() / 2);
    }
  }
}

/** The status file, and the route where that says so. */
async function question(buyer, tab, more) {
  const urls = [`${buyer.url}/status`];
  if (mode === 'ours') urls.unshift(`${shop.url}/plugins/jtl_twint/frontend/status.php?token=${buyer.page}`);
  for (const [number, url] of urls.entries()) {
    const answer = await get(at(tab.head, url), more);
    answers.took.push(answer.took);
    if (answer.status !== 200) throw new Error(String(answer.status));
    const news = JSON.parse(answer.text);
    if (news.ask !== 'shop') return { ...news, ofFile: number < urls.length - 1 };
  }
  throw new Error('no news');
}

/** A page, reloaded by a buyer who got none. */
async function load(url, more) {
  for (;;) {
    const answer = await get(url, { ...more, timeout: PATIENCE_MS }).catch((error) => ({ status: error.message }));
    if (typeof answer.status === 'number' && answer.status < 500) return answer;
    answers.reloads += 1;
    await sleep(5000);
  }
}

async function thanks(buyer, tab, visitor, cookies, redirect) {
  if (buyer.approvedAt) approvals.known.push({ at: buyer.approvedAt, took: performance.now() - buyer.approvedAt });
  let url = redirect;
  for (let hop = 0; hop < 4 && url; hop += 1) {
    const answer = await load(at(tab.head, url), { visitor, cookies });
    url = answer.location ? new URL(answer.location, shop.url).href : null;
    if (answer.status === 200) buyer.thanked = true;
  }
  if (buyer.approvedAt) approvals.thanked.push({ at: buyer.approvedAt, took: performance.now() - buyer.approvedAt });
}

/** A buyer from the pay page to whatever end. */
async function play(payment, { theHead, begins, seat, until }) {
  const buyer = { ...payment, url: `${shop.url}/jtl-twint/pay/${payment.page}`, does: intent() };
  const cookies = new Map();
  const tab = { head: theHead, closed: false };
  tab.end = new Promise((resolve) => (tab.shut = () => { tab.closed = true; resolve(); }));
  begins.write(`UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) WHERE id = ${payment.id};\n`);
  await load(at(theHead, buyer.url), { visitor: seat, cookies });
  const devices = [watch(buyer, tab, seat, cookies)];
  if (buyer.does === 'approve on a second device') {
    const other = new Map();
    await load(at(theHead, buyer.url), { visitor: seat, cookies: other });
    devices.push(watch(buyer, tab, seat, other));
  }
  await sleep(Math.min(drawn(STAY_MS), Math.max(0, until - performance.now()) + Math.random() * LAST_MS));
  if (buyer.does === 'approve after closing' || buyer.does === 'close and forget') tab.shut();
  if (buyer.does.startsWith('approve')) {
    // Whoever approves has scanned the code, and reads what the phone shows.
    await phone.pair(buyer.uuid);
    await sleep(drawn(READS_MS));
    await phone.approve(buyer.uuid);
    buyer.approvedAt = tab.closed ? 0 : performance.now();
  } else if (buyer.does === 'decline') {
    await phone.decline(buyer.uuid);
  } else if (buyer.does === 'cancel') {
    await load(at(theHead, `${buyer.url}/cancel`), { visitor: seat, cookies, method: 'POST', body: '' });
  }
  await Promise.all(devices);
  return buyer;
}

/** Payments just begun, each of an order of its own, as many as may be needed. */
async function prepare(number) {
  straightThrough(false);
  tidy();
  await phone.reset();
  await twint.settings({ quirks: { customerTimeoutMs: 3_600_000 } });
  for (const [name, value] of [['timeout', 900], ['poll_interval', Number(interval)], ['capture', 'immediate']]) change('plugin', name, value);
  await start();
  const model = await open();
  await new Buyer(model).orderQuickly('krumm');
  await pay.cancel(model);
  await pay.until(model, 'cancelled');
  await close();
  // As the shop does with every order.
  run(`UPDATE tartikel SET fLagerbestand = ${STOCK - 1 - number} WHERE cSeo = 'krumm'`);
  const begun = execFileSync('php', ['-d', `extension=${shop.extension}`, `${here}../setup/payments.php`, 'begin', String(number)], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const tokens = new Map(rows('SELECT id, token FROM xplugin_jtl_twint_transaction').map(({ id, token }) => [Number(id), token]));
  await twint.settings({ latencyMs: TWINTS_LATENCY_MS });
  return JSON.parse(begun.trim().split('\n').pop()).map((payment) => ({ ...payment, page: tokens.get(payment.id) }));
}

const straightThrough = (on) =>
  run(on
    ? `CREATE TRIGGER straight BEFORE UPDATE ON xplugin_jtl_twint_transaction FOR EACH ROW
        SET NEW.next_poll_at = IF(NEW.phase = 'pending' AND NEW.claim IS NULL, UTC_TIMESTAMP(3) - INTERVAL 1 SECOND, NEW.next_poll_at)`
    : 'DROP TRIGGER IF EXISTS straight');

/** Time is over for everybody; cron runs until nothing is left to do. */
async function settle() {
  for (const turn of ['the time to pay', 'the time to try again']) {
    if (turn === 'the time to pay') run("UPDATE xplugin_jtl_twint_transaction SET expires_at = UTC_TIMESTAMP(3) WHERE phase = 'pending'");
    run("UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) WHERE phase IN ('pending', 'cancelled', 'failed', 'uncertain', 'authorised')");
    for (let runs = 0; runs < 60; runs += 1) {
      const report = await (await fetch(sweepAddress())).json();
      if (report.complete && report.changed + report.givenUp + report.duties === 0) break;
      if (turn === 'the time to pay') clock.due();
    }
  }
}

const ENDS = { paid: ['captured', '3', 'N', '1', 'SUCCESS'], declined: ['failed', '-1', 'Y', '0', 'FAILURE'], unpaid: ['cancelled', '-1', 'Y', '0', 'FAILURE'] };
const SAW = { approve: ['paid'], 'approve on a second device': ['paid'], decline: ['declined'], cancel: ['cancelled'] };

/** Of each payment: our row, the shop's order, its incoming payments, TWINT's order; and what the buyer's page said last. */
async function compare(payments, played) {
  const ours = new Map(rows('SELECT id, phase, captured, duties FROM xplugin_jtl_twint_transaction').map((row) => [Number(row.id), row]));
  const orders = new Map(rows(`SELECT o.kBestellung AS id, o.cStatus, o.cAbgeholt, o.dBezahltDatum IS NOT NULL AS dated, COUNT(z.kZahlungseingang) AS incoming,
    COALESCE(ROUND(SUM(z.fBetrag), 2), '0.00') AS sum FROM tbestellung o LEFT JOIN tzahlungseingang z USING (kBestellung)
    WHERE o.kBestellung >= ${payments[0].order} GROUP BY o.kBestellung`).map((row) => [Number(row.id), row]));
  const theirs = new Map((await twint.orders()).map((order) => [order.uuid, order]));
  const did = new Map(played.map((buyer) => [buyer.id, buyer]));
  const wrong = [];
  let paid = 0;
  for (const payment of payments) {
    const buyer = did.get(payment.id) ?? { does: 'never came' };
    const end = buyer.does.startsWith('approve') ? 'paid' : buyer.does === 'decline' ? 'declined' : 'unpaid';
    const [row, order, there] = [ours.get(payment.id), orders.get(payment.order), theirs.get(payment.uuid)];
    const amount = end === 'paid' ? payment.amount : '0.00';
    paid += end === 'paid' ? 1 : 0;
    const found = [row.phase, order.cStatus, order.cAbgeholt, order.incoming, there.status, row.captured, Number(order.sum).toFixed(2), there.captured, row.duties, order.dated];
    const expected = [...ENDS[end], amount, amount, amount, '', end === 'paid' ? '1' : '0'];
    const said = SAW[buyer.does] === undefined || SAW[buyer.does].includes(buyer.saw);
    if (found.join() !== expected.join() || !said) wrong.push({ does: buyer.does, saw: buyer.saw, found: found.join(), expected: expected.join() });
  }
  const [{ level }] = rows("SELECT ROUND(fLagerbestand) AS level FROM tartikel WHERE cSeo = 'krumm'");
  const books = await twint.books();
  return { wrong, paid, stock: `${level} of ${STOCK - paid} expected`, captured: books.captured, should: (paid * Number(payments[0].amount)).toFixed(2), reserved: books.reserved };
}

const figure = (numbers) => `p50 ${share(numbers, 0.5).toFixed(0)} ms, p99 ${share(numbers, 0.99).toFixed(0)} ms, longest ${share(numbers, 1).toFixed(0)} ms`;

/** One crowd; what the modes are compared by. */
async function round() {
  answers = { took: [], bad: {}, reloads: 0 };
  approvals = { known: [], thanked: [] };
  const payments = await prepare(Math.ceil(SEATS * (2 + LENGTH_MS / 180_000)));
  say(`${payments.length} payments are ready, each for an order of its own`);
  const theHead = await head({ workers: WORKERS });
  const begins = spawn('mariadb', ['--no-defaults', '--user=root', `--socket=${shop.database.socket}`, shop.database.name], { stdio: ['pipe', 'ignore', 'inherit'] });
  try {
    straightThrough(mode === 'straight');
    // Nobody asks about a payment before its buyer comes.
    run("UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY WHERE phase = 'pending'");
    const lag = monitorEventLoopDelay({ resolution: 10 });
    const waiting = [...payments];
    const played = [];
    const began = performance.now();
    const until = began + RAMP_MS + LENGTH_MS;
    const seats = Array.from({ length: SEATS }, async (_, seat) => {
      await sleep((RAMP_MS * seat) / SEATS);
      while (performance.now() < until && waiting.length > 0) played.push(await play(waiting.shift(), { theHead, begins: begins.stdin, seat, until }));
    });
    const cron = setInterval(() => get(at(theHead, sweepAddress())).catch(() => {}), 60_000);
    await sleep(RAMP_MS);
    answers.took = [];
    lag.enable();
    await twint.forgetCalls();
    const [before, me] = [theHead.use(), process.cpuUsage()];
    let most = before;
    const memory = setInterval(() => {
      const now = theHead.use();
      for (const name of Object.keys(most)) most[name].memory = Math.max(most[name].memory, now[name].memory);
    }, 15_000);
    await sleep(LENGTH_MS);
    const used = between(before, theHead.use());
    const mine = process.cpuUsage(me);
    const calls = (await twint.calls('MonitorOrder')).length;
    const took = [...answers.took];
    lag.disable();
    clearInterval(memory);
    const rate = (number) => (number / (LENGTH_MS / 1000)).toFixed(1);
    say(`${mode}: ${SEATS} buyers for ${LENGTH_MS / 1000} s, ${WORKERS} workers, polling interval ${interval} s, TWINT answers after ${TWINTS_LATENCY_MS} ms`);
    say(`status: ${rate(took.length)} a second, ${figure(took)}; not answered: ${JSON.stringify(answers.bad)}; pages loaded again: ${answers.reloads}`);
    say(`calls to TWINT: ${rate(calls)} a second`);
    for (const name of Object.keys(used)) say(`${name}: ${used[name].cpu.toFixed(0)} s of processor, ${most[name].memory} MiB`);
    say(`this generator: ${((mine.user + mine.system) / 1e6).toFixed(0)} s of processor, ${(lag.percentile(99) / 1e6).toFixed(0)} ms behind in p99`);
    await Promise.all(seats);
    clearInterval(cron);
    // At the end everybody who is still there leaves within LAST_MS: that is no crowd any more, but a rush, and told apart.
    const of = (times, rush) => times.filter(({ at: when }) => when > began + RAMP_MS && when > until === rush).map(({ took: time }) => time);
    for (const [name, rush] of [['from the approval', false], [`of the ${SEATS} who leave within ${LAST_MS / 1000} s at the end`, true]]) {
      say(`${name} (${of(approvals.known, rush).length}) until the page knows: ${figure(of(approvals.known, rush))}; until the thanks are there: ${figure(of(approvals.thanked, rush))}`);
    }
    const thanked = of(approvals.thanked, false);
    straightThrough(false);
    await settle();
    const { wrong, ...sums } = await compare(payments, played);
    const did = played.reduce((count, { does }) => ({ ...count, [does]: (count[does] ?? 0) + 1 }), {});
    say(`${played.length} buyers: ${JSON.stringify(did)}; ${JSON.stringify(sums)}; ended wrong: ${wrong.length}`);
    wrong.slice(0, 10).forEach((each) => say(JSON.stringify(each)));
    process.exitCode ||= wrong.length === 0 ? 0 : 1;
    return {
      'answers a second': took.length / (LENGTH_MS / 1000),
      'status p50': share(took, 0.5),
      'status p99': share(took, 0.99),
      'approval to thanks p50': share(thanked, 0.5),
      'approval to thanks p99': share(thanked, 0.99),
      'processor of PHP for an answer': used.php.cpu / took.length,
      'processor of MariaDB for an answer': used.mariadb.cpu / took.length,
      'calls to TWINT': calls,
    };
  } finally {
    begins.stdin.end();
    straightThrough(false);
    await theHead.stop();
    tidy();
    await phone.reset();
  }
}

const figures = [];
for (mode of modes.split(',')) figures.push(await round());
if (figures.length > 1) {
  const [first, last] = [figures[0], figures.at(-1)];
  say(`${mode} to ${modes.split(',')[0]}: ${Object.keys(last).map((name) => `${name} × ${(last[name] / first[name]).toFixed(3)}`).join(', ')}`);
}
