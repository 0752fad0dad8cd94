// The tab "Information": facts for support, the ZIP, the self-test, the cron address.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test, { beforeEach } from 'node:test';
import { connectAnew, login, notice, pane, send, set, tab } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { twint } from './lib/phone.mjs';
import { rows, shop } from './lib/shop.mjs';

withBrowser();
beforeEach(connectAnew);

async function information() {
  const page = await login();
  await tab(page, 'Information');
  return page;
}

test('support is told versions, environment and certificate, and none of it calls TWINT', async () => {
  await twint.forgetCalls();
  const page = await information();
  const text = await pane(page).innerText();
  for (const fact of [/Plugin\s+\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)/, /Erweiterung\s+\d+\.\d+/, /OpenSSL 3/, /API-Version\s+8\.6/, /Umgebung\s+Test/, new RegExp(shop.simulator.storeUuid)]) {
    assert.match(text, fact);
  }
  assert.equal((await twint.calls()).length, 0);
  assert.deepEqual(page.problems, []);
});

test('the copy of all facts holds the checklist and no secret address', async () => {
  const page = await information();
  const copy = await pane(page).locator('section:has(#twint-report) pre').textContent();
  assert.match(copy, /\[ok\] System-ID/);
  assert.ok(!copy.includes('/jtl-twint/cron/'));
});

test('the support file tells the story of an order and holds no secret', async () => {
  const buyer = await open();
  await new Buyer(buyer).order('kanne');
  const [payment] = rows('SELECT order_number, token, pairing_token, qr_code FROM xplugin_jtl_twint_transaction');
  const page = await information();
  const address = await pane(page).locator('section:has(#twint-cron) pre').textContent();
  await pane(page).locator('#twint-order').fill(payment.order_number);
  const [download] = await Promise.all([page.waitForEvent('download'), pane(page).locator('[data-twint="export"] button').click()]);
  assert.match(download.suggestedFilename(), /^twint-support-[\d-]+\.zip$/);
  const path = await download.path();
  const read = (name) => execFileSync('php', ['-r', '$z = new ZipArchive(); $z->open($argv[1]); echo $z->getFromName($argv[2]);', '--', path, name], { encoding: 'utf8' });
  const all = ['report.txt', 'settings.json', 'order.json'].map(read).join('\n');
  assert.match(all, new RegExp(payment.order_number));
  assert.match(read('report.txt'), /API-Version: 8\.6/);
  for (const secret of [payment.token, payment.pairing_token, payment.qr_code, shop.simulator.passphrase, address.split('/cron/')[1], 'PRIVATE KEY']) {
    assert.ok(secret && !all.includes(secret), secret);
  }
});

test('a support file of an order that has no payment is refused with a sentence', async () => {
  const page = await information();
  await pane(page).locator('#twint-order').fill('<b>none</b>');
  await send(page, () => pane(page).locator('[data-twint="export"] button').click());
  assert.match(await notice(page), /gibt es keine TWINT-Zahlung/);
});

test('the self-test starts and cancels one Rappen and shows each step with its time', async () => {
  const page = await information();
  await send(page, () => pane(page).locator('[data-twint="self-test"] button').click());
  assert.match(await notice(page), /Selbsttest ist gelungen/);
  const steps = pane(page).locator('[data-step]');
  assert.deepEqual(await steps.evaluateAll((all) => all.map((step) => `${step.dataset.step} ${step.dataset.good}`)), ['status yes', 'start yes', 'poll yes', 'cancel yes', 'gone yes']);
  assert.match(await steps.first().innerText(), /\d+ ms/);
  assert.equal((await twint.books()).captured, '0.00');
});

test('the self-test says where it failed', async () => {
  await twint.fail({ fault: { element: 'SystemError', processed: false } }, 'StartOrder');
  const page = await information();
  await send(page, () => pane(page).locator('[data-twint="self-test"] button').click());
  assert.match(await notice(page), /Selbsttest ist misslungen/);
  assert.equal(await pane(page).locator('[data-step="start"]').getAttribute('data-good'), 'no');
});

test('in a live shop there is no self-test, not even for who sends the form all the same', async () => {
  set('environment', 'production');
  const page = await information();
  const button = pane(page).locator('[data-twint="self-test"] button');
  assert.ok(await button.isDisabled());
  await button.evaluate((element) => { element.disabled = false; });
  await twint.forgetCalls();
  await send(page, () => button.click());
  assert.match(await notice(page), /Nur in der Testumgebung/);
  assert.equal((await twint.calls()).length, 0);
});

test('a new cron address works at once and the old one no more', async () => {
  const page = await information();
  const address = () => pane(page).locator('section:has(#twint-cron) pre').textContent();
  const before = await address();
  assert.equal((await fetch(before)).status, 200);
  await send(page, () => pane(page).locator('[data-twint="rotate"] button').click());
  assert.notEqual(await address(), before);
  assert.equal((await fetch(before)).status, 404);
  assert.equal((await fetch(await address())).status, 200);
  await tab(page, 'Configuration');
  assert.equal(await pane(page).locator('[data-check="cron"]').getAttribute('data-state'), 'ok');
});
