// Our tabs of the backend, on a desk and in the hand: axe finds nothing, and the keyboard is enough.
import test, { beforeEach } from 'node:test';
import { Inspection } from './lib/accessible.mjs';
import { connectAnew, login, pane, send, tab } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { run, shop } from './lib/shop.mjs';

withBrowser();
beforeEach(connectAnew);

const PANE = '.tab-pane.active';
/** By default the backend has that of the machine, from 5.3 on. */
const SCHEMES = ['light', 'dark'];

const action = (page, name) => send(page, () => pane(page).locator(`[data-action="${name}"]`).click());

test('transactions: the list, a payment in each phase, what moves money, bookings and reconciliation', async () => {
  const [waiting, reserved, captured, over] = await payments(4, 'deferred');
  const page = await login();
  const inspection = new Inspection(page, PANE, SCHEMES);
  for (const payment of [reserved, captured]) {
    await phone.approve(payment.token);
    await screen(page, 'payment', payment.id);
    await action(page, 'refresh');
  }
  await phone.decline(over.token);
  await screen(page, 'payment', over.id);
  await action(page, 'refresh');
  await inspection.look('a payment that failed');
  await screen(page, 'payment', waiting.id);
  await inspection.look('a payment that waits');
  await screen(page, 'payment', reserved.id);
  await inspection.look('a payment that is reserved');
  for (const name of ['capture', 'refund']) {
    await screen(page, name, captured.id);
    await pane(page).locator('label[for="twint-scope-part"]').click();
    await pane(page).locator('[data-quantity]').first().fill('1');
    await inspection.look(name);
    await send(page, () => pane(page).locator('[name="twint_step"][value="check"]').click());
    await inspection.look(`${name}: the question`);
    await send(page, () => pane(page).locator('[name="twint_step"][value="do"]').click());
    await inspection.look(`${name}: done`);
  }
  await screen(page, 'list');
  await inspection.look('the list');
  await send(page, () => pane(page).getByRole('link', { name: 'Buchungen' }).click());
  await inspection.look('bookings');
  run(`UPDATE xplugin_jtl_twint_transaction SET phase = 'uncertain', reason = 'order_gone' WHERE id = ${waiting.id};
    UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 20 MINUTE`);
  await screen(page, 'payment', waiting.id);
  await inspection.look('a payment that is uncertain');
  await screen(page, 'reconciliation');
  await inspection.look('reconciliation');
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Zurich' }).format();
  for (const day of ['from', 'to']) await pane(page).locator(`#twint-reconcile #twint-${day}`).fill(today);
  await send(page, () => pane(page).locator('#twint-reconcile button').click());
  await inspection.look('reconciliation: its differences');
  inspection.end();
});

test('configuration: the checklist, access data and settings, in use, refused and first', async () => {
  const page = await login();
  const inspection = new Inspection(page, PANE, SCHEMES);
  await tab(page, 'Configuration');
  await send(page, () => page.click('#twint-check'));
  await inspection.look('in use');
  await pane(page).locator('[data-access="testing"] [data-twint="replace"]').evaluate((details) => { details.open = true; });
  const form = pane(page).locator('[data-twint-upload="testing"]');
  await form.locator('[name="twint_certificate"]').setInputFiles(shop.simulator.certificates.expired.pkcs12);
  await form.locator('[name="twint_passphrase"]').fill(shop.simulator.passphrase);
  await send(page, () => form.locator('button').click());
  await inspection.look('a certificate that is refused');
  run("DELETE FROM xplugin_jtl_twint_secret; DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE 'certificate.%'");
  await tab(page, 'Configuration');
  await inspection.look('without access data');
  inspection.end();
});

test('information and documentation', async () => {
  const page = await login();
  const inspection = new Inspection(page, PANE, SCHEMES);
  for (const name of ['Information', 'Documentation']) {
    await tab(page, name);
    await inspection.look(name);
  }
  inspection.end();
});
