// Two heads, each on a node of its own of a Galera cluster: what one has settled is on the pages of the other, and one goes on where the
// other's node dies. In a lab of `tests/shop/up --galera`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { QUESTIONS, pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { clock, rows, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

const skip = shop.cluster ? false : 'the shop has one database';
if (!skip) {
  withBrowser();
  after(() => node('revive'));
}

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Of the second head: it is killed, or comes back. */
const node = (what) => execFileSync(fileURLToPath(new URL('../node', import.meta.url)), [what, '2', '--lab', shop.lab], { stdio: 'ignore' });

/** A payment that waits on a page of the second head, whose questions can be held back. */
async function waiting() {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  const there = page.url();
  const questions = { held: false, answers: [] };
  await page.route(QUESTIONS, async (route) => {
    while (questions.held) await sleep(20);
    await route.continue().catch(() => {});
  });
  page.on('response', (answer) => QUESTIONS.test(answer.url()) && questions.answers.push(answer.status()));
  await page.goto(there.replace(shop.url, shop.secondHead));
  await page.waitForFunction(() => document.querySelector('#jtl-twint')?.dataset.state === 'waiting');
  return { page, code, there, questions };
}

/** By the first head, whatever it takes: while a dead node is being left out, the others wait for a few seconds. */
async function settle() {
  clock.due();
  for (let tries = 1; ; tries += 1) {
    try {
      return await sweep();
    } catch (error) {
      if (tries === 10) throw error;
      await sleep(1000);
    }
  }
}

const actor = () => rows("SELECT actor FROM xplugin_jtl_twint_event WHERE event IN ('approved', 'closed') ORDER BY id LIMIT 1")[0]?.actor;

test('what one head has settled is on the page of the other within a second', { skip }, async () => {
  const { page, code, questions } = await waiting();
  questions.held = true;
  await phone.approve(code);
  await settle();
  assert.equal(actor(), 'cron', 'the first head, on its node, was told by TWINT');
  const began = performance.now();
  questions.held = false;
  await pay.paid(page);
  const took = performance.now() - began;
  // The page asks once a second.
  assert.ok(took < 2000, `${took} ms`);
  await expect(ended.paid('57.00'));
  await page.close();
});

test('a payment whose page is on a head that loses its node is paid by the other, and the page knows once the node is back', { skip }, async () => {
  const { page, code, there, questions } = await waiting();
  questions.answers.length = 0;
  node('kill');
  await phone.approve(code);
  await settle();
  await expect(ended.paid('57.00'));
  const other = await open();
  await other.goto(there);
  await pay.paid(other);
  await sleep(1500);
  assert.ok(questions.answers.some((status) => status >= 500), `without its node the head cannot answer: ${questions.answers}`);
  assert.equal(await pay.state(page), 'waiting', 'nothing is said that is not known');
  node('revive');
  await pay.paid(page);
  await page.close();
});
