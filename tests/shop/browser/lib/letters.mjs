// What a buyer is written about an order, and what has to happen until they are.
import assert from 'node:assert/strict';
import { login, pane, send, set } from './backend.mjs';
import { open } from './browser.mjs';
import { Buyer } from './buyer.mjs';
import { pay } from './pay.mjs';
import { screen } from './payments.mjs';
import { twint } from './phone.mjs';
import { clock, mails, rows, run } from './shop.mjs';
import { sweep } from './sweep.mjs';

const GREETING = { ger: 'Guten Tag Petra Muster,', eng: 'Dear Petra Muster,', fre: 'Bonjour Petra Muster,', ita: 'Buongiorno Petra Muster,' };
const CLOSING = { ger: 'Ihr Team von Demo-Shop', eng: 'Yours sincerely', fre: 'L’équipe de Demo-Shop', ita: 'Il team di Demo-Shop' };

/** What the buyer was written since the last forget(); what the merchant was told is in other tests. */
export const written = () => mails.read().filter(({ to }) => to.includes('gast@example.com'));

/** The only one of it: greeted and signed as the shop does, the same in HTML and in plain text. */
export function only(language = 'ger') {
  const subjects = written().map(({ subject }) => subject);
  assert.equal(subjects.length, 1, subjects.join(', '));
  const [mail] = written();
  assert.doesNotMatch(mail.subject + mail.text + mail.html, /oPluginMail|\{\$|#\w+\.\w+#/);
  for (const said of [mail.text, mail.html]) {
    assert.ok(said.includes(GREETING[language]), said);
    assert.ok(said.includes(CLOSING[language]), said);
  }
  assert.match(mail.html, /<body/, 'the head of the shop’s mails');
  return mail;
}

/** A buyer at the pay page. */
export async function ordered(language = 'ger', setting = 'immediate') {
  set('capture', setting);
  const page = await open();
  await new Buyer(page, { language }).orderQuickly('kanne');
  const [{ id, number, transaction }] = rows(`SELECT o.kBestellung AS id, o.cBestellNr AS number, t.id AS transaction
    FROM tbestellung o JOIN xplugin_jtl_twint_transaction t ON t.order_id = o.kBestellung ORDER BY t.id DESC LIMIT 1`);
  return { page, id, number, transaction, code: await pay.code(page) };
}

/** The answer to the cancellation was lost and TWINT away: nobody knows what became of the payment, and the page says so. */
export async function uncertain(order) {
  const address = order.page.url();
  await order.page.goto('about:blank');
  await twint.fail('resetAfterRequest', 'CancelOrder');
  for (const nth of [2, 3, 4]) await twint.fail({ html: 503 }, 'MonitorOrder', { nth });
  await order.page.request.post(`${address}/cancel`, { maxRedirects: 0 });
  assert.equal(rows(`SELECT phase FROM xplugin_jtl_twint_transaction WHERE id = ${order.transaction}`)[0].phase, 'uncertain');
  mails.forget();
  return order;
}

export async function foundOut() {
  await twint.heal();
  clock.due();
  await sweep();
}

export const tells = (mail, ...words) => words.forEach((said) => {
  assert.match(mail.text.replace(/\s+/g, ' '), said);
  assert.match(mail.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), said);
});

/** What an admin enters on one of the screens that move money, and confirms. */
async function move(name, transaction, amount, more = async () => {}) {
  const admin = await login();
  await screen(admin, name, transaction);
  await pane(admin).locator('label[for="twint-scope-part"]').click();
  await pane(admin).locator('#twint-amount').fill(amount);
  await more(admin);
  await send(admin, () => pane(admin).locator('[name="twint_step"][value="check"]').click());
  assert.equal(await pane(admin).locator('#twint-confirm').count(), 1, await pane(admin).innerText());
  await send(admin, () => pane(admin).locator('[name="twint_step"][value="do"]').click());
}

/** Captures an amount and gives the rest back. */
export const captured = (transaction, amount) =>
  move('capture', transaction, amount, (admin) => pane(admin).locator('label[for="twint-final"]').click());

export const refunded = (transaction, amount) => move('refund', transaction, amount);

/** The bits of JTL-Shop for the mails that the merchant ticks at the payment method: money came, order cancelled. */
const TICKS = { received: 1, cancelled: 16 };

/** Ticks these mails at the payment method, and no other. */
export const tick = (...names) =>
  run(`UPDATE tzahlungsart SET nMailSenden = ${names.reduce((bits, name) => bits | TICKS[name], 0)} WHERE cModulId LIKE 'kPlugin_%_twint'`);
