// Moving money by hand in the backend; after each movement TWINT's books, our rows and the shop's payments say the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import { SEE_PLUGINS, login, notice, pane, role, send, set } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone, twint } from './lib/phone.mjs';
import { mails, rows, run } from './lib/shop.mjs';

withBrowser();

/** TWINT's books, our row and the shop's incoming payments. */
async function books(payment, phase, captured, refunded, incoming = captured === '0.00' ? [] : [captured]) {
  const [row] = rows(`SELECT phase, captured, refunded FROM xplugin_jtl_twint_transaction WHERE id = ${payment.id}`);
  const order = await twint.order(payment.uuid);
  const received = rows(`SELECT ROUND(fBetrag, 2) AS amount FROM tzahlungseingang WHERE kBestellung = ${payment.order} ORDER BY kZahlungseingang`);
  assert.deepEqual(
    { ...row, there: order.captured, back: order.refunded, incoming: received.map(({ amount }) => Number(amount).toFixed(2)) },
    { phase, captured, refunded, there: captured, back: refunded, incoming },
  );
}

/** Approved by the buyer, and noticed here. */
async function approved(page, payment) {
  await phone.approve(payment.token);
  await screen(page, 'payment', payment.id);
  await send(page, () => pane(page).locator('[data-action="refresh"]').click());
}

const part = (page) => pane(page).locator('label[for="twint-scope-part"]').click();
const check = (page) => send(page, () => pane(page).locator('[name="twint_step"][value="check"]').click());
const confirm = (page) => send(page, () => pane(page).locator('[name="twint_step"][value="do"]').click());
const quantity = (page, name) => pane(page).locator('#twint-positions tr', { hasText: name }).locator('[data-quantity]');

test('a reservation is captured in parts by positions until it is closed', async () => {
  const [payment] = await payments(1, 'deferred');
  const page = await login();
  await approved(page, payment);
  await books(payment, 'authorised', '0.00', '0.00');
  await send(page, () => pane(page).locator('[data-action="capture"]').click());
  await part(page);
  await quantity(page, 'Krumm').fill('1');
  await pane(page).locator('#twint-sum', { hasText: 'CHF 12.34' }).waitFor();
  await check(page);
  assert.equal(await pane(page).locator('#twint-confirm-amount').innerText(), 'CHF 12.34');
  assert.match(await pane(page).locator('#twint-confirm-words').innerText(), /zwölf Franken und vierunddreissig Rappen/);
  await books(payment, 'authorised', '0.00', '0.00');
  await confirm(page);
  await books(payment, 'partially_captured', '12.34', '0.00');
  assert.match(await notice(page), /CHF 12\.34 wurden verbucht/);
  // The other one, the voucher against it and the shipping; what is left of the order goes with it.
  await send(page, () => pane(page).locator('[data-action="capture"]').click());
  await part(page);
  for (const name of ['Krumm', 'Fünf Franken', 'Paketpost']) {
    await quantity(page, name).fill('1');
  }
  await pane(page).locator('label[for="twint-final"]').click();
  await check(page);
  assert.equal(await pane(page).locator('#twint-confirm-amount').innerText(), 'CHF 14.34');
  await confirm(page);
  await books(payment, 'captured', '26.68', '0.00', ['12.34', '14.34']);
  assert.equal((await twint.order(payment.uuid)).status, 'SUCCESS');
  assert.deepEqual(page.problems, []);
});

test('a part can close the transaction and release the rest', async () => {
  const [payment] = await payments(1, 'deferred');
  const page = await login();
  await approved(page, payment);
  await screen(page, 'capture', payment.id);
  await part(page);
  await pane(page).locator('#twint-amount').fill('10');
  await pane(page).locator('label[for="twint-final"]').click();
  await check(page);
  assert.match(await pane(page).locator('#twint-confirm').innerText(), /Dem Kunden freigegeben werden CHF 16\.68/);
  await confirm(page);
  await books(payment, 'captured', '10.00', '0.00');
  assert.equal(await pane(page).locator('[data-amount="open"]').innerText(), 'CHF 0.00');
});

test('a reservation is released, and nothing was taken', async () => {
  const [payment] = await payments(1, 'deferred');
  const page = await login();
  await approved(page, payment);
  await send(page, () => pane(page).locator('[data-action="cancel"]').click());
  await pane(page).locator('#twint-reason').fill('nicht mehr lieferbar');
  await check(page);
  await confirm(page);
  await books(payment, 'cancelled', '0.00', '0.00');
  assert.match(await pane(page).locator('#twint-events').innerText(), /Vom Händler abgebrochen/);
});

test('several refunds, by quantity, by amount and with a fee, up to what was captured and no Rappen more', async () => {
  const [payment] = await payments(1);
  const page = await login();
  await approved(page, payment);
  await books(payment, 'captured', '26.68', '0.00');
  const refund = async (fill) => {
    await screen(page, 'refund', payment.id);
    await part(page);
    await fill();
    await check(page);
  };
  await refund(async () => {
    await quantity(page, 'Krumm').fill('1');
    await pane(page).locator('#twint-fee').fill('2,34');
    await pane(page).locator('#twint-reason').fill('Kratzer');
  });
  assert.equal(await pane(page).locator('#twint-confirm-amount').innerText(), 'CHF 10.00');
  await confirm(page);
  await books(payment, 'partially_refunded', '26.68', '10.00', ['26.68']);
  await refund(() => pane(page).locator('#twint-amount').fill('16.69'));
  assert.equal(await pane(page).locator('#twint-confirm').count(), 0);
  assert.match(await pane(page).locator('#twint-problem').innerText(), /höher/);
  assert.equal(await pane(page).locator('#twint-amount').inputValue(), '16.69');
  await refund(() => pane(page).locator('#twint-amount').fill('6.68'));
  await confirm(page);
  await screen(page, 'refund', payment.id);
  await check(page);
  assert.equal(await pane(page).locator('#twint-confirm-amount').innerText(), 'CHF 10.00');
  await confirm(page);
  await books(payment, 'refunded', '26.68', '26.68', ['26.68']);
  assert.ok(await pane(page).locator('[data-action="refund"]').isDisabled());
});

test('the customer is written about each refund, if the merchant wants it so', async () => {
  const [payment, silent] = await payments(2);
  const page = await login();
  const refund = async ({ id }, amount) => {
    mails.forget();
    await screen(page, 'refund', id);
    if (amount) {
      await part(page);
      await pane(page).locator('#twint-amount').fill(amount);
    }
    await check(page);
    await confirm(page);
    return mails.read();
  };
  const assertTells = (written, amount, sum) => {
    assert.equal(written.length, 1);
    const [mail] = written;
    assert.match(mail.to, /gast@example\.com/);
    assert.match(mail.subject, new RegExp(payment.number));
    assert.match(mail.text, new RegExp(`Bestellung ${payment.number} haben wir Ihnen CHF ${amount} .*bisher insgesamt CHF ${sum}`));
  };
  await approved(page, payment);
  await approved(page, silent);
  set('mail_refund', 'each');
  assertTells(await refund(payment, '5'), '5.00', '5.00');
  assertTells(await refund(payment), '21.68', '26.68');
  set('mail_refund', 'none');
  assert.deepEqual(await refund(silent), []);
  await books(silent, 'refunded', '26.68', '26.68', ['26.68']);
});

test('ten identical refunds at once are one, and sending the form again or reloading changes nothing', async () => {
  const [payment] = await payments(1);
  const page = await login();
  await approved(page, payment);
  await screen(page, 'refund', payment.id);
  await part(page);
  await pane(page).locator('#twint-amount').fill('5');
  await check(page);
  const answers = await page.evaluate(async () => {
    const form = document.querySelector('#twint-confirm');
    const body = new URLSearchParams(new FormData(form));
    body.set('twint_step', 'do');
    return Promise.all(Array.from({ length: 10 }, () => fetch(form.action, { method: 'POST', body }).then((answer) => answer.status)));
  });
  assert.deepEqual(answers, Array(10).fill(200));
  await books(payment, 'partially_refunded', '26.68', '5.00', ['26.68']);
  await confirm(page);
  assert.match(await notice(page), /schon gesendet/);
  await page.reload();
  await books(payment, 'partially_refunded', '26.68', '5.00', ['26.68']);
  assert.equal((await twint.calls('StartOrder')).length, 2);
});

test('without the CSRF token nothing moves', async () => {
  const [payment] = await payments(1);
  const page = await login();
  await approved(page, payment);
  await screen(page, 'refund', payment.id);
  await check(page);
  await page.evaluate(() => document.querySelector('#twint-confirm [name="jtl_token"]').remove());
  await confirm(page);
  assert.match(await notice(page), /abgelaufen/);
  await books(payment, 'captured', '26.68', '0.00');
});

test('who may only look sees everything and moves nothing, not even with a form of another', async () => {
  const [payment] = await payments(1);
  const admin = await login();
  await approved(admin, payment);
  const page = await login(role('looker', [SEE_PLUGINS]));
  await screen(page, 'payment', payment.id);
  const button = pane(page).locator('[data-action="refund"]');
  assert.ok(await button.isDisabled());
  assert.match(await pane(page).locator('#twint-why-refund').innerText(), /Berechtigung/);
  await screen(page, 'refund', payment.id);
  assert.equal(await pane(page).locator('form.twint-money').count(), 0);
  await page.evaluate((id) => {
    const form = document.querySelector('[data-action="refresh"]')?.form ?? document.querySelector('.tab-pane.active form[method="post"]:has([name="twint_tab"])') ?? document.createElement('form');
    form.method = 'post';
    for (const [name, value] of Object.entries({ twint_tab: 'Transactions', twint_action: 'refund', twint_id: id, twint_step: 'do', twint_scope: 'all', twint_key: 'AAAAAAAAAAAAAAAAAAAAAA' })) {
      form.querySelector(`[name="${name}"]`)?.remove();
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    if (!form.querySelector('[name="jtl_token"]')) {
      form.append(document.querySelector('[name="jtl_token"]').cloneNode());
    }
    document.body.append(form);
    form.submit();
  }, payment.id);
  await page.waitForSelector('[data-twint="notice"]');
  assert.match(await notice(page), /Berechtigung/);
  await books(payment, 'captured', '26.68', '0.00');
});

test('a refund whose answer was lost is shown as such and found out, not sent again', async () => {
  const [payment] = await payments(1);
  const page = await login();
  await approved(page, payment);
  await twint.fail('resetAfterProcessing', 'StartOrder', { nth: 1 });
  await screen(page, 'refund', payment.id);
  await part(page);
  await pane(page).locator('#twint-amount').fill('7');
  await check(page);
  await confirm(page);
  await twint.heal();
  assert.match(await pane(page).locator('#twint-lost').innerText(), /nicht bekannt/);
  assert.ok(await pane(page).locator('[data-action="refund"]').isDisabled());
  assert.ok((await pane(page).locator('#twint-why-refund').innerText()).length > 20);
  run('UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 5 MINUTE');
  await send(page, () => pane(page).locator('#twint-lost button').click());
  assert.equal(await pane(page).locator('#twint-lost').count(), 0);
  await books(payment, 'partially_refunded', '26.68', '7.00', ['26.68']);
  assert.equal((await twint.calls('StartOrder')).length, 2);
});

test('a part that was captured without an answer is resolved by hand', async () => {
  const [payment] = await payments(1, 'deferred');
  const page = await login();
  await approved(page, payment);
  // Where the order showed the sum, nobody would have to look.
  await twint.settings({ quirks: { amountsWhenPartial: 'none' } });
  await twint.fail('resetAfterProcessing', 'ConfirmOrder', { nth: 1 });
  await screen(page, 'capture', payment.id);
  await part(page);
  await pane(page).locator('#twint-amount').fill('9');
  await check(page);
  await confirm(page);
  await twint.heal();
  await screen(page, 'payment', payment.id);
  assert.equal(await pane(page).locator('#twint-lost a').count(), 0, 'not while TWINT may still be at it');
  run('UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 5 MINUTE');
  await screen(page, 'payment', payment.id);
  await send(page, () => pane(page).locator('#twint-lost a').click());
  await pane(page).locator('label[for="twint-happened-yes"]').click();
  await check(page);
  await confirm(page);
  await books(payment, 'partially_captured', '9.00', '0.00');
  await twint.settings({ quirks: { amountsWhenPartial: 'payment' } });
});

test('how a payment ended that TWINT does not explain is entered by hand, after an hour', async () => {
  const [payment] = await payments(1);
  const page = await login();
  const refresh = () => send(page, () => pane(page).locator('[data-action="refresh"]').click());
  await twint.settings({ quirks: { unknownStatus: ['awaitingConfirmation'] } });
  await approved(page, payment);
  run("UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 15 MINUTE WHERE event = 'order_unrecognised'");
  await refresh();
  await books(payment, 'uncertain', '0.00', '0.00');
  assert.ok(await pane(page).locator('[data-action="enter"]').isDisabled());
  assert.match(await pane(page).locator('#twint-why-enter').innerText(), /eine Stunde lang unsicher/);
  run(`UPDATE xplugin_jtl_twint_event SET at = at - INTERVAL 61 MINUTE WHERE transaction_id = ${payment.id}`);

  await screen(page, 'payment', payment.id);
  await send(page, () => pane(page).locator('[data-action="enter"]').click());
  await pane(page).locator('label[for="twint-happened-yes"]').click();
  await pane(page).locator('#twint-amount').fill("1'000");
  await check(page);
  assert.match(await pane(page).locator('#twint-problem').innerText(), /höchstens, was freigegeben wurde/);
  await pane(page).locator('label[for="twint-happened-no"]').click();
  await check(page);
  await confirm(page);
  await books(payment, 'cancelled', '0.00', '0.00');
  assert.match(await pane(page).locator('#twint-events').innerText(), /Ausgang von Hand eingetragen/);
  await twint.settings({ quirks: { unknownStatus: [] } });
});

test('each phase allows what it allows and says why not', async () => {
  const [waiting, reserved, over] = await payments(3, 'deferred');
  const page = await login();
  await approved(page, reserved);
  await phone.decline(over.token);
  await screen(page, 'payment', over.id);
  await send(page, () => pane(page).locator('[data-action="refresh"]').click());
  const buttons = async (payment) => {
    await screen(page, 'payment', payment.id);
    const all = pane(page).locator('#twint-actions [data-action]');
    const folded = pane(page).locator('#twint-why summary');
    assert.equal(await folded.count(), payment === over ? 1 : 0);
    for (const each of await folded.all()) await each.click();
    for (const button of await all.all()) {
      if (await button.isDisabled()) {
        const why = await button.getAttribute('aria-describedby');
        assert.match(await pane(page).locator(`#${why}`).innerText(), /^[A-ZÄÖÜ].{10,}\.( Im Handbuch)?$/s);
      }
    }
    return all.evaluateAll((found) => found.filter((button) => !button.disabled).map((button) => button.dataset.action));
  };
  assert.deepEqual(await buttons(waiting), ['refresh', 'cancel']);
  assert.deepEqual(await buttons(reserved), ['refresh', 'capture', 'cancel']);
  assert.deepEqual(await buttons(over), []);
  // Nor by its address.
  await screen(page, 'refund', reserved.id);
  assert.equal(await pane(page).locator('form.twint-money').count(), 0);
});

test('the forms work without our script', async () => {
  const [payment] = await payments(1);
  const page = await login();
  await approved(page, payment);
  await page.route('**/js/transactions.js*', (route) => route.abort());
  await screen(page, 'refund', payment.id);
  assert.ok(await pane(page).locator('#twint-sum').isHidden());
  await part(page);
  await pane(page).locator('#twint-amount').fill('3');
  await check(page);
  assert.equal(await pane(page).locator('#twint-confirm-amount').innerText(), 'CHF 3.00');
  await confirm(page);
  await books(payment, 'partially_refunded', '26.68', '3.00', ['26.68']);
});
