// Runs the files of tests one after another, for they share the shop; says what failed, and counts in the last line.
import { run } from 'node:test';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const named = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs') && (named.length === 0 || named.some((part) => name.includes(part))))
  .sort()
  .map((name) => here + name);

const count = { passed: 0, failed: 0, skipped: 0 };
const began = Date.now();
const stream = run({ files, concurrency: 1, timeout: 60_000 * files.length });
stream.on('test:pass', (test) => {
  if (isFile(test)) return;
  const skipped = test.skip !== undefined;
  count[skipped ? 'skipped' : 'passed'] += 1;
  process.stdout.write(`${skipped ? 'skip  ' : 'ok    '} ${test.name} (${seconds(test)} s)\n`);
});
stream.on('test:fail', (test) => {
  // A file fails with its tests; only one that fails by itself is news.
  if (isFile(test) && test.details.error.failureType === 'subtestsFailed') return;
  count.failed += 1;
  const { cause } = test.details.error;
  process.stdout.write(`FAILED ${test.name} (${seconds(test)} s)\n${indented(cause?.stack ?? cause ?? test.details.error)}\n`);
});
for await (const event of stream) {
  if (event.type === 'test:stderr' || event.type === 'test:stdout') process.stdout.write(event.data.message);
}
process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${Math.round((Date.now() - began) / 1000)} s\n`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;

function isFile(test) {
  return files.includes(test.name);
}

function seconds(test) {
  return (test.details.duration_ms / 1000).toFixed(1);
}

function indented(text) {
  return String(text).replace(/^/gm, '       ');
}
