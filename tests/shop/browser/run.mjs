// Runs the files of tests, one after another in each lab that TWINT_SHOP_LAB names (several with colons between), for the tests
// of a file share the shop; says what failed, and counts in the last line.
// With TWINT_UPDATE_DOCS it draws the pictures of docs/screenshots anew instead (*.pictures.mjs), with TWINT_PLUGIN_ZIP it installs
// that file in shops without the plugin (*.dist.mjs).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const [first, ...others] = process.argv.slice(2);
await (first === '--one' ? one(others[0]) : all([first, ...others].filter(Boolean)));

async function all(names) {
  const began = Date.now();
  // Those with the most tests first, so that no lab waits for the other at the end.
  const weight = (name) => readFileSync(here + name, 'utf8').split('test(').length;
  const suffix = process.env.TWINT_PLUGIN_ZIP ? '.dist.mjs' : process.env.TWINT_UPDATE_DOCS ? '.pictures.mjs' : '.test.mjs';
  const waiting = readdirSync(here)
    .filter((name) => name.endsWith(suffix) && (names.length === 0 || names.some((part) => name.includes(part))))
    .sort((a, b) => weight(b) - weight(a));
  const count = { passed: 0, failed: 0, skipped: 0 };
  const labs = (process.env.TWINT_SHOP_LAB ?? '').split(':').filter(Boolean);
  if (labs.length === 0) {
    throw new Error('TWINT_SHOP_LAB names no lab: see tests/shop/README.md.');
  }
  await Promise.all(
    labs.map(async (lab) => {
      for (let name = waiting.shift(); name; name = waiting.shift()) {
        const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--one', here + name], {
          env: { ...process.env, TWINT_SHOP_LAB: lab },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const output = [];
        child.stdout.on('data', (data) => output.push(data));
        await once(child, 'close');
        const [, text, numbers] = /^(.*?)([^\n]*)\n?$/s.exec(Buffer.concat(output).toString());
        process.stdout.write(`${name}\n${text}`);
        const [passed, failed, skipped] = numbers.split(' ').map(Number);
        count.passed += passed;
        count.failed += failed;
        count.skipped += skipped;
      }
    }),
  );
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${seconds} s\n`);
  process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;
}

/** The last line is for all(): how many passed, failed, were skipped. */
async function one(file) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const seconds = (test) => (test.details.duration_ms / 1000).toFixed(1);
  // A file as a whole has no limit that a busy machine could reach; each wait of its tests has one.
  const stream = run({ files: [file], concurrency: 1, timeout: 3_600_000 });
  stream.on('test:pass', (test) => {
    if (test.name === file) return;
    const skipped = test.skip !== undefined;
    count[skipped ? 'skipped' : 'passed'] += 1;
    process.stdout.write(`  ${skipped ? 'skip  ' : 'ok    '} ${test.name} (${seconds(test)} s)\n`);
  });
  stream.on('test:fail', (test) => {
    // A file fails with its tests; only one that fails by itself is news.
    if (test.name === file && test.details.error.failureType === 'subtestsFailed') return;
    count.failed += 1;
    const { cause } = test.details.error;
    const why = String(cause?.stack ?? cause ?? test.details.error).replace(/^/gm, '         ');
    process.stdout.write(`  FAILED ${test.name} (${seconds(test)} s)\n${why}\n`);
  });
  for await (const event of stream) {
    if (event.type === 'test:stderr' || event.type === 'test:stdout') process.stdout.write(event.data.message);
  }
  process.stdout.write(`${count.passed} ${count.failed} ${count.skipped}\n`);
}
