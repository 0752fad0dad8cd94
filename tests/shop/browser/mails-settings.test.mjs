// What the buyer is written where a setting, a tick at the payment method or the merchant decides: the rest of the table in docs/plugin.md.
import assert from 'node:assert/strict';
import test, { after, beforeEach } from 'node:test';
import { login, pane, send, set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { express } from './lib/express.mjs';
import { captured, only, ordered, refunded, tells, tick, written } from './lib/letters.mjs';
import { pay } from './lib/pay.mjs';
import { screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { clock, keep, mails } from './lib/shop.mjs';
import { giveUp } from './lib/sweep.mjs';
import { wawi } from './lib/wawi.mjs';

withBrowser();
keep('tzahlungsart');

const DEFAULTS = { mail: 'order', capture: 'immediate', mail_refund: 'each', express: 'off' };
const byDefault = () => Object.entries(DEFAULTS).forEach(([name, value]) => set(name, value));
beforeEach(() => {
  byDefault();
  tick('received', 'cancelled');
});
after(byDefault);

const subjects = () => written().map(({ subject }) => subject);

/** Approved by the buyer, who is then on the shop's page; nothing of it is in the mails any more. */
async function approved(language = 'ger', setting = 'immediate') {
  const order = await ordered(language, setting);
  await phone.approve(order.code);
  await pay.thanks(order.page);
  return order;
}

async function lapsed() {
  const order = await ordered();
  clock.lapse();
  await pay.until(order.page, 'timed_out');
  return order;
}

test('not ticked: neither that the money came nor that a part of it did', async () => {
  tick('cancelled');
  await approved();
  assert.match(subjects().join(), /^Ihre Bestellung bei[^,]*$/);
  const { transaction } = await approved('ger', 'deferred');
  mails.forget();
  await captured(transaction, '20.10');
  assert.deepEqual(subjects(), []);
});

test('no mail about refunds: the app tells', async () => {
  set('mail_refund', 'none');
  const { transaction } = await approved();
  mails.forget();
  await refunded(transaction, '5.05');
  assert.deepEqual(subjects(), []);
});

test('the confirmation that waits comes with the reservation, and once', async () => {
  set('mail', 'paid');
  const { transaction } = await approved('ger', 'deferred');
  assert.match(only().subject, /^Ihre Bestellung bei/);
  mails.forget();
  await captured(transaction, '57.00');
  assert.match(only().subject, /^Ihre Zahlung/);
});

test('nobody paid, and the confirmation waits for the money: a cancellation only where it is ticked', async () => {
  set('mail', 'paid');
  tick('received');
  await lapsed();
  await giveUp();
  assert.deepEqual(subjects(), []);
  tick('cancelled');
  const { number } = await lapsed();
  await giveUp();
  tells(only(), new RegExp(`Bestellnummer: ${number}`));
});

test('another way to pay while the confirmation waits: this buyer was told nothing before', async () => {
  set('mail', 'paid');
  const { page, code } = await ordered();
  await phone.decline(code);
  await pay.until(page, 'declined');
  await pay.otherWay(page);
  assert.deepEqual(subjects(), []);
});

test('cancelled by the merchant: the buyer hears it when the order is', async () => {
  const { page, number, transaction } = await ordered();
  mails.forget();
  const admin = await login();
  await screen(admin, 'cancel', transaction);
  await send(admin, () => pane(admin).locator('[name="twint_step"][value="check"]').click());
  await send(admin, () => pane(admin).locator('[name="twint_step"][value="do"]').click());
  await pay.until(page, 'cancelled');
  assert.deepEqual(subjects(), [], 'the buyer may still try again, and is on the page');
  await giveUp();
  tells(only(), new RegExp(`Bestellnummer: ${number}`));
});

test('cancelled in Wawi: only where it is ticked', async () => {
  tick('received');
  const { id } = await approved();
  await wawi.take(id);
  mails.forget();
  await wawi.cancel(id);
  assert.deepEqual(subjects(), []);
});

test('TWINT Express cancelled on the page: nobody is written to', async () => {
  set('express', 'on');
  const page = await open();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'scan');
  await pay.cancel(page);
  await pay.until(page, 'cancelled');
  assert.deepEqual(mails.all(), []);
});

const SAYS = {
  eng: {
    part: [/^Your order #: /, /CHF 20\.10 .*CHF 57\.00/], refund: [/your order #$/, /CHF 5\.05 .*CHF 5\.05/],
  },
  fre: {
    part: [/^Votre commande # : /, /CHF 20\.10 .*CHF 57\.00/], refund: [/votre commande #$/, /CHF 5\.05 .*CHF 5\.05/],
  },
  ita: {
    part: [/^Il Suo ordine #: /, /CHF 20\.10 .*CHF 57\.00/], refund: [/Suo ordine #$/, /CHF 5\.05 .*CHF 5\.05/],
  },
};

for (const [language, { part, refund }] of Object.entries(SAYS)) {
  test(`a part captured and a part of it refunded, in the order's language: ${language}`, async () => {
    const { number, transaction } = await approved(language, 'deferred');
    for (const [move, amount, [subject, said]] of [[captured, '20.10', part], [refunded, '5.05', refund]]) {
      mails.forget();
      await move(transaction, amount);
      const mail = only(language);
      assert.match(mail.subject, new RegExp(subject.source.replace('#', number)));
      tells(mail, said);
    }
  });
}
