// A flood on the plugin's public addresses in a running lab (TWINT_SHOP_LAB), as near to 1,000 requests a second for a minute as the
// machine comes, while a visitor fetches the shop's first page: how long that takes, and what TWINT is asked, without and with it.
// First on the shop's routes, then on the status file, both with the shop and the plugin alone; then on the routes with the limit in
// nginx and the workers of their own that docs/operations.md advises.
//
//     node tests/shop/bench/flood.mjs [A-SECOND] [SECONDS]
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { phone, twint } from '../browser/lib/phone.mjs';
import { rows, run, shop, tidy } from '../browser/lib/shop.mjs';
import { between, get, head, share } from './lib/head.mjs';

const [rate, seconds] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 60)];
const PAYMENTS = 20;
const WORKERS = 16;
/** More than wait at once are not sent: a real flood would find no free connection either. */
const MOST_AT_ONCE = 2000;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const say = (text) => process.stdout.write(`${text}   [load ${loadavg()[0].toFixed(1)}]\n`);
const here = fileURLToPath(new URL('.', import.meta.url));
const figure = (numbers) => `${numbers.length} times, p50 ${share(numbers, 0.5).toFixed(0)} ms, p99 ${share(numbers, 0.99).toFixed(0)} ms`;

/** Right tokens, wrong tokens, wrong methods, huge bodies, cron's secret guessed. */
function shots(theHead, tokens, where) {
  const url = (path) => `${theHead.url}/jtl-twint/${path}`;
  const right = () => tokens[Math.floor(Math.random() * tokens.length)];
  const wrong = () => Array.from({ length: 43 }, () => 'abcdefgh'[Math.floor(Math.random() * 8)]).join('');
  const huge = 'x='.padEnd(1 << 20, 'x');
  const file = (token) => `${theHead.url}/plugins/jtl_twint/frontend/status.php?token=${token}`;
  if (where === 'the file') {
    return [
      () => [file(right())],
      () => [file(wrong())],
      () => [file(right()), { method: 'DELETE' }],
      () => [file(right()), { method: 'POST', body: Math.random() < 0.02 ? huge : 'x=1' }],
    ];
  }
  return [
    () => [url(`pay/${right()}/status`)],
    () => [url(`pay/${right()}`)],
    () => [url(`pay/${wrong()}/status`)],
    () => [url(`pay/${wrong()}`)],
    () => [url(`pay/${right()}/status`), { method: 'DELETE' }],
    () => [url(`pay/${right()}/retry`), { method: 'POST', body: '' }],
    () => [url(`order/1/${wrong()}`)],
    () => [url(`cron/${wrong()}`)],
    () => [url(`pay/${right()}/retry`), { method: 'POST', body: Math.random() < 0.02 ? huge : 'x=1' }],
  ];
}

/** A visitor of the shop, one page after another. */
async function visit(theHead, length) {
  const took = [];
  const cookies = new Map();
  const until = performance.now() + length;
  while (performance.now() < until) {
    const answer = await get(`${theHead.url}/`, { visitor: 249, cookies, timeout: 120_000 }).catch(() => ({ took: 120_000 }));
    took.push(answer.took);
    await sleep(200);
  }
  return took;
}

async function flood(theHead, tokens, length, where) {
  const all = shots(theHead, tokens, where);
  const answers = {};
  const open = new Set();
  const began = performance.now();
  let [sent, held] = [0, 0];
  while (performance.now() - began < length) {
    for (let due = (rate * (performance.now() - began)) / 1000 - sent - held; due >= 1; due -= 1) {
      if (open.size >= MOST_AT_ONCE) {
        held += 1;
        continue;
      }
      sent += 1;
      const [url, more] = all[sent % all.length]();
      // From four addresses, as one with a handful of machines.
      const request = get(url, { visitor: sent % 4, ...more }).then(({ status }) => status, () => 'broken off').then((status) => {
        answers[status] = (answers[status] ?? 0) + 1;
        open.delete(request);
      });
      open.add(request);
    }
    await sleep(5);
  }
  const answered = Object.values(answers).reduce((sum, number) => sum + number, 0);
  await Promise.all(open);
  return { sent, answered, answers };
}

async function round(where, guarded) {
  tidy();
  await phone.reset();
  execFileSync('php', ['-d', `extension=${shop.extension}`, `${here}pending.php`, String(PAYMENTS)], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tokens = rows('SELECT token FROM xplugin_jtl_twint_transaction').map(({ token }) => token);
  const theHead = await head({ workers: WORKERS, guarded });
  try {
    await visit(theHead, 5000);
    await twint.forgetCalls();
    const alone = await visit(theHead, 1000 * Math.min(20, seconds));
    const callsAlone = (await twint.calls()).length;
    await twint.forgetCalls();
    const before = theHead.use();
    const [took, { sent, answered, answers }] = await Promise.all([visit(theHead, 1000 * seconds), flood(theHead, tokens, 1000 * seconds, where)]);
    const used = between(before, theHead.use());
    const calls = await twint.calls();
    const kinds = calls.reduce((count, { operation }) => ({ ...count, [operation]: (count[operation] ?? 0) + 1 }), {});
    say(`${where}, ${guarded ? 'guarded' : 'as it comes'}: ${(sent / seconds).toFixed(0)} requests a second of ${rate} sent, ${(answered / seconds).toFixed(0)} answered; ${JSON.stringify(answers)}`);
    say(`  the shop's first page without the flood: ${figure(alone)}; with it: ${figure(took)}`);
    say(`  calls to TWINT without the flood: ${callsAlone}; with it: ${calls.length}, ${JSON.stringify(kinds)}, for ${PAYMENTS} payments in ${seconds} s at an interval of 2 s at most ${(PAYMENTS * seconds) / 2}`);
    say(`  processor: ${Object.entries(used).map(([name, { cpu }]) => `${name} ${cpu.toFixed(0)} s`).join(', ')}`);
    const [{ n }] = rows("SELECT COUNT(*) AS n FROM xplugin_jtl_twint_transaction WHERE phase <> 'pending'");
    say(`  payments that are no longer as they were: ${n}`);
    return { where, first: share(took, 0.5) / share(alone, 0.5), answered: answered / seconds, processor: used.php.cpu / answered };
  } finally {
    await theHead.stop();
    tidy();
    await phone.reset();
  }
}

const [route, file] = [await round('the routes', false), await round('the file', false)];
say(`first page in the flood × undisturbed: the routes ${route.first.toFixed(1)}, the file ${file.first.toFixed(1)}; file to routes: answered × ${(file.answered / route.answered).toFixed(1)}, processor of PHP for an answer × ${(file.processor / route.processor).toFixed(3)}`);
await round('the routes', true);
process.exit();
