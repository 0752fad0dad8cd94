// Measures in a running lab (TWINT_SHOP_LAB) what the plugin costs Wawi, and prints every run: a call of the sync with 100 shipped
// orders beside the same without the plugin, and how long a queue takes.
//
//     node tests/shop/bench/wawi.mjs [ENTRIES [MILLISECONDS-OF-TWINT [queue]]]      queue: nothing but that
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { close, open, start } from '../browser/lib/browser.mjs';
import { Buyer } from '../browser/lib/buyer.mjs';
import { phone, twint } from '../browser/lib/phone.mjs';
import { change, rows, run, shop, tidy } from '../browser/lib/shop.mjs';
import { sweep } from '../browser/lib/sweep.mjs';
import { wawi } from '../browser/lib/wawi.mjs';

const [entries = 1000, latencyMs = 0] = process.argv.slice(2, 4).map(Number);
const onlyQueue = process.argv[4] === 'queue';
const ORDERS = 100;
const here = fileURLToPath(new URL('.', import.meta.url));
const say = (text) => process.stdout.write(`${text}   [load ${loadavg()[0].toFixed(1)}]\n`);

function reserve(number) {
  const first = execFileSync('php', ['-d', `extension=${shop.extension}`, `${here}reserved.php`, String(number)], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, encoding: 'utf8',
  });
  return Array.from({ length: number }, (_, n) => Number(first) + n);
}

/** Milliseconds of processor that shop and database have used; a busy machine does not change them. */
function processor() {
  const groups = ['web-shop', 'database'].map((name) => readFileSync(`${shop.lab}/pids/${name}`, 'utf8').split(' ')[0]);
  const ticks = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return groups.includes(fields[2]) ? Number(fields[11]) + Number(fields[12]) : 0;
    } catch {
      return 0;
    }
  });
  return 10 * ticks.reduce((sum, each) => sum + each, 0);
}

const heard = () => Number(rows('SELECT COUNT(*) AS number FROM xplugin_jtl_twint_wawi')[0].number);

/** As long as it is off, nothing of the plugin is loaded. The shop knows its plugins from its cache, which any change empties. */
function plugin(on) {
  run(`UPDATE tplugin SET nStatus = ${on ? 2 : 1} WHERE cPluginID = 'jtl_twint'`);
  change('plugin', 'wawi_paid', 'nothing');
}

async function call(ids, on, mailed) {
  plugin(on);
  await ship(ids, on, mailed); // fills the shop's cache again
  return ship(ids, on, mailed);
}

async function ship(ids, on, mailed) {
  run(`DELETE FROM xplugin_jtl_twint_wawi; UPDATE tbestellung SET cStatus = ${mailed ? 2 : 4}, dVersandDatum = ${mailed ? 'NULL' : 'CURDATE()'}
    WHERE kBestellung IN (${ids})`);
  const began = performance.now();
  const used = processor();
  await wawi.ship(ids);
  const took = { wall: performance.now() - began, cpu: processor() - used };
  assert.equal(heard(), on ? ids.length : 0, on ? 'the plugin heard of each order' : 'nobody heard');
  return took;
}

async function calls(ids, mailed, rounds) {
  const what = mailed ? 'shipped now, with mails' : 'shipped before, without mails';
  const ratios = [];
  for (let round = 1; round <= rounds; round += 1) {
    const took = {};
    for (const on of round % 2 ? [false, true] : [true, false]) {
      took[on] = await call(ids, on, mailed);
    }
    const ratio = (kind) => (took[true][kind] / took[false][kind]).toFixed(2);
    ratios.push(Number(ratio('cpu')));
    say(`sync of ${ORDERS} orders, ${what}, run ${round}: ${took[true].wall.toFixed(0)} ms, ${took[true].cpu} of processor; without the plugin ` +
      `${took[false].wall.toFixed(0)} ms, ${took[false].cpu}; ${ratio('wall')} x, processor ${ratio('cpu')} x`);
  }
  ratios.sort((a, b) => a - b);
  say(`sync of ${ORDERS} orders, ${what}: median of the processor ${ratios[rounds >> 1].toFixed(2)} x`);
}

async function queue(number) {
  await twint.settings({ latencyMs });
  run(`INSERT INTO xplugin_jtl_twint_wawi (order_id, news, state, wish_key, due_at, created_at)
    SELECT order_id, 'shipped', 'waiting', LEFT(token, 22), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) FROM xplugin_jtl_twint_transaction`);
  const left = () => Number(rows("SELECT COUNT(*) AS number FROM xplugin_jtl_twint_wawi WHERE state = 'waiting'")[0].number);
  const began = performance.now();
  for (let turn = 1; left() > 0; turn += 1) {
    const report = await sweep();
    say(`sweep ${turn}: ${report.news} of the queue in ${(report.milliseconds / 1000).toFixed(1)} s, ${left()} left`);
    if (report.news === 0) {
      throw new Error('It does not go on.');
    }
  }
  const seconds = (performance.now() - began) / 1000;
  const { captured } = await twint.books();
  say(`${number} entries, TWINT answers after ${latencyMs} ms: ${seconds.toFixed(0)} s, ${(number / seconds).toFixed(0)} a second; captured ${captured}`);
}

tidy();
await phone.reset();
await start();
const page = await open();
await new Buyer(page).orderQuickly('kanne');
await close();
run('DELETE FROM xplugin_jtl_twint_transaction');
try {
  if (!onlyQueue) {
    const ids = reserve(ORDERS);
    await calls(ids, false, 9);
    await calls(ids, true, 3);
  }
  run('DELETE FROM xplugin_jtl_twint_wawi; DELETE FROM xplugin_jtl_twint_transaction');
  reserve(entries);
  await queue(entries);
} finally {
  plugin(true);
}
