// The link that pays, sent by a button in the backend: again, and for orders that Wawi made.
import assert from 'node:assert/strict';
import test from 'node:test';
import { SEE_PLUGINS, login, notice, pane, role, send } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { hrefs } from './lib/mail.mjs';
import { pay } from './lib/pay.mjs';
import { screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { mails, rows, run, shop } from './lib/shop.mjs';
import { wawi } from './lib/wawi.mjs';

withBrowser();

const [{ nVersion }] = rows('SELECT nVersion FROM tversion');
/** Before 5.3 Wawi makes no orders in the shop. */
const WAWI_MAKES_ORDERS = !nVersion.startsWith('5.2.');

/** The link in the only mail to this address. */
function linkTo(address, number) {
  const [mail, ...more] = mails.read().filter(({ to }) => to.includes(address));
  assert.deepEqual(more, []);
  assert.equal(mail.subject, `Ihre Bestellung ${number}: mit TWINT bezahlen`);
  assert.match(mail.text, new RegExp(`Ihre Bestellung ${number}, CHF 57\\.00, können Sie mit TWINT bezahlen`));
  const [link] = hrefs(mail).filter((each) => each.includes('/jtl-twint/order/'));
  assert.ok(mail.text.includes(link));
  return link;
}

const refusal = (page) => pane(page).locator('#twint-link-refusal').innerText();
const press = (page) => send(page, () => pane(page).locator('#twint-link button').click());

async function ordered() {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const [{ id, order, number }] = rows('SELECT id, order_id AS `order`, order_number AS number FROM xplugin_jtl_twint_transaction ORDER BY id DESC LIMIT 1');
  mails.forget();
  return { page, id, order, number };
}

test('an admin sends the link again, to the address that the page shows; it leads to a buyer’s second attempt as well', async () => {
  const { page, id, number } = await ordered();
  await phone.decline(await pay.code(page));
  await pay.until(page, 'declined');
  await page.close();
  const admin = await login();
  await screen(admin, 'payment', id);
  await send(admin, () => pane(admin).locator('[data-action="link"]').click());
  assert.equal(await pane(admin).locator('#twint-link-address').innerText(), 'gast@example.com');
  assert.deepEqual(mails.all(), []);
  await press(admin);
  assert.equal(await notice(admin), `Der Zahlungslink für Bestellung ${number} ist an gast@example.com gesendet.`);
  assert.match(await pane(admin).locator('#twint-link-last').innerText(), /, von admin$/);
  const link = linkTo('gast@example.com', number);
  await press(admin);
  assert.match(await notice(admin), /vor weniger als fünf Minuten/);
  linkTo('gast@example.com', number);
  await screen(admin, 'payment', id);
  assert.match(await pane(admin).locator('#twint-events').innerText(), /Zahlungslink gesendet/);
  const device = await open('android');
  await device.goto(link);
  await pay.again(device);
  await pay.until(device, 'waiting');
  await phone.approve(await pay.code(device));
  await pay.thanks(device);
  await expect(ended.paid('57.00', { attempts: ['failed', 'captured'] }));
  await screen(admin, 'payment', id);
  assert.equal(await pane(admin).locator('[data-action="link"]').count(), 0, 'what is paid needs no link');
  await screen(admin, 'link', 0, { order: number });
  assert.match(await refusal(admin), /schon bewilligt oder bezahlt/);
});

test('an order that Wawi made is paid by the link', { skip: !WAWI_MAKES_ORDERS }, async () => {
  const number = await wawi.make(shop.customer, `W-${Date.now()}`);
  const admin = await login();
  await screen(admin, 'link');
  await pane(admin).locator('#twint-link-order').fill(number);
  await send(admin, () => pane(admin).locator('form[role="search"] button').click());
  assert.equal(await pane(admin).locator('#twint-link-address').innerText(), shop.customer.mail);
  mails.forget();
  await press(admin);
  const link = linkTo(shop.customer.mail, number);
  const standing = () => rows(`SELECT cStatus AS status, cAbgeholt AS letter, dBezahltDatum AS dated FROM tbestellung WHERE cBestellNr = '${number}'`)[0];
  assert.deepEqual(standing(), { status: '2', letter: 'N', dated: null }, 'in work, and Wawi’s');
  const buyer = await open();
  await buyer.goto(link);
  assert.equal(rows('SELECT id FROM xplugin_jtl_twint_transaction').length, 0, 'following a link starts nothing');
  await buyer.locator('form[action$="/pay"] button').click();
  await pay.until(buyer, 'waiting');
  await phone.approve(await pay.code(buyer));
  await pay.paid(buyer);
  const [{ phase, captured }] = rows('SELECT phase, captured FROM xplugin_jtl_twint_transaction');
  assert.deepEqual({ phase, captured }, { phase: 'captured', captured: '57.00' });
  assert.equal(rows(`SELECT cHinweis FROM tzahlungseingang JOIN tbestellung USING (kBestellung) WHERE cBestellNr = '${number}'`).length, 1);
});

test('what cannot be paid gets no link, and whoever may not move money sends none', async () => {
  const { order, number } = await ordered();
  const admin = await login();
  await screen(admin, 'link', 0, { order: 'no such order' });
  assert.match(await refusal(admin), /keine Bestellung/);
  await screen(admin, 'link', 0, { order: number });
  run(`UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = ${order}`);
  await press(admin);
  assert.match(await notice(admin), /nicht mehr offen/);
  run(`UPDATE tbestellung SET cStatus = 1 WHERE kBestellung = ${order}`);
  const watcher = await login(role('watcher', [SEE_PLUGINS]));
  await screen(watcher, 'link', 0, { order: number });
  assert.equal(await pane(watcher).locator('#twint-link button').count(), 0);
  const answer = await watcher.evaluate(async () => {
    const form = document.querySelector('#twint-link');
    return (await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })).text();
  });
  assert.match(answer, /fehlt Ihrem Benutzer die Berechtigung/);
  await screen(admin, 'link', 0, { order: number });
  const forged = await admin.evaluate(async () => {
    const body = new URLSearchParams(new FormData(document.querySelector('#twint-link')));
    body.set('jtl_token', 'x');
    return (await fetch(document.querySelector('#twint-link').action, { method: 'POST', body })).text();
  });
  assert.doesNotMatch(forged, /ist an gast@example\.com gesendet/);
  assert.deepEqual(mails.all(), []);
});
