// What an answer about a payment costs in a running lab (TWINT_SHOP_LAB), where nothing is new: answers a second and processor of PHP
// and MariaDB for each, of the status file and of the shop's route, one after the other in each round; then of the file where each
// answer asks TWINT, which answers at once. nginx, php-fpm, MariaDB and the generator (wrk) share the machine, the simulator as well.
//
//     node tests/shop/bench/status.mjs [ROUNDS] [SECONDS]      (default 3 10)
import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { phone, twint } from '../browser/lib/phone.mjs';
import { rows, run, shop, tidy } from '../browser/lib/shop.mjs';
import { between, head } from './lib/head.mjs';

const [rounds, seconds] = [Number(process.argv[2] ?? 3), Number(process.argv[3] ?? 10)];
/** So many that nobody meets the limit of 600 questions a minute about one payment, and each is due again when its turn comes. */
const PAYMENTS = 3000;
const WORKERS = 8;
const AT_ONCE = 16;
const here = fileURLToPath(new URL('.', import.meta.url));
const say = (text) => process.stdout.write(`${text}   [load ${loadavg()[0].toFixed(1)}]\n`);

const addresses = {
  file: (token) => `/plugins/jtl_twint/frontend/status.php?token=${token}`,
  route: (token) => `/jtl-twint/pay/${token}/status`,
};

/** wrk asks about one payment after another, under the shop's own name. Prints how many were answered and how. */
function script(tokens, address) {
  const file = `${shop.lab}/status.lua`;
  writeFileSync(
    file,
    `local paths = { ${tokens.map((token) => `"${address(token)}"`).join(', ')} }
local n = 0
local headers = { Host = "${new URL(shop.url).host}" }
function request() n = n % #paths + 1; return wrk.format("GET", paths[n], headers) end
function done(summary, latency)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format('{"answers":%d,"bad":%d,"microseconds":%d,"p50":%.3f,"p99":%.3f}',
    summary.requests, bad, summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
`,
  );
  return file;
}

async function measure(theHead, tokens, where, asked = '') {
  const file = script(tokens, addresses[where]);
  const wrk = (time) => promisify(execFile)('wrk', ['-t1', `-c${AT_ONCE}`, `-d${time}s`, '--timeout', '30s', '-s', file, theHead.url]);
  await wrk(1);
  const calls = (await twint.calls('MonitorOrder')).length;
  const before = theHead.use();
  const { stdout } = await wrk(seconds);
  const used = between(before, theHead.use());
  const { answers, bad, microseconds, p50, p99 } = JSON.parse(/^\{.*\}$/m.exec(stdout)[0]);
  const each = (part) => ((1000 * used[part].cpu) / answers).toFixed(2);
  const rate = (1e6 * answers) / microseconds;
  const questions = (await twint.calls('MonitorOrder')).length - calls;
  say(`${where}${asked}: ${rate.toFixed(0)} answers a second, ${bad} bad; p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; processor for an answer: PHP ${each('php')} ms, MariaDB ${each('mariadb')} ms, nginx ${each('nginx')} ms; calls to TWINT for an answer: ${(questions / answers).toFixed(2)}`);
  return { rate, php: used.php.cpu / answers, mariadb: used.mariadb.cpu / answers };
}

tidy();
await phone.reset();
execFileSync('php', ['-d', `extension=${shop.extension}`, `${here}pending.php`, String(PAYMENTS)], {
  env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, stdio: ['ignore', 'ignore', 'inherit'],
});
const due = (when) => run(`UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) + INTERVAL ${when}`);
const tokens = rows('SELECT token FROM xplugin_jtl_twint_transaction').map(({ token }) => token);
const theHead = await head({ workers: WORKERS });
try {
  for (let round = 1; round <= rounds; round += 1) {
    due('1 HOUR');
    const route = await measure(theHead, tokens, 'route');
    const file = await measure(theHead, tokens, 'file');
    due('0 HOUR');
    await measure(theHead, tokens, 'file', ', asking TWINT');
    say(`round ${round}, file to route: answers a second × ${(file.rate / route.rate).toFixed(1)}, processor of PHP × ${(file.php / route.php).toFixed(3)}, of MariaDB × ${(file.mariadb / route.mariadb).toFixed(3)}`);
  }
} finally {
  await theHead.stop();
  tidy();
  await phone.reset();
}
process.exit();
