// Orders for which no payment could be begun: the buyer reads what is true, and finds a way to pay.
import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone } from './lib/phone.mjs';
import { change, clock, mails, rows, run, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();

const TABLE = 'xplugin_jtl_twint_transaction';

afterEach(() => {
  run('DROP TRIGGER IF EXISTS no_attempts; DELETE FROM twaehrung WHERE cISO = \'EUR\'');
  change('plugin', 'capture', 'immediate');
});

/** No attempt can be noted. */
const refuse = () => run(`CREATE TRIGGER no_attempts BEFORE INSERT ON ${TABLE} FOR EACH ROW SIGNAL SQLSTATE '45000'`);

const newest = () => rows('SELECT kBestellung AS id, cStatus AS status, cAbgeholt AS fetched FROM tbestellung ORDER BY kBestellung DESC LIMIT 1')[0];
const stock = () => Number(rows('SELECT fLagerbestand AS level FROM tartikel WHERE kArtikel = 2')[0].level);

/** A guest, up to the button that orders. */
async function aboutToBuy(page, language) {
  const buyer = new Buyer(page, { language });
  await buyer.put('kanne');
  await buyer.toPayment();
  await buyer.choose();
  return buyer;
}

/** A guest's order whose payment could not be noted. */
async function unnoted(page) {
  const buyer = await aboutToBuy(page);
  refuse();
  await buyer.buy();
  return buyer;
}

const heading = (page) => page.locator('.jtl-twint h1').textContent();

for (const [language, words] of Object.entries({ ger: /nicht mit TWINT bezahlt/, eng: /could not be paid with TWINT/, fre: /n’a pas pu être payée/, ita: /non ha potuto essere pagato/ })) {
  test(`another currency in another tab: the order ends at once, and the buyer chooses again (${language})`, async () => {
    run("INSERT INTO twaehrung (kWaehrung, cISO, cName, cNameHTML, fFaktor, cStandard, cVorBetrag, cTrennzeichenCent, cTrennzeichenTausend) VALUES (1, 'EUR', 'EUR', '&euro;', 1.05, 'N', 'Y', '.', '')");
    change('setting', 'none', '');
    const page = await open();
    const buyer = await aboutToBuy(page, language);
    const tab = await page.context().newPage();
    await tab.goto(`${shop.url}/?curr=EUR`);
    await buyer.buy();
    assert.match(await page.locator('.alert-danger').allTextContents().then((all) => all.join()), words);
    const first = newest();
    assert.deepEqual([first.status, first.fetched, stock()], ['-1', 'Y', 20], 'ended, its stock back');
    assert.deepEqual(rows(`SELECT id FROM ${TABLE}`), []);
    if (language !== 'ger') {
      return;
    }
    await tab.goto(`${shop.url}/?curr=CHF`);
    await page.reload();
    await buyer.choose();
    await buyer.buy();
    await phone.approve(await pay.code(page));
    await pay.thanks(page);
    assert.notEqual(newest().id, first.id);
    assert.deepEqual([newest().status, newest().fetched, stock()], ['3', 'N', 19]);
    assert.deepEqual(rows(`SELECT SUM(nAnzahl) AS cans FROM twarenkorbpos p JOIN tbestellung o USING (kWarenkorb) WHERE kBestellung = ${newest().id} AND kArtikel = 2`), [{ cans: '1' }]);
  });
}

test('an order whose payment could not be noted is not thanked for, and its page begins the payment', async () => {
  const page = await open();
  await unnoted(page);
  assert.match(await heading(page), /nicht bezahlt/);
  assert.equal(new URL(page.url()).pathname, new URL(mails.links()[0]).pathname);
  await page.locator('.jtl-twint form button').click();
  assert.match(await page.locator('.jtl-twint .alert').textContent(), /nicht geklappt/, 'in vain');
  run('DROP TRIGGER no_attempts');
  await page.locator('.jtl-twint form button').click();
  await pay.until(page, 'waiting');
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('while nothing can be read either, the buyer is told to wait, and then how it stands', async () => {
  const page = await open();
  const buyer = await aboutToBuy(page);
  run(`RENAME TABLE ${TABLE} TO ${TABLE}_`);
  try {
    await buyer.buy();
    assert.match(await page.locator('h1').first().textContent(), /kann gerade nicht antworten/);
  } finally {
    run(`RENAME TABLE ${TABLE}_ TO ${TABLE}`);
  }
  await page.locator('.jtl-twint-heading').waitFor();
  assert.match(await heading(page), /nicht bezahlt/);
});

test('the link in the mail and the order\'s own page lead a guest to a first attempt', async () => {
  await unnoted(await open());
  run('DROP TRIGGER no_attempts');
  const [link] = mails.links();
  const device = await open('android');
  await device.goto(link);
  assert.match(await heading(device), /nicht bezahlt/);
  assert.deepEqual(rows(`SELECT id FROM ${TABLE}`), [], 'looking begins nothing');
  const [{ uid }] = rows('SELECT cUID AS uid FROM tbestellstatus ORDER BY kBestellung DESC LIMIT 1');
  const other = await open();
  await other.goto(`${shop.url}/Bestellstatus?uid=${uid}`);
  await other.locator('input[name="plz"]').fill('3011');
  await other.locator('form:has(input[name="plz"]) [type="submit"]').click();
  await other.locator('a[href*="payAgain=1"]').click();
  await pay.until(other, 'waiting');
  await device.reload();
  await pay.until(device, 'waiting');
  assert.equal(await pay.code(device), await pay.code(other));
});

test('a customer pays from the account an order whose payment could not be noted', async () => {
  const page = await open();
  const buyer = new Buyer(page);
  await buyer.logIn();
  await buyer.put('kanne');
  await buyer.toPayment({ guest: false });
  await buyer.choose();
  refuse();
  await buyer.buy();
  run('DROP TRIGGER no_attempts');
  await page.goto(`${shop.url}/Mein-Konto?bestellung=${newest().id}`);
  await page.locator('a[href*="payAgain=1"]').click();
  await pay.until(page, 'waiting');
});

test('an order that never had an attempt is ended by the sweep, and its page says so', async () => {
  const page = await open();
  await unnoted(page);
  const { id } = newest();
  await sweep();
  assert.equal(newest().status, '1', 'the buyer still has time');
  run(`UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 1 DAY WHERE kBestellung = ${id}`);
  assert.equal((await sweep()).forgotten, 1);
  assert.deepEqual([newest().status, newest().fetched, stock()], ['-1', 'Y', 20]);
  await page.reload();
  assert.match(await page.locator('.jtl-twint').textContent(), /kann nicht mehr bezahlt werden/);
  assert.equal(await page.locator('.jtl-twint form').count(), 0);
});

test('an order whose money is reserved is not offered to be paid', async () => {
  change('plugin', 'capture', 'deferred');
  const page = await open();
  await new Buyer(page).order('kanne', { guest: false });
  const { id } = newest();
  const offer = async () => {
    await page.goto(`${shop.url}/Mein-Konto?bestellung=${id}`);
    return page.locator('a[href*="payAgain=1"]').count();
  };
  const code = await pay.code(page);
  assert.equal(await offer(), 1);
  await phone.approve(code);
  clock.due();
  await sweep();
  assert.equal(rows(`SELECT phase FROM ${TABLE}`)[0].phase, 'authorised');
  assert.equal(await offer(), 0);
});
