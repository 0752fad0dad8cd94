// TWINT Express: from the basket to the shop's thanks without an account or a form, or to nothing at all.
import assert from 'node:assert/strict';
import test, { before, after } from 'node:test';
import { login, pane, send, set, tab } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { change, mails, rows, run, shop } from './lib/shop.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

test('a guest buys the basket by the phone alone, and is taken to the shop\'s thanks', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  assert.equal(await pay.state(page), 'waiting');
  assert.ok(await page.locator('.jtl-twint-qr svg').isVisible());
  assert.match(await page.locator('.jtl-twint-law').textContent(), /zahlungspflichtig/);
  await phone.checkIn(await pay.code(page), 'scan');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  const [order] = express.orders();
  assert.deepEqual(
    [order.cVorname, order.cPLZ, order.cOrt, order.cLand, order.nRegistriert],
    ['Eulalia', '3999', 'Oberwald', 'CH', '0'],
  );
  assert.deepEqual(express.rows().map(({ phase, basket, customer }) => [phase, basket, customer]), [['order_started', null, null]]);
  // The basket is empty.
  await page.goto(`${shop.url}/Warenkorb`);
  assert.equal(await express.button(page).count(), 0);
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
});

test('the merchant finds what was bought so, and the payment says it', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  const [{ id, order_number: number }] = rows('SELECT id, order_number FROM xplugin_jtl_twint_transaction');
  const backend = await login();
  await tab(backend, 'Transactions');
  await send(backend, () => pane(backend).locator('[data-filter="express"]').click());
  assert.match(await pane(backend).locator('table').textContent(), new RegExp(number));
  await send(backend, () => pane(backend).locator('table a', { hasText: number }).first().click());
  assert.match(await pane(backend).locator(`#twint-payment[data-id="${id}"]`).textContent(), /TWINT Express/);
});

test('on Android the button opens TWINT with this check-in, and nothing is asked of who waits without a session', async () => {
  const page = await open('android');
  await express.begin(page, 'kanne');
  const link = await page.locator('.jtl-twint-open').getAttribute('href');
  const code = /S\.code=(T[0-9A-Z]{6});/.exec(link)[1];
  const elsewhere = await open();
  await elsewhere.goto(page.url());
  assert.equal(await pay.code(elsewhere), code);
  await page.close();
  await phone.checkIn(code, 'approve', express.approval());
  await pay.paid(elsewhere);
  await expect(ended.paid('57.00'));
});

test('the confirmation of the order is mailed once, with what the buyer chose', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  const sent = mails.all().filter((mail) => /^To:.*eulalia@example\.com/m.test(mail) && /^Subject: Ihre Bestellung bei/m.test(mail));
  assert.equal(sent.length, 1);
  assert.match(sent[0], /Oberwald/);
});

for (const [does, told] of [['decline', /abgebrochen/], ['expire', /abgebrochen/]]) {
  test(`whatever ends on the phone (${does}) orders nothing, and the basket is still there`, async () => {
    const page = await open();
    await express.begin(page, 'kanne');
    await phone.checkIn(await pay.code(page), 'scan');
    await phone.checkIn(await pay.code(page), does);
    await pay.until(page, 'cancelled');
    assert.match(await pay.heading(page).textContent(), told);
    await expressLeft(page);
  });
}

test('who cancels on the page ends it at TWINT', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  await pay.cancel(page);
  await pay.until(page, 'cancelled');
  await expressLeft(page);
});

test('the time for it lapses', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  run('UPDATE xplugin_jtl_twint_check_in SET created_at = created_at - INTERVAL 601 SECOND');
  await pay.until(page, 'timed_out');
  await expressLeft(page);
});

test('an address abroad is refused with a word, before money moves', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval({ address: 'Hans|Muster|Hauptstrasse 1|79098|Freiburg|DE' }));
  await pay.until(page, 'abroad');
  assert.match(await pay.heading(page).textContent(), /nur in die Schweiz/);
  await expressLeft(page);
});

test('Liechtenstein is delivered to, and whoever reserves otherwise captures at once here', async (t) => {
  set('capture', 'deferred');
  t.after(() => set('capture', 'immediate'));
  const page = await open();
  await express.begin(page, 'kanne');
  await phone.checkIn(await pay.code(page), 'approve', express.approval({ address: 'Rosa|Beck|Städtle|9490|Vaduz|LI' }));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  assert.deepEqual(express.orders().map(({ cLand, cOrt }) => [cLand, cOrt]), [['LI', 'Vaduz']]);
});

test('a shop that requires of guests what TWINT does not know does not offer it', async (t) => {
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  const [{ was }] = rows("SELECT cWert AS was FROM teinstellungen WHERE cName = 'kundenregistrierung_abfragen_titel'");
  change('setting', 'kundenregistrierung_abfragen_titel', 'Y');
  t.after(() => change('setting', 'kundenregistrierung_abfragen_titel', was));
  await buyer.go('Warenkorb');
  assert.equal(await express.button(page).count(), 0);
});

test('stock that is gone meanwhile is not sold', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  change('stock', '2', '0');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'sold_out');
  change('stock', '2', '20');
  await expressLeft(page);
});

test('a price that rises meanwhile is never charged', async (t) => {
  const page = await open();
  await express.begin(page, 'kanne');
  run('UPDATE tpreisdetail d JOIN tpreis p USING (kPreis) SET d.fVKNetto = d.fVKNetto + 1 WHERE p.kArtikel = 2');
  change('setting', 'none', '');
  t.after(() => {
    run('UPDATE tpreisdetail d JOIN tpreis p USING (kPreis) SET d.fVKNetto = d.fVKNetto - 1 WHERE p.kArtikel = 2');
    change('setting', 'none', '');
  });
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'changed');
  await expressLeft(page);
});

test('a basket that was changed in a second tab stays, and what was shown is what is ordered', async () => {
  const page = await open();
  const buyer = await express.begin(page, 'kanne');
  const code = await pay.code(page);
  const second = await page.context().newPage();
  await new Buyer(second).put('tasse');
  await phone.checkIn(code, 'approve', express.approval());
  // The shop's thanks would empty it: the order's own page does not.
  await page.waitForURL(/[?&]uid=/);
  await expect(ended.paid('57.00'));
  await buyer.go('Warenkorb');
  assert.match(await page.locator('main').textContent(), /Tasse/);
});

test('a second click finds the same check-in, and another basket ends it', async () => {
  const page = await open();
  const buyer = await express.begin(page, 'kanne');
  const first = page.url();
  await buyer.go('Warenkorb');
  await buyer.submit(express.button(page));
  assert.equal(page.url(), first);
  await express.begin(page, 'tasse');
  assert.notEqual(page.url(), first);
  assert.deepEqual(express.rows().map(({ phase }) => phase), ['over', 'waiting']);
});

test('a basket with a voucher is bought at its price', async () => {
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.voucher();
  await buyer.go('Warenkorb');
  await buyer.submit(express.button(page));
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('52.00'));
});

test('it is offered to guests where the shop sells to them, in francs only, and only where the merchant wants it', async (t) => {
  const page = await open();
  const buyer = new Buyer(page);
  const offered = async () => {
    await buyer.go('Warenkorb');
    return (await express.button(page).count()) === 1;
  };
  await buyer.put('kanne');
  assert.equal(await offered(), true);
  change('setting', 'bestellvorgang_unregistriert', 'N');
  assert.equal(await offered(), false);
  change('setting', 'bestellvorgang_unregistriert', 'Y');
  set('express', 'off');
  t.after(() => set('express', 'on'));
  assert.equal(await offered(), false);
  set('express', 'on');
  change('setting', 'bestellvorgang_unregistriert', 'N');
  await buyer.logIn();
  assert.equal(await offered(), true);
  change('setting', 'bestellvorgang_unregistriert', 'Y');
});

/** Nothing was ordered or charged, nothing of the buyer is kept, and the basket can still be bought. */
async function expressLeft(page) {
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
  assert.deepEqual(express.rows().map(({ phase, basket, customer }) => [phase, basket, customer]), [['over', null, null]]);
  await page.locator('.jtl-twint-actions a').click();
  await express.button(page).waitFor();
}
