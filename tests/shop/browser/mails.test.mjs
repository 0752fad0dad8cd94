// What the buyer is written: each row of the table in docs/plugin.md, with the mail read. With other settings: mails-settings.test.mjs.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { login, pane, send, set } from './lib/backend.mjs';
import { withBrowser } from './lib/browser.mjs';
import { captured, foundOut, only, ordered, refunded, tells, uncertain, written } from './lib/letters.mjs';
import { hrefs } from './lib/mail.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { clock, mails, rows, run } from './lib/shop.mjs';
import { giveUp } from './lib/sweep.mjs';
import { wawi } from './lib/wawi.mjs';

withBrowser();

after(() => ['mail', 'capture', 'mail_refund'].forEach((name) => set(name, { mail: 'order', capture: 'immediate', mail_refund: 'each' }[name])));

test('ordered: the shop’s confirmation, with a link that pays', async () => {
  const { page, id, code } = await ordered();
  const mail = only();
  const [address] = mails.links();
  assert.match(address, new RegExp(`/order/${id}/`));
  assert.ok(hrefs(mail).includes(address), hrefs(mail).join());
  assert.match(mail.html, /<a [^>]+>Jetzt mit TWINT bezahlen<\/a>/);
  await page.goto(address);
  assert.equal(await pay.code(page), code);
});

test('ordered, and the confirmation waits for the money: no mail, then the confirmation and the receipt', async () => {
  set('mail', 'paid');
  const { page, code } = await ordered();
  assert.deepEqual(written().map(({ subject }) => subject), []);
  await phone.approve(code);
  await pay.thanks(page);
  assert.deepEqual(written().map(({ subject }) => /^Ihre (Bestellung|Zahlung)/.exec(subject)?.[1]), ['Bestellung', 'Zahlung']);
  assert.deepEqual(written().flatMap(hrefs).filter((address) => address.includes('jtl-twint')), [], 'what is paid is not paid again');
  set('mail', 'order');
});

test('reserved after the page was uncertain: that it is confirmed, and charged later', async () => {
  const { page, number, code } = await uncertain(await ordered('ger', 'deferred'));
  await phone.approve(code);
  await foundOut();
  const mail = only();
  assert.equal(mail.subject, `Ihre Bestellung ${number}: TWINT-Zahlung reserviert`);
  tells(mail, new RegExp(`Bestellung ${number} ist bestätigt\\. CHF 57\\.00 sind reserviert und werden später belastet`));
  await page.goto(hrefs(mail).at(-1));
  await pay.until(page, 'reserved');
});

test('not paid after the page was uncertain: the link pays', async () => {
  for (const [language, subject, said] of [
    ['ger', 'Ihre Bestellung #: nicht bezahlt', /Bestellung # kam nicht zustande\. Es wurde nichts belastet/],
    ['eng', 'Your order #: not paid', /for your order # was not made\. Nothing was charged/],
    ['fre', 'Votre commande # : paiement non abouti', /commande # n’a pas abouti\. Rien n’a été débité/],
    ['ita', 'Il Suo ordine #: non pagato', /ordine # non è andato a buon fine\. Non è stato addebitato nulla/],
  ]) {
    const { page, number, code } = await uncertain(await ordered(language));
    await phone.decline(code);
    await foundOut();
    const mail = only(language);
    assert.equal(mail.subject, subject.replace('#', number));
    tells(mail, new RegExp(said.source.replace('#', number)));
    const [address] = hrefs(mail).filter((each) => each.includes('jtl-twint'));
    assert.ok(mail.text.includes(address));
    await page.goto(address);
    await pay.again(page);
    await pay.until(page, 'waiting');
    await page.close();
  }
});

test('captured, less than the order comes to: how much', async () => {
  const { page, number, transaction, code } = await ordered('ger', 'deferred');
  await phone.approve(code);
  await pay.thanks(page);
  mails.forget();
  await captured(transaction, '20.10');
  const mail = only();
  assert.equal(mail.subject, `Ihre Bestellung ${number}: Teilbetrag belastet`);
  tells(mail, new RegExp(`Bestellung ${number} haben wir CHF 20\\.10 .*von den CHF 57\\.00, die Sie bestätigt haben`));
});

test('refunded: this amount and the sum', async () => {
  const { page, number, transaction, code } = await ordered();
  await phone.approve(code);
  await pay.thanks(page);
  for (const [amount, sum] of [['5.05', '5.05'], ['7.00', '12.05']]) {
    mails.forget();
    await refunded(transaction, amount);
    const mail = only();
    assert.equal(mail.subject, `Erstattung zu Ihrer Bestellung ${number}`);
    tells(mail, new RegExp(`CHF ${amount} über TWINT erstattet, bisher insgesamt CHF ${sum}`));
  }
});

test('cancelled because nobody paid, and in Wawi: the shop’s cancellation', async () => {
  const { page, number } = await ordered();
  mails.forget();
  clock.lapse();
  await pay.until(page, 'timed_out');
  await giveUp();
  tells(only(), new RegExp(`storniert\\. ?(<br>)? ?Bestellnummer: ${number}`));
  const other = await ordered();
  await phone.approve(other.code);
  await pay.thanks(other.page);
  await wawi.take(other.id);
  mails.forget();
  await wawi.cancel(other.id);
  tells(only(), new RegExp(`Bestellnummer: ${other.number}`));
});

test('another way to pay: that the first order is void', async () => {
  const { page, number, code } = await ordered();
  await phone.decline(code);
  await pay.until(page, 'declined');
  mails.forget();
  await pay.otherWay(page);
  const mail = only();
  assert.equal(mail.subject, `Ihre Bestellung ${number}: aufgehoben`);
  tells(mail, /andere Zahlungsart gewählt.*nicht ausgeführt, und es wurde nichts belastet/);
});

/** An order of which TWINT says in the end that nothing was paid. */
async function notPaid(language = 'ger') {
  const order = await uncertain(await ordered(language));
  await phone.decline(order.code);
  await foundOut();
  return order;
}

const TEMPLATE = "temailvorlage WHERE cModulId = 'paymentNotMade' AND kPlugin > 0";

test('what the merchant wrote is what is sent, what they switched off is not', async (t) => {
  const [{ id, text: before }] = rows(`SELECT kEmailvorlage AS id, cContentText AS text FROM temailvorlagesprache
    WHERE kSprache = 1 AND kEmailvorlage = (SELECT kEmailvorlage FROM ${TEMPLATE})`);
  t.after(() => run(`UPDATE temailvorlagesprache SET cContentText = '${before.replace(/'/g, "''")}' WHERE kEmailvorlage = ${id} AND kSprache = 1;
    UPDATE temailvorlage SET cAktiv = 'Y' WHERE kEmailvorlage = ${id}`));
  run(`UPDATE temailvorlagesprache SET cContentText = 'Merci vielmal, {$oPluginMail->orderNumber}' WHERE kEmailvorlage = ${id} AND kSprache = 1`);
  const { number } = await notPaid();
  assert.equal(written()[0].text.trim(), `Merci vielmal, ${number}`);
  run(`UPDATE temailvorlage SET cAktiv = 'N' WHERE kEmailvorlage = ${id}`);
  await notPaid();
  assert.deepEqual(written().filter(({ subject }) => /nicht bezahlt/.test(subject)), []);
});

test('in a language without texts the mail is in English', async (t) => {
  const where = `kSprache = 4 AND kEmailvorlage = (SELECT kEmailvorlage FROM ${TEMPLATE})`;
  run(`CREATE TABLE kept_text AS SELECT * FROM temailvorlagesprache WHERE ${where}; DELETE FROM temailvorlagesprache WHERE ${where}`);
  t.after(() => run('INSERT INTO temailvorlagesprache SELECT * FROM kept_text; DROP TABLE kept_text'));
  await notPaid('ita');
  assert.match(only('eng').subject, /^Your order/);
});
