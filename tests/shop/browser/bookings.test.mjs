// What moved at TWINT, for the bookkeeper: on the page and in the files.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { afterEach } from 'node:test';
import { login, pane, send, set } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
import { refunded } from './lib/letters.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone, twint } from './lib/phone.mjs';
import { rows, run, shop } from './lib/shop.mjs';
import { wawi } from './lib/wawi.mjs';

withBrowser();
afterEach(() => set('environment', 'testing'));

/** A payment that was captured, with what TWINT keeps of it, and refunded in part; its invoice is in an attribute that Wawi wrote. */
async function booked() {
  await twint.settings({ quirks: { feePerMille: 13 } });
  const [payment] = await payments(1);
  await phone.approve(payment.token);
  const page = await login();
  await screen(page, 'payment', payment.id);
  await send(page, () => pane(page).locator('[data-action="refresh"]').click());
  await wawi.take(payment.order);
  await wawi.edit(payment.order, (row) => row, { Rechnungsnummer: 'RE-2026-17' });
  await refunded(payment.id, '5.05');
  return { payment, page };
}

async function file(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), pane(page).getByRole('button', { name }).click()]);
  return readFileSync(await download.path(), 'utf8');
}

test('captures and refunds with invoice, fee, net and sums, and nothing where nothing moved', async () => {
  const { payment, page } = await booked();
  await screen(page, 'list');
  await send(page, () => pane(page).getByRole('link', { name: 'Buchungen' }).click());
  const total = async (name) => (await pane(page).locator(`[data-total="${name}"]`).innerText()).replace(/[^-0-9.]/g, '');
  assert.deepEqual([await total('captured'), await total('refunded')], [payment.amount, '5.05']);
  const [{ fee }] = rows(`SELECT twint_fee AS fee FROM xplugin_jtl_twint_transaction WHERE id = ${payment.id}`);
  assert.deepEqual(await total('fees'), fee);
  const [head, capture, refund] = (await file(page, 'Als CSV herunterladen')).trim().split('\r\n').map((line) => line.split(';'));
  const cell = (line, name) => line[head.indexOf(name)];
  const net = (...amounts) => (amounts.reduce((sum, amount) => sum + Math.round(100 * amount), 0) / 100).toFixed(2);
  assert.deepEqual(['Bewegung', 'Rechnungsnummer', 'Gebühr von TWINT', 'Netto', 'Summe des Monats', 'Netto des Monats'].map((name) => [cell(capture, name), cell(refund, name)]), [
    ['Verbuchung', 'Erstattung'], ['RE-2026-17', 'RE-2026-17'], [fee, ''], [net(payment.amount, -fee), '-5.05'],
    [payment.amount, net(payment.amount, -5.05)], [net(payment.amount, -fee), net(payment.amount, -fee, -5.05)],
  ]);
  await pane(page).getByLabel('von', { exact: false }).first().fill('2020-01-01');
  await pane(page).getByLabel('bis', { exact: false }).first().fill('2020-01-31');
  await send(page, () => pane(page).getByRole('button', { name: 'Anzeigen' }).click());
  assert.match(await pane(page).innerText(), /nichts verbucht/);
  assert.deepEqual(page.problems, []);
});

test('days that cannot be shown are said at the field and stay as typed, on the page, in the files and in the reconciliation', async () => {
  const page = await login();
  const typed = () => Promise.all(['#twint-from', '#twint-to'].map((field) => pane(page).locator(field).inputValue()));
  const said = async (field, text) => {
    assert.match(await pane(page).locator(`[data-problem="${field}"]`).innerText(), text);
    const input = pane(page).locator(`#twint-${field}`);
    assert.deepEqual([await input.getAttribute('aria-invalid'), await input.getAttribute('aria-describedby')], ['true', 'twint-days-problem']);
    const place = await pane(page).locator('[data-problem] [data-twint="explained"]').getAttribute('href');
    assert.equal(await page.locator(place).count(), 1);
  };
  for (const name of ['bookings', 'bookings_csv', 'bookings_banana']) {
    await screen(page, name, 0, { from: '2026-09-30', to: '2026-09-21' });
    await said('to', /in dieser Reihenfolge/);
    assert.deepEqual(await typed(), ['2026-09-30', '2026-09-21']);
    assert.equal(await pane(page).locator('#twint-booking-totals, #twint-days, .twint-chart, [role="status"]').count(), 0);
  }
  await screen(page, 'bookings', 0, { from: '2025-01-01', to: '2026-09-21' });
  await said('to', /höchstens 366 Tage/);
  await screen(page, 'bookings', 0, { to: '2026-09-21' });
  await said('from', /in dieser Reihenfolge/);
  await screen(page, 'reconciliation');
  await pane(page).locator('#twint-from').fill('2026-09-30');
  await pane(page).locator('#twint-to').fill('2026-09-21');
  await send(page, () => pane(page).locator('#twint-reconcile button').click());
  await said('to', /in dieser Reihenfolge/);
  assert.deepEqual(await typed(), ['2026-09-30', '2026-09-21']);
  assert.deepEqual(page.problems, []);
});

test('the entries for Banana name the accounts beside the button, and are of live payments only', async () => {
  const { payment, page } = await booked();
  await screen(page, 'bookings');
  const head = 'Date\tDoc\tDocInvoice\tDescription\tAccountDebit\tAccountCredit\tAmount\r\n';
  assert.equal(await file(page, 'Buchungssätze herunterladen'), head);
  run("UPDATE xplugin_jtl_twint_transaction SET environment = 'production'");
  set('environment', 'production');
  await screen(page, 'bookings');
  await pane(page).getByLabel('Konto TWINT').fill('1091');
  await pane(page).getByLabel('Konto Gebühren').fill('6941');
  const entries = await file(page, 'Buchungssätze herunterladen');
  assert.ok(entries.startsWith(head));
  const [{ fee }] = rows(`SELECT twint_fee AS fee FROM xplugin_jtl_twint_transaction WHERE id = ${payment.id}`);
  assert.deepEqual(entries.trim().split('\r\n').slice(1).map((line) => line.split('\t').slice(2)), [
    ['RE-2026-17', `Verbuchung TWINT ${payment.number}`, '1091', '1100', payment.amount],
    ['RE-2026-17', `Gebühr von TWINT ${payment.number}`, '6941', '1091', fee],
    ['RE-2026-17', `Erstattung TWINT ${payment.number}`, '1100', '1091', '5.05'],
  ]);
});

test('Wawi hears of the fee with the incoming payment, of state and refunds by the order', async () => {
  const { payment } = await booked();
  const [{ fee }] = rows(`SELECT twint_fee AS fee FROM xplugin_jtl_twint_transaction WHERE id = ${payment.id}`);
  assert.deepEqual(
    rows(`SELECT CAST(fBetrag AS DECIMAL(12,2)) AS amount, CAST(fZahlungsgebuehr AS DECIMAL(12,2)) AS fee FROM tzahlungseingang WHERE kBestellung = ${payment.order}`),
    [{ amount: payment.amount, fee }],
  );
  const { 'TWINT State': state, 'TWINT Fee': told, 'TWINT Refunds': refunds } = Object.fromEntries(
    rows(`SELECT cName, cValue FROM tbestellattribut WHERE kBestellung = ${payment.order}`).map(({ cName, cValue }) => [cName, cValue]),
  );
  assert.deepEqual([state, told], ['partially_refunded', fee]);
  assert.match(refunds, /^\d{4}-\d\d-\d\d CHF 5\.05 \S+-R\w+$/);
});

test('without the extension there is no file, but the page that says so', async () => {
  await booked();
  const backend = `${shop.withoutExtension}/admin/`;
  const page = await login(shop.admin, 'desktop', backend);
  for (const name of ['bookings', 'bookings_csv', 'bookings_banana']) {
    await screen(page, name, 0, {}, true, backend);
    assert.equal(await pane(page).locator('[value="bookings_csv"], [value="bookings_banana"]').count(), 0, name);
  }
  assert.deepEqual(page.problems, []);
});
