// The pay page asks a file that answers without the shop's start, and the shop's route wherever that does not serve.
import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import test, { beforeEach } from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock, rows, run, shop } from './lib/shop.mjs';

withBrowser();
beforeEach(() => twint.forgetCalls());

const FILE = '**/frontend/status.php?token=*';

/** What the page asks from here on. */
function listen(page) {
  const asked = { file: [], route: [] };
  page.on('response', (answer) => {
    if (answer.url().includes('/frontend/status.php')) asked.file.push(answer.status());
    if (new URL(answer.url()).pathname.endsWith('/status')) asked.route.push(answer.status());
  });
  return asked;
}

async function waiting() {
  const page = await open();
  const asked = listen(page);
  await new Buyer(page).orderQuickly('kanne');
  return { page, asked, code: await pay.code(page) };
}

async function paid(page, code) {
  await phone.approve(code);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
}

test('while the buyer waits only the file is asked, every second; TWINT no more often than the interval', async () => {
  const { page, asked, code } = await waiting();
  await page.waitForTimeout(7000);
  assert.deepEqual(asked.route, []);
  assert.ok(asked.file.length >= 5 && asked.file.every((status) => status === 200), JSON.stringify(asked));
  assert.ok((await twint.calls('MonitorOrder')).length <= 4);
  await paid(page, code);
  assert.equal(asked.route.length, 1, 'the route settles and says where the thanks are');
});

test('what another head learnt is on the page within a second, though TWINT is not due', async () => {
  const { page, code } = await waiting();
  await page.waitForTimeout(1500);
  await phone.approve(code);
  const [{ token }] = rows('SELECT token FROM xplugin_jtl_twint_transaction');
  run('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR');
  // "Cancel" asks TWINT at once, and finds that the buyer was quicker.
  const answer = await fetch(`${shop.secondHead}/jtl-twint/pay/${token}/cancel`, { method: 'POST', redirect: 'manual' });
  assert.equal(answer.status, 303);
  const learnt = performance.now();
  await pay.paid(page);
  assert.ok(performance.now() - learnt < 1500, `${performance.now() - learnt} ms`);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('a server that forbids PHP files of plugins: one question to the file, all others to the route', async () => {
  const rules = `${shop.shop}/plugins/jtl_twint/frontend/.htaccess`;
  renameSync(rules, `${rules}.away`);
  try {
    const { page, asked, code } = await waiting();
    await page.waitForTimeout(4000);
    assert.deepEqual(asked.file, [403]);
    assert.ok(asked.route.length >= 1);
    await paid(page, code);
    assert.deepEqual(asked.file, [403]);
  } finally {
    renameSync(`${rules}.away`, rules);
  }
});

const STRANGE = {
  'its source text': { contentType: 'text/plain', body: '<?php declare(strict_types=1);' },
  'a page': { contentType: 'text/html', body: '<!DOCTYPE html><title>Not here</title>' },
  'other JSON': { contentType: 'application/json', body: '{}' },
  'a redirect': { status: 302, headers: { location: '/' } },
  'an error': { status: 500, body: '' },
};
for (const [what, answer] of Object.entries(STRANGE)) {
  test(`where the file answers with ${what}, the route is asked from then on`, async () => {
    const page = await open();
    let times = 0;
    await page.route(FILE, (route) => {
      times += 1;
      return route.fulfill({ status: 200, ...answer });
    });
    await new Buyer(page).orderQuickly('kanne');
    await paid(page, await pay.code(page));
    assert.equal(times, 1);
  });
}

test('where the file cannot be reached from the first question on, the route is asked', async () => {
  const page = await open();
  await page.route(FILE, (route) => route.abort());
  await new Buyer(page).orderQuickly('kanne');
  await paid(page, await pay.code(page));
});

test('the plugin is switched off and on again: the page stays, and ends well', async () => {
  const { page, asked, code } = await waiting();
  await page.waitForTimeout(1500);
  run("UPDATE tplugin SET nStatus = 1 WHERE cPluginID = 'jtl_twint'");
  try {
    const before = asked.route.length;
    await page.waitForTimeout(2500);
    assert.ok(asked.route.length > before, 'the shop is asked');
    assert.equal(await pay.state(page), 'waiting');
  } finally {
    run("UPDATE tplugin SET nStatus = 2 WHERE cPluginID = 'jtl_twint'");
  }
  clock.due();
  await paid(page, code);
});

test('the answer sets no cookie, is never cached and says nothing to strangers', async () => {
  await waiting();
  const [{ token }] = rows('SELECT token FROM xplugin_jtl_twint_transaction');
  const file = `${shop.url}/plugins/jtl_twint/frontend/status.php`;
  const answer = await fetch(`${file}?token=${token}`);
  assert.equal(answer.headers.get('set-cookie'), null);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(answer.headers.get('content-type'), 'application/json');
  assert.equal((await answer.json()).state, 'waiting');
  assert.equal((await fetch(`${file}?token=${token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))}`)).status, 404);
  assert.equal((await fetch(`${file}?token=${token}`, { method: 'POST' })).status, 405);
});
