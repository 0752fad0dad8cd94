// Boxes of the shop's checkout, required or not: before the code, on the page of TWINT Express.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { change, keep, mails, rows, run, shop } from './lib/shop.mjs';

withBrowser();
keep('tcheckbox', 'tcheckboxsprache');
before(() => {
  set('express', 'on');
  run(`INSERT INTO tcheckbox (kCheckBox, kLink, kCheckBoxFunktion, cName, cKundengruppe, cAnzeigeOrt, nAktiv, nPflicht, nLogging, nSort, dErstellt)
      VALUES (901, 0, 0, 'terms', ';1;2;', ';2;', 1, 1, 1, 1, NOW()), (902, 0, 0, 'age', ';1;2;', ';1;', 1, 1, 1, 2, NOW()),
        (903, 0, 2, 'news', ';1;2;', ';2;', 1, 0, 1, 3, NOW());
    INSERT INTO tcheckboxsprache (kCheckBox, kSprache, cText, cBeschreibung)
      VALUES (901, 1, 'Ich habe die <a href="/AGB">AGB</a> gelesen.', ''), (902, 1, 'Ich bin 18.', ''), (903, 1, 'Neuigkeiten bitte.', 'Abmelden geht jederzeit.')`);
});
after(() => set('express', 'off'));

const asks = (page) => page.locator('.jtl-twint[data-state="consent"]').isVisible();
const boxes = (page) => page.locator('.jtl-twint-consent [type="checkbox"]');
const texts = async (page) => (await page.locator('.jtl-twint-consent label').allTextContents()).map((text) => text.trim());
const onwards = (page) => new Buyer(page).submit(page.locator('.jtl-twint-consent button'));
const tick = async (page, which = '[required]') => {
  for (const box of await boxes(page).and(page.locator(which)).all()) {
    await box.check({ force: true });
  }
};
const logged = () => rows('SELECT kCheckBox, bChecked FROM tcheckboxlogging WHERE kCheckBox > 900 ORDER BY kCheckBox').map((row) => Object.values(row));
/** The mails to the shop that the optional box sends. */
const told = () => mails.all().filter((mail) => /^To:.*shop@example\.com/m.test(mail));

test('a guest ticks what the checkout would ask for, sees the sum, and buys; the shop\'s log has the ticks', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  assert.ok(await asks(page));
  assert.deepEqual(await texts(page), ['Ich bin 18.', 'Ich habe die AGB gelesen.', 'Neuigkeiten bitte. – freiwillig']);
  assert.equal(await boxes(page).last().evaluate((box) => document.getElementById(box.getAttribute('aria-describedby')).textContent), 'Abmelden geht jederzeit.');
  assert.ok(await page.locator('.jtl-twint-consent label a[href="/AGB"]').isVisible());
  assert.deepEqual((await express.bought(page)).slice(0, 2), ['1 × KanneCHF 50.00', 'Paketpost: CHF 7.00zusammen CHF 57.00']);
  assert.deepEqual(express.rows(), []);
  run('DELETE FROM tcheckboxlogging');
  await tick(page);
  await onwards(page);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  // What nobody ticked was not given.
  assert.deepEqual(logged(), [['901', '1'], ['902', '1'], ['903', '0']]);
  assert.deepEqual(told(), []);
  assert.deepEqual(page.problems, []);
});

test('without a tick nothing begins at TWINT', async () => {
  const page = await open();
  await express.begin(page, 'kanne');
  await boxes(page).first().check({ force: true });
  // The browser's own check stops it.
  await page.locator('.jtl-twint-consent button').click();
  assert.ok(await asks(page));
  await page.locator('.jtl-twint-consent').evaluate((form) => (form.noValidate = true));
  await onwards(page);
  assert.ok(await asks(page));
  assert.match(await page.locator('.alert-danger').textContent(), /kreuzen Sie alles an/);
  assert.deepEqual(await boxes(page).evaluateAll((all) => all.map((box) => box.checked)), [true, false, false]);
  assert.deepEqual(express.rows(), []);
  assert.equal((await twint.calls('RequestFastCheckoutCheckIn')).length, 0);
  await page.locator('.jtl-twint-consent .btn-outline-secondary').click();
  await page.waitForURL(/Warenkorb/);
});

test('an article with its variation is kept over the ticks', async () => {
  const page = await open();
  await express.beginAt(page, 'hemd', { variation: 'blau', amount: 2 });
  assert.ok(await asks(page));
  await tick(page);
  await onwards(page);
  assert.match((await express.bought(page))[0], /2 × Hemd, Farbe: blau/);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('85.00', { sold: { hemd: 2, 'hemd blau': 2 } }));
});

test('an optional box is recorded as the checkout does, and does what it does once, when the order stands', async (t) => {
  // The shop acts on a guest's boxes long before it looks at the stock.
  const act = (on) => {
    run(`UPDATE tcheckbox SET kCheckBoxFunktion = ${on} WHERE kCheckBox = 902`);
    change('setting', 'none', '');
  };
  act(2);
  t.after(() => act(0));
  const page = await open();
  await express.begin(page, 'kanne');
  run('DELETE FROM tcheckboxlogging');
  await tick(page, '*');
  await onwards(page);
  change('stock', '2', '0');
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'sold_out');
  change('stock', '2', '20');
  assert.deepEqual(told(), [], 'what cannot be taken back waits for the order');
  assert.deepEqual(logged(), []);
  const other = await open();
  await express.begin(other, 'kanne');
  await tick(other, '*');
  await onwards(other);
  await phone.checkIn(await pay.code(other), 'approve', express.approval());
  await pay.thanks(other);
  await expect(ended.paid('57.00'));
  assert.deepEqual(logged(), [['901', '1'], ['902', '1'], ['903', '1']]);
  assert.equal(told().length, 2);
});

test('who ticks otherwise on another copy of the form gets another check-in, which orders with the new ticks', async () => {
  const page = await open();
  run('DELETE FROM tcheckboxlogging');
  await express.begin(page, 'kanne');
  const forms = [page];
  for (let tab = 0; tab < 2; tab++) {
    const copy = await page.context().newPage();
    await new Buyer(copy).go('Warenkorb');
    await new Buyer(copy).submit(express.button(copy));
    assert.ok(await asks(copy));
    forms.push(copy);
  }
  const [first, same, other] = forms;
  await tick(first, '*');
  await onwards(first);
  await tick(same, '*');
  await onwards(same);
  assert.equal(same.url(), first.url());
  // Without the optional one.
  await tick(other);
  await onwards(other);
  assert.notEqual(other.url(), first.url());
  assert.deepEqual(express.rows().map(({ phase }) => phase), ['over', 'waiting']);
  await phone.checkIn(await pay.code(other), 'approve', express.approval());
  await pay.thanks(other);
  await expect(ended.paid('57.00'));
  assert.deepEqual(logged(), [['901', '1'], ['902', '1'], ['903', '0']]);
  assert.deepEqual(told(), []);
});

test('where nothing is required the boxes are shown all the same, and nobody needs them', async (t) => {
  const require = (value) => {
    run(`UPDATE tcheckbox SET nPflicht = ${value} WHERE kCheckBox IN (901, 902)`);
    // The shop keeps them in its cache.
    change('setting', 'none', '');
  };
  require(0);
  t.after(() => require(1));
  const page = await open();
  await express.beginAt(page, 'kanne');
  assert.ok(await asks(page));
  await onwards(page);
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('a customer is asked for the order\'s boxes only, and again at the next press: the same ticks lead to the same code', async () => {
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.logIn();
  await express.begin(page, 'kanne');
  assert.deepEqual(await texts(page), ['Ich habe die AGB gelesen.', 'Neuigkeiten bitte. – freiwillig']);
  await tick(page, '*');
  await onwards(page);
  const first = page.url();
  const again = async () => {
    await buyer.go('Warenkorb');
    await buyer.submit(express.button(page));
    assert.ok(await asks(page));
    assert.deepEqual(await boxes(page).evaluateAll((all) => all.map((box) => box.checked)), [false, false]);
  };
  await again();
  await tick(page, '*');
  await onwards(page);
  assert.equal(page.url(), first);
  // Now without the optional one: the code that waited is over.
  await again();
  await tick(page);
  await onwards(page);
  assert.notEqual(page.url(), first);
  assert.deepEqual(express.rows().map(({ phase }) => phase), ['over', 'waiting']);
});

test('a box that the shop adds after the code was shown refuses the order, before money moves', async (t) => {
  const page = await open();
  await express.begin(page, 'kanne');
  await tick(page);
  await onwards(page);
  run(`INSERT INTO tcheckbox (kCheckBox, kLink, kCheckBoxFunktion, cName, cKundengruppe, cAnzeigeOrt, nAktiv, nPflicht, nLogging, nSort, dErstellt)
    VALUES (904, 0, 0, 'late', ';1;2;', ';2;', 1, 1, 0, 4, NOW()); INSERT INTO tcheckboxsprache (kCheckBox, kSprache, cText, cBeschreibung) VALUES (904, 1, 'Auch das.', '')`);
  t.after(() => run('DELETE FROM tcheckbox WHERE kCheckBox = 904; DELETE FROM tcheckboxsprache WHERE kCheckBox = 904'));
  await phone.checkIn(await pay.code(page), 'approve', express.approval());
  await pay.until(page, 'refused');
  assert.deepEqual(express.orders(), []);
  assert.equal((await twint.books()).captured, '0.00');
});

test('without scripts it works as well', async () => {
  const page = await open('desktop', { javaScriptEnabled: false });
  await page.goto(`${shop.url}/kanne`);
  await page.locator('#add-to-cart .jtl-twint-express button').click();
  await page.locator('.jtl-twint-consent').waitFor();
  await tick(page);
  await page.locator('.jtl-twint-consent button').click();
  await page.locator('.jtl-twint-digits').waitFor();
});
