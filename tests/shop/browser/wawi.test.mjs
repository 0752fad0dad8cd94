// What a merchant does in JTL-Wawi reaches TWINT, and what TWINT did reaches them. After each, TWINT's books, our rows, the shop's
// incoming payments and its order say the same.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test, { after, before, beforeEach } from 'node:test';
import { login, pane, tab } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { change, mails, rows, run, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';
import { wawi } from './lib/wawi.mjs';

withBrowser();

const DEFAULTS = { capture: 'deferred', wawi_release: 'authorised', wawi_ship: 'capture', wawi_partial: 'nothing', wawi_cancel: 'release', wawi_paid: 'nothing' };

function settings(values) {
  for (const [name, value] of Object.entries(values)) {
    run(`DELETE s FROM tplugineinstellungen s JOIN tplugin p USING (kPlugin) WHERE p.cPluginID = 'jtl_twint' AND s.cName = '${name}';
      INSERT INTO tplugineinstellungen (kPlugin, cName, cWert) SELECT kPlugin, '${name}', '${value}' FROM tplugin WHERE cPluginID = 'jtl_twint'`);
  }
}

before(() => settings(DEFAULTS));
beforeEach(() => {
  settings(DEFAULTS);
  run("UPDATE tbestellung SET cAbgeholt = 'Y' WHERE cAbgeholt = 'N'");
});
after(() => settings({ capture: 'immediate' }));

const latest = () => Number(rows('SELECT MAX(kBestellung) AS id FROM tbestellung')[0].id);

/** An order of cans, reserved, and fetched by Wawi. A can is 50.00, shipping 7.00. */
async function reserved(amount = 1, { voucher = false } = {}) {
  const page = await open();
  await (voucher ? new Buyer(page).order('kanne', { amount, voucher }) : new Buyer(page).orderQuickly('kanne', { amount }));
  return approved(page);
}

async function approved(page) {
  await phone.approve(await pay.code(page));
  await page.close();
  const id = latest();
  run('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3)');
  await sweep();
  assert.match(await wawi.fetch(), /^PK/, 'Wawi gets the order');
  await wawi.take(id);
  return id;
}

/** Whatever waits is due. */
async function work() {
  run('UPDATE xplugin_jtl_twint_wawi SET due_at = UTC_TIMESTAMP(3)');
  return sweep();
}

const STATUS = { '-1': 'cancelled', 1: 'open', 2: 'in progress', 3: 'paid', 4: 'shipped', 5: 'partly shipped' };

const chf = (amount) => Number(amount).toFixed(2);

/** What all books say of an order, after all that can be worked off was. */
async function books(id) {
  await work();
  const payment = rows(`SELECT * FROM xplugin_jtl_twint_transaction WHERE order_id = ${id} ORDER BY id DESC LIMIT 1`)[0];
  const incoming = rows(`SELECT fBetrag, cISO, cHinweis FROM tzahlungseingang WHERE kBestellung = ${id} ORDER BY kZahlungseingang`);
  const order = rows(`SELECT cStatus FROM tbestellung WHERE kBestellung = ${id}`)[0];
  const their = await twint.order(payment.twint_uuid);
  assert.equal(payment.captured, their.captured, 'captured, in our row and at TWINT');
  assert.equal(payment.refunded, their.refunded, 'refunded, in our row and at TWINT');
  assert.equal(payment.payment_recorded, order ? payment.captured : '0.00', 'recorded as incoming payments');
  assert.equal(chf(incoming.reduce((sum, row) => sum + Number(row.fBetrag), 0)), payment.payment_recorded, 'incoming payments');
  assert.ok(incoming.every((row) => row.cISO === 'CHF' && row.cHinweis.includes(payment.reference)), 'the reference is in the note');
  assert.equal(payment.duties, '');
  return {
    phase: payment.phase,
    captured: payment.captured,
    refunded: payment.refunded,
    reserved: their.reserved,
    payments: incoming.map((row) => chf(row.fBetrag)),
    order: order ? STATUS[order.cStatus] : 'deleted',
    news: rows(`SELECT news, state, finding FROM xplugin_jtl_twint_wawi WHERE order_id = ${id} ORDER BY id`)
      .map(({ news, state, finding }) => `${news}: ${finding}${state === 'done' ? '' : ` (${state})`}`),
  };
}

const nothing = { refunded: '0.00', reserved: '0.00' };

const calls = async (operation) => (await twint.calls(operation)).length;

test('a shipment captures, one told twice captures once, and the sync itself never calls TWINT', async () => {
  const id = await reserved(3);
  const before = (await twint.calls()).length;
  await wawi.ship(id);
  await wawi.ship(id);
  assert.equal((await twint.calls()).length, before);
  const expected = { ...nothing, phase: 'captured', captured: '157.00', payments: ['157.00'], order: 'shipped', news: ['shipped: done'] };
  assert.deepEqual(await books(id), expected);
  await wawi.ship(id);
  assert.deepEqual(await books(id), { ...expected, news: ['shipped: done', 'shipped: captured_before'] });
  assert.equal(await calls('ConfirmOrder'), 1);
});

test('two parcels and the rest, each with its delivery note, capture what is in them, and the last one closes', async () => {
  settings({ wawi_partial: 'delivered' });
  const id = await reserved(3);
  await wawi.number(id);
  const cans = wawi.rows(id).find((row) => row.nPosTyp === '1').kBestellpos;
  const found = [];
  for (const status of ['partly shipped', 'partly shipped', 'shipped']) {
    await wawi.note(id, [[cans, 1]]);
    await (status === 'shipped' ? wawi.ship(id) : wawi.shipPart(id));
    const { captured, phase, order } = await books(id);
    assert.equal(order, status);
    found.push(`${captured} ${phase}`);
  }
  assert.deepEqual(found, ['57.00 partially_captured', '107.00 partially_captured', '157.00 captured']);
  const { payments, reserved: rest } = await books(id);
  assert.deepEqual(payments, ['57.00', '50.00', '50.00']);
  assert.equal(rest, '0.00');
});

test('parcels of an order with a voucher share it to the Rappen', async () => {
  settings({ wawi_partial: 'delivered' });
  const id = await reserved(3, { voucher: true });
  await wawi.number(id);
  const cans = wawi.rows(id).find((row) => row.nPosTyp === '1').kBestellpos;
  await wawi.note(id, [[cans, 1]]);
  const first = await books(id);
  await wawi.note(id, [[cans, 1]]);
  await wawi.note(id, [[cans, 1]]);
  const whole = await books(id);
  assert.equal(whole.captured, rows(`SELECT amount FROM xplugin_jtl_twint_transaction WHERE order_id = ${id}`)[0].amount);
  assert.equal(whole.captured, '152.00');
  assert.equal(first.captured, '55.18', '152/157 of a can and the shipping');
  assert.equal(whole.phase, 'captured');
});

test('a note without the set captures its parcel; the set that follows comes to nothing more', async () => {
  settings({ wawi_partial: 'delivered' });
  const id = await reserved(3);
  await wawi.number(id);
  const cans = wawi.rows(id).find((row) => row.nPosTyp === '1').kBestellpos;
  await wawi.note(id, [[cans, 2]]);
  assert.equal((await books(id)).captured, '107.00');
  await wawi.shipPart(id);
  const found = await books(id);
  assert.equal(found.captured, '107.00');
  assert.deepEqual(found.news.slice(1), ['part_shipped: done', 'part_shipped: nothing']);
});

test('a set without a note captures nothing, though the shop takes the order for shipped', async () => {
  settings({ wawi_partial: 'delivered' });
  const id = await reserved();
  await wawi.shipPart(id);
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'authorised', captured: '0.00', reserved: '57.00', payments: [], order: 'shipped', news: ['part_shipped: nothing'],
  });
  await wawi.ship(id);
  assert.equal((await books(id)).captured, '57.00');
});

test('a note whose parcel has not left captures nothing', async () => {
  settings({ wawi_partial: 'delivered' });
  const id = await reserved();
  await wawi.number(id);
  await wawi.note(id, [[wawi.rows(id)[0].kBestellpos, 1]], { sent: false });
  assert.deepEqual((await books(id)).news, ['edited: amount_fits']);
});

test('by the settings a part captures nothing, or everything', async () => {
  const first = await reserved();
  await wawi.shipPart(first);
  assert.deepEqual((await books(first)).news, ['part_shipped: nothing_by_setting']);
  settings({ wawi_partial: 'all' });
  await wawi.shipPart(first);
  assert.equal((await books(first)).phase, 'captured');
});

test('an order shipped before it is paid waits, and is captured when it is', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const id = latest();
  await wawi.ship(id);
  assert.deepEqual((await books(id)).news, ['shipped: not_paid_yet (waiting)']);
  await phone.approve(await pay.code(page));
  run('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3)');
  await sweep();
  const found = await books(id);
  assert.deepEqual([found.phase, found.captured, found.news], ['captured', '57.00', ['shipped: done']]);
});

test('a cancellation before the capture releases the money', async () => {
  const id = await reserved();
  await wawi.cancel(id);
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'cancelled', captured: '0.00', payments: [], order: 'cancelled', news: ['cancelled: done'],
  });
});

test('a cancellation after the capture is shown to the merchant, or by the setting refunded, once', async () => {
  const id = await reserved();
  await wawi.ship(id);
  await books(id);
  await wawi.cancel(id);
  const told = await books(id);
  assert.deepEqual([told.phase, told.news.at(-1)], ['captured', 'cancelled: cancelled_captured (attention)']);
  settings({ wawi_cancel: 'refund' });
  await wawi.cancel(id);
  await wawi.cancel(id);
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'refunded', captured: '57.00', refunded: '57.00', payments: ['57.00'], order: 'cancelled',
    news: ['shipped: done', 'cancelled: cancelled_captured (attention)', 'cancelled: done'],
  });
});

test('a deleted order has its money released', async () => {
  const id = await reserved();
  await wawi.remove(id);
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'cancelled', captured: '0.00', payments: [], order: 'deleted', news: ['deleted: done'],
  });
});

test('of an order made smaller in Wawi less is captured, and the merchant is told', async () => {
  const id = await reserved(3);
  await wawi.edit(id, (row) => (row.nPosTyp === '1' ? { ...row, nAnzahl: 2 } : row));
  await wawi.ship(id);
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'captured', captured: '107.00', payments: ['107.00'], order: 'shipped', news: ['edited: captures_less (attention)', 'shipped: done'],
  });
});

test('of an order made larger no more is captured than was approved, and the merchant is told', async () => {
  const id = await reserved(3);
  await wawi.edit(id, (row) => (row.nPosTyp === '1' ? { ...row, nAnzahl: 4 } : row));
  await wawi.ship(id);
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'captured', captured: '157.00', payments: ['157.00'], order: 'shipped',
    news: ['edited: more_than_authorised (attention)', 'shipped: done'],
  });
});

test('an order reactivated after its cancellation is never silently paid', async () => {
  const id = await reserved();
  await wawi.cancel(id);
  await books(id);
  await wawi.reactivate(id);
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'cancelled', captured: '0.00', payments: [], order: 'in progress',
    news: ['cancelled: done', 'reactivated: revived_unpaid (attention)'],
  });
});

test('a cancellation that is taken back before it was carried out leaves the money reserved', async () => {
  const id = await reserved();
  await wawi.cancel(id);
  await wawi.reactivate(id);
  const found = await books(id);
  assert.deepEqual([found.phase, found.reserved, found.news], ['authorised', '57.00', ['cancelled: withdrawn', 'reactivated: payment_stands']]);
});

test('"paid" in Wawi, a changed status and an emptied date change nothing of what we know', async () => {
  const id = await reserved();
  await wawi.paid(id);
  await wawi.touch(id);
  const found = await books(id);
  assert.deepEqual([found.phase, found.captured, found.news], ['authorised', '0.00', []]);
  await wawi.ship(id);
  await books(id);
  await wawi.touch(id);
  assert.equal(rows(`SELECT dBezahltDatum FROM tbestellung WHERE kBestellung = ${id}`)[0].dBezahltDatum, null, 'Wawi emptied it');
  assert.deepEqual([(await books(id)).phase, (await books(id)).payments], ['captured', ['57.00']]);
});

test('while TWINT is down the sync takes no longer and loses nothing; when it is up again all is captured once', async () => {
  const id = await reserved();
  await twint.down();
  await wawi.ship(id);
  await work();
  await work();
  const [entry] = rows(`SELECT state, attempts, finding FROM xplugin_jtl_twint_wawi WHERE order_id = ${id}`);
  assert.deepEqual([entry.state, entry.attempts, entry.finding], ['waiting', '2', 'unavailable']);
  await twint.up();
  assert.deepEqual(await books(id), {
    ...nothing, phase: 'captured', captured: '57.00', payments: ['57.00'], order: 'shipped', news: ['shipped: done'],
  });
});

test('what Wawi does while the plugin is switched off is seen in the order and made up for', async () => {
  const shipped = await reserved();
  const cancelled = await reserved();
  const part = await reserved(3);
  await wawi.number(part);
  const cans = wawi.rows(part).find((row) => row.nPosTyp === '1').kBestellpos;
  const plugin = (state) => {
    run(`UPDATE tplugin SET nStatus = ${state} WHERE cPluginID = 'jtl_twint'`);
    // Whatever is changed, the shop forgets then which plugins there are.
    change('plugin', 'wawi_paid', 'nothing');
  };
  plugin(1);
  try {
    await wawi.ship(shipped);
    await wawi.cancel(cancelled);
    await wawi.note(part, [[cans, 1]]);
    await wawi.shipPart(part);
  } finally {
    plugin(2);
  }
  assert.deepEqual(rows(`SELECT news FROM xplugin_jtl_twint_wawi WHERE order_id IN (${shipped}, ${cancelled}) OR news = 'part_shipped'`), [], 'nobody heard');
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name = 'throttle.wawi_unheard'");
  const [goods, nobody, some] = [await books(shipped), await books(cancelled), await books(part)];
  assert.deepEqual([goods.phase, goods.captured, goods.news], ['captured', '57.00', ['shipped: done']]);
  assert.deepEqual([nobody.phase, nobody.reserved, nobody.news], ['cancelled', '0.00', ['cancelled: done']]);
  assert.deepEqual([some.phase, some.news.at(-1)], ['authorised', 'part_shipped: nothing_by_setting']);
});

test('a process killed while TWINT captures takes the money once', async () => {
  for (const processed of [true, false]) {
    const id = await reserved();
    await wawi.ship(id);
    await twint.forgetCalls();
    await twint.fail({ neverAnswer: { processed } }, 'ConfirmOrder');
    const setup = fileURLToPath(new URL('../setup/sweep.php', import.meta.url));
    const worker = spawn('php', ['-d', `extension=${shop.extension}`, setup], {
      env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, stdio: 'ignore',
    });
    const ended = once(worker, 'exit');
    for (let tenth = 0; tenth < 100 && rows("SELECT id FROM xplugin_jtl_twint_operation WHERE state = 'sent'").length === 0; tenth += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    worker.kill('SIGKILL');
    await ended;
    await twint.heal();
    run(`UPDATE xplugin_jtl_twint_transaction SET claimed_until = UTC_TIMESTAMP(3);
      UPDATE xplugin_jtl_twint_operation SET created_at = created_at - INTERVAL 1 HOUR WHERE state = 'sent'`);
    await work();
    assert.deepEqual(await books(id), {
      ...nothing, phase: 'captured', captured: '57.00', payments: ['57.00'], order: 'shipped', news: ['shipped: done'],
    }, processed ? 'after TWINT did it' : 'before TWINT did it');
  }
});

test('Wawi fetches an order with the references of its payment', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  const [{ reference, twint_uuid: uuid }] = rows('SELECT reference, twint_uuid FROM xplugin_jtl_twint_transaction ORDER BY id DESC LIMIT 1');
  const attributes = rows('SELECT cName, cValue FROM tbestellattribut ORDER BY kBestellattribut DESC LIMIT 3');
  assert.deepEqual(attributes, [
    { cName: 'TWINT State', cValue: 'authorised' }, { cName: 'TWINT UUID', cValue: uuid }, { cName: 'TWINT Reference', cValue: reference },
  ]);
  assert.match(await wawi.fetch(), /^PK/);
});

test('Wawi gets an order only when its money is there, and by the setting only when it is captured', async () => {
  settings({ wawi_release: 'captured' });
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  assert.doesNotMatch(await wawi.fetch(), /^PK/);
  await phone.approve(await pay.code(page));
  run('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3)');
  await sweep();
  assert.doesNotMatch(await wawi.fetch(), /^PK/, 'reserved is not captured');
});

test('the backend shows where goods and money part ways, and tries again with one click', async () => {
  const id = await reserved();
  await wawi.ship(id);
  await books(id);
  await wawi.cancel(id);
  await books(id);
  const page = await login();
  await tab(page, 'Transactions');
  const panel = page.locator('#twint-wawi');
  assert.match(await panel.innerText(), /storniert.*verbucht/is);
  settings({ wawi_cancel: 'refund' });
  await panel.getByRole('button', { name: /Noch einmal/ }).click();
  await pane(page).getByText('noch einmal versucht').waitFor();
  assert.equal(await panel.count(), 0);
  const found = await books(id);
  assert.deepEqual([found.phase, found.refunded, found.news.at(-1)], ['refunded', '57.00', 'cancelled: done']);

  settings({ wawi_cancel: 'release' });
  const other = await reserved();
  await wawi.ship(other);
  await wawi.cancel(other);
  await books(other);
  await tab(page, 'Transactions');
  await panel.getByRole('button', { name: /Erledigt/ }).click();
  await pane(page).getByText('Meldung ist erledigt').waitFor();
  assert.equal((await books(other)).news.at(-1), 'cancelled: cancelled_captured (seen)');
});

test('an order that is cancelled in Wawi is told to the buyer, as the plugin is installed', async () => {
  const id = await reserved();
  mails.forget();
  await wawi.cancel(id);
  assert.equal(mails.all().filter((mail) => /storniert|Storno/i.test(mail)).length, 1);
});

for (const shift of [1, 1.02, 0.97]) {
  test(`prices in euros: Wawi sends an order back after the rate moved by ${shift}, and each parcel is captured at its price in francs`, async (t) => {
    change('currency', 'EUR');
    t.after(() => change('currency', 'CHF'));
    settings({ wawi_partial: 'delivered' });
    const page = await open();
    const buyer = new Buyer(page);
    await buyer.go('?curr=CHF');
    await buyer.orderQuickly('kanne', { amount: 2 });
    const id = await approved(page);
    run(`UPDATE twaehrung SET fFaktor = fFaktor * ${shift} WHERE cISO = 'CHF'`);
    await wawi.number(id);
    await wawi.note(id, [[wawi.rows(id)[0].kBestellpos, 1]]);
    await wawi.shipPart(id);
    // A can and the shipping.
    const parcel = await books(id);
    assert.equal(parcel.captured, '54.37');
    assert.equal(parcel.news[0], 'edited: amount_fits');
    await wawi.ship(id);
    const { phase, captured, payments } = await books(id);
    assert.deepEqual({ phase, captured, payments }, { phase: 'captured', captured: '102.05', payments: ['54.37', '47.68'] });
  });
}
