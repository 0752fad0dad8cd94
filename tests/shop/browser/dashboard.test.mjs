// The widget on the backend's dashboard.
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { connectAnew, login, pane, send } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { run, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();
beforeEach(connectAnew);

const widget = (page) => page.locator('[data-twint="widget"]');
const value = (page, name) => widget(page).locator(`[data-line="${name}"] td`).innerText();
const alarming = (page) => widget(page).locator('[data-alarming]').evaluateAll((lines) => lines.map((line) => line.dataset.line));

async function dashboard(backend = shop.backend) {
  const page = await login(shop.admin, 'desktop', backend);
  await page.goto(backend);
  await widget(page).waitFor();
  return page;
}

test('before the access data are there it leads to them', async () => {
  run('DELETE FROM xplugin_jtl_twint_secret');
  const page = await dashboard();
  assert.match(await widget(page).innerText(), /noch nicht eingerichtet/);
  await widget(page).getByRole('link').click();
  await page.locator('#twint-access').waitFor();
  assert.deepEqual(page.problems, []);
});

test('it says what moved today and what is open; each line leads to the payments it counts', async () => {
  const [first] = await payments(3);
  await phone.approve(first.token);
  await sweep();
  const page = await login();
  await screen(page, 'payment', first.id);
  await send(page, () => pane(page).locator('[data-action="refresh"]').click());
  await page.goto(shop.backend);
  assert.equal(await value(page, 'captured'), `CHF ${first.amount}`);
  assert.equal(await value(page, 'refunded'), 'CHF 0.00');
  assert.equal(await value(page, 'waiting'), '2');
  assert.match(await value(page, 'cron'), /weniger als einer Minute/);
  assert.deepEqual(await alarming(page), []);
  await widget(page).locator('[data-line="waiting"] a').click();
  await pane(page).locator('#twint-transactions').waitFor();
  assert.equal(await pane(page).locator('#twint-transactions tbody tr').count(), 2);
  assert.deepEqual(page.problems, []);
});

test('what moved today leads to today’s movements, and what is reserved to as many payments', async () => {
  const [reserved, partly, captured] = await payments(3, 'deferred');
  run(`UPDATE xplugin_jtl_twint_transaction SET phase = 'authorised' WHERE id = ${reserved.id};
    UPDATE xplugin_jtl_twint_transaction SET phase = 'partially_captured', captured = 1.00 WHERE id IN (${partly.id}, ${captured.id});
    DELETE FROM xplugin_jtl_twint_fact WHERE name = 'phase_counts'`);
  for (const [line, number] of [['reserved', 1], ['partly', 2]]) {
    const page = await dashboard();
    assert.equal(await value(page, line), String(number));
    await widget(page).locator(`[data-line="${line}"] a`).click();
    await pane(page).locator('#twint-transactions').waitFor();
    assert.equal(await pane(page).locator('#twint-transactions tbody tr').count(), number);
  }
  const page = await dashboard();
  await widget(page).locator('[data-line="captured"] a').click();
  await pane(page).locator('[name="from"]').waitFor();
  const [from, to] = await Promise.all(['from', 'to'].map((name) => pane(page).locator(`[name="${name}"]`).inputValue()));
  assert.deepEqual([from, from !== ''], [to, true]);
  assert.deepEqual(page.problems, []);
});

test('what somebody should look at is marked', async () => {
  const [uncertain, ending] = await payments(2, 'deferred');
  run(`UPDATE xplugin_jtl_twint_transaction SET phase = 'uncertain' WHERE id = ${uncertain.id};
    UPDATE xplugin_jtl_twint_transaction SET phase = 'authorised', guarantee_until = UTC_TIMESTAMP(3) + INTERVAL 1 DAY WHERE id = ${ending.id};
    DELETE FROM xplugin_jtl_twint_fact WHERE name IN ('phase_counts', 'sweep')`);
  const page = await dashboard();
  assert.deepEqual(await alarming(page), ['uncertain', 'ending', 'cron']);
  assert.equal(await value(page, 'uncertain'), '1');
  assert.equal(await value(page, 'cron'), 'nie');
});

test('without the extension it says so beside the figures', async () => {
  const [payment] = await payments(1);
  const page = await dashboard(`${shop.withoutExtension}/admin/`);
  assert.match(await widget(page).innerText(), /Erweiterung/);
  assert.equal(await value(page, 'waiting'), '1', payment.number);
});

test('where a table is missing the other widgets are there', async () => {
  const page = await login();
  run('RENAME TABLE xplugin_jtl_twint_fact TO away');
  try {
    await page.goto(shop.backend);
    assert.match(await page.locator('#widget-TwintToday').innerText(), /TWINT/);
    assert.ok((await page.locator('.widget').count()) > 1);
    assert.equal(await widget(page).count(), 0);
  } finally {
    run('RENAME TABLE away TO xplugin_jtl_twint_fact');
  }
});
