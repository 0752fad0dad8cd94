// Wawi sends its stock while orders are held that it knows nothing of: what is on sale is right before and after they end.
import assert from 'node:assert/strict';
import test, { before, beforeEach } from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { pay } from './lib/pay.mjs';
import { clock, keep, rows, run, tidy } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';
import { wawi } from './lib/wawi.mjs';

withBrowser();
// The full sync writes articles anew, in the shop's first language only.
keep('tartikel', 'tartikelsprache', 'tseo', 'tkategorieartikel', 'tpreis', 'tpreisdetail', 'teigenschaft', 'teigenschaftwert');

const KANNE = 2;
const HEMD = 6;
const SCHUH = 7;
const SCHUH_40 = 8;
const SCHUH_41 = 9;
const SET = 10;

/** What Wawi has: it knows of no order. */
const WAWI = { [KANNE]: 20, [HEMD]: 30, [SCHUH]: 15, [SCHUH_40]: 5, [SCHUH_41]: 10, [SET]: 10 };

before(() => run("UPDATE tbestellung SET cAbgeholt = 'Y' WHERE cAbgeholt = 'N'"));
beforeEach(tidy);

const stock = (article) => Number(rows(`SELECT fLagerbestand FROM tartikel WHERE kArtikel = ${article}`)[0].fLagerbestand);
const ofValue = (value) => Number(rows(`SELECT fLagerbestand FROM teigenschaftwert WHERE kEigenschaftWert = ${value}`)[0].fLagerbestand);
const levels = () => Object.fromEntries(Object.keys(WAWI).map((article) => [article, stock(article)]));

async function ordered(article, options = {}) {
  const page = await open();
  await new Buyer(page).order(article, options);
  await page.close();
}

/** Nobody pays: the order is given up. */
async function givenUp() {
  clock.lapse();
  await sweep();
  run(`UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3)`);
  await sweep();
  assert.equal(rows('SELECT cStatus FROM tbestellung ORDER BY kBestellung DESC LIMIT 1')[0].cStatus, '-1');
}

/** All articles, by either of Wawi's ways. */
const WAYS = {
  'the quick sync': () => wawi.stocks(WAWI),
  'the full sync': async () => {
    for (const [article, level] of Object.entries(WAWI)) {
      await wawi.article(article, level);
    }
  },
};

for (const [name, sync] of Object.entries(WAYS)) {
  test(`${name} subtracts a held order, and giving it back makes no stock`, async () => {
    await ordered('kanne');
    assert.deepEqual(levels(), { ...WAWI, [KANNE]: 19, [SET]: 9 });
    await sync();
    assert.deepEqual(levels(), { ...WAWI, [KANNE]: 19, [SET]: 9 });
    await givenUp();
    assert.deepEqual(levels(), WAWI);
    await sync();
    assert.deepEqual(levels(), WAWI);
  });

  test(`${name} subtracts a held set from its parts, and a held combination from its parent`, async () => {
    await ordered('set');
    await ordered('schuh-41');
    const held = { ...WAWI, [KANNE]: 18, [SET]: 9, [SCHUH_41]: 9, [SCHUH]: 14 };
    assert.deepEqual(levels(), held);
    await sync();
    assert.deepEqual(levels(), held);
    await givenUp();
    assert.deepEqual(levels(), WAWI);
  });
}

test('a set gets back what was sold of it where Wawi has less than its parts are enough for, and where these may be oversold', async () => {
  for (const [oversold, level] of [['N', 3], ['Y', 10]]) {
    run(`UPDATE tartikel SET cLagerKleinerNull = '${oversold}' WHERE kArtikel = ${KANNE}`);
    await wawi.stocks({ ...WAWI, [SET]: level });
    await ordered('set');
    assert.deepEqual([stock(KANNE), stock(SET)], [18, level - 1]);
    await wawi.stocks({ ...WAWI, [SET]: level });
    assert.deepEqual([stock(KANNE), stock(SET)], [18, level - 1]);
    await givenUp();
    assert.deepEqual([stock(KANNE), stock(SET)], [20, level]);
  }
});

test('the full sync subtracts a held order from the stock of a variation', async () => {
  await ordered('hemd', { variation: 'rot' });
  assert.deepEqual([stock(HEMD), ofValue(1), ofValue(2)], [29, 9, 20]);
  await wawi.article(HEMD, 30, { 1: 10, 2: 20 });
  assert.deepEqual([stock(HEMD), ofValue(1), ofValue(2)], [29, 9, 20]);
  await givenUp();
  assert.deepEqual([stock(HEMD), ofValue(1), ofValue(2)], [30, 10, 20]);
});

test('an order that is cancelled on the page and in Wawi gives its stock and voucher back once, and nothing holds it', async () => {
  const page = await open();
  await new Buyer(page).order('kanne', { voucher: true });
  const [{ id }] = rows('SELECT MAX(kBestellung) AS id FROM tbestellung');
  const used = () => rows('SELECT nVerwendungenBisher AS used FROM tkupon WHERE nVerwendungenBisher > 0').length;
  assert.deepEqual([stock(KANNE), used()], [19, 1]);
  await pay.cancel(page);
  await pay.until(page, 'cancelled');
  await wawi.cancel(id);
  for (let times = 0; times < 3; times += 1) {
    run('UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) WHERE next_poll_at < UTC_TIMESTAMP(3) + INTERVAL 1 YEAR; UPDATE xplugin_jtl_twint_wawi SET due_at = UTC_TIMESTAMP(3)');
    await sweep();
    assert.deepEqual([stock(KANNE), used()], [20, 0]);
  }
  assert.deepEqual(rows(`SELECT cStatus, cAbgeholt FROM tbestellung WHERE kBestellung = ${id}`), [{ cStatus: '-1', cAbgeholt: 'Y' }]);
  await wawi.stocks({ [KANNE]: 20 });
  assert.equal(stock(KANNE), 20);
});
