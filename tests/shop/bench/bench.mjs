// Measures the plugin in a running lab (TWINT_SHOP_LAB) and prints every run: what a status costs beside an empty route, how often
// TWINT is asked by many tabs, how long a sweep of 1,000 payments takes, and how long after the approval the buyer knows.
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { close, open, start } from '../browser/lib/browser.mjs';
import { Buyer } from '../browser/lib/buyer.mjs';
import { pay } from '../browser/lib/pay.mjs';
import { phone, twint } from '../browser/lib/phone.mjs';
import { rows, run, shop, tidy } from '../browser/lib/shop.mjs';
import { sweep } from '../browser/lib/sweep.mjs';

const TWINTS_LATENCY_MS = 140;
const here = fileURLToPath(new URL('.', import.meta.url));
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const say = (text) => process.stdout.write(`${text}   [load ${loadavg()[0].toFixed(1)}]\n`);

function php(...words) {
  execFileSync('php', ['-d', `extension=${shop.extension}`, ...words], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** As one of many visitors: each has an address of their own. */
function get(url, visitor = 1) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(url, { localAddress: `127.0.0.${visitor}`, agent: false }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve({ status: answer.statusCode, took: performance.now() - began }));
      })
      .on('error', reject);
  });
}

const at = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))];
const figures = (numbers) => `p50 ${at(numbers, 0.5).toFixed(1)} ms, p99 ${at(numbers, 0.99).toFixed(1)} ms`;

async function fresh() {
  tidy();
  await phone.reset();
  await twint.settings({ latencyMs: TWINTS_LATENCY_MS });
}

async function waitingPayment() {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  return page;
}

async function status() {
  for (let round = 1; round <= 3; round += 1) {
    await fresh();
    const page = await waitingPayment();
    const url = `${page.url()}/status`;
    await page.close();
    const took = { status: [], empty: [] };
    // No faster than one visitor may ask.
    for (let number = 0; number < 150; number += 1) {
      took.empty.push((await get(`${shop.url}/twint-empty`)).took);
      took.status.push((await get(url)).took);
    }
    say(`status, run ${round}: ${figures(took.status)}; empty route: ${figures(took.empty)}; 150 of each in turn`);
  }
}

async function tabs(number, seconds = 60) {
  await fresh();
  const page = await waitingPayment();
  const url = `${page.url()}/status`;
  await page.close();
  await twint.forgetCalls();
  const until = performance.now() + 1000 * seconds;
  const answers = { 200: 0 };
  await Promise.all(
    Array.from({ length: number }, async (_, tab) => {
      await sleep(Math.random() * 2000);
      while (performance.now() < until) {
        const { status: code } = await get(url, 1 + (tab % 200));
        answers[code] = (answers[code] ?? 0) + 1;
        await sleep(2000);
      }
    }),
  );
  const calls = (await twint.calls('MonitorOrder')).length;
  say(`${number} tabs for ${seconds} s: ${calls} calls to TWINT; answers ${JSON.stringify(answers)}`);
}

async function sweepThousand() {
  for (let round = 1; round <= 3; round += 1) {
    tidy();
    await phone.reset();
    php(`${here}pending.php`, '1000');
    await twint.settings({ latencyMs: TWINTS_LATENCY_MS });
    await twint.forgetCalls();
    const began = performance.now();
    const report = await sweep();
    const took = ((performance.now() - began) / 1000).toFixed(2);
    say(`sweep of 1,000, run ${round}: ${took} s, ${(await twint.calls('MonitorOrder')).length} calls to TWINT, ${JSON.stringify(report)}`);
  }
}

async function thanks() {
  for (let round = 1; round <= 5; round += 1) {
    await fresh();
    const page = await waitingPayment();
    // Whoever approves has scanned the code before; at any moment between two questions.
    await phone.pair(await pay.code(page));
    await sleep(3000 + Math.random() * 2000);
    const began = performance.now();
    await phone.approve(await pay.code(page));
    // The page says "paid" for two seconds before it leads on.
    await pay.until(page, 'paid');
    const told = (performance.now() - began) / 1000;
    await page.waitForURL(/[?&]i=/, { waitUntil: 'commit' });
    const thanked = (performance.now() - began) / 1000;
    say(`approval, run ${round}: the page says "paid" after ${told.toFixed(2)} s, the shop's thanks are there after ${thanked.toFixed(2)} s`);
    await page.close();
  }
}

php(`${here}../setup/plugin.php`, `${here}twint_empty`);
await start();
try {
  const { interval } = rows("SELECT cWert AS `interval` FROM tplugineinstellungen WHERE cName = 'poll_interval'")[0];
  say(`TWINT answers after ${TWINTS_LATENCY_MS} ms; polling interval ${interval} s`);
  await status();
  await thanks();
  await sweepThousand();
  for (const number of [1, 20, 200]) await tabs(number);
} finally {
  await close();
  run('DELETE FROM xplugin_jtl_twint_transaction');
  await phone.reset();
}
