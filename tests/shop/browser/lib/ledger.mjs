// What shop, plugin and TWINT's books say about the orders of this test, in one object: to be compared as a whole.
import assert from 'node:assert/strict';
import { PATIENCE } from './patience.mjs';
import { twint } from './phone.mjs';
import { rows } from './shop.mjs';

const STATUS = { '-1': 'cancelled', 1: 'open', 2: 'in progress', 3: 'paid', 4: 'shipped', 5: 'partly shipped' };
const FETCHED = { P: 'held', N: 'to be fetched', Y: 'fetched' };
const FULL = { kanne: 20, maschine: 5, krumm: 100, hemd: 30, schuh: 15, 'schuh-40': 5, 'schuh-41': 10, set: 10, 'hemd rot': 10, 'hemd blau': 20 };

let before = 0;

/** Orders up to now are those of other tests. */
export function begin() {
  before = Number(rows('SELECT COALESCE(MAX(kBestellung), 0) AS id FROM tbestellung')[0].id);
}

const list = (found) => (found.length === 1 ? found[0] : found);

async function ledger() {
  const orders = rows(`SELECT kBestellung AS id, cStatus, cAbgeholt, dBezahltDatum IS NOT NULL AS dated,
    ROUND(fGesamtsumme * fWaehrungsFaktor, 2) AS total FROM tbestellung WHERE kBestellung > ${before} ORDER BY kBestellung`);
  const attempts = rows(`SELECT phase, reason, amount, captured, duties FROM xplugin_jtl_twint_transaction ORDER BY id`);
  const payments = rows(`SELECT fBetrag, cISO, cAbgeholt FROM tzahlungseingang WHERE kBestellung > ${before} ORDER BY kZahlungseingang`);
  const levels = rows(`SELECT cSeo AS name, fLagerbestand AS level FROM tartikel WHERE cLagerBeachten = 'Y'
    UNION ALL SELECT CONCAT('hemd ', cName), fLagerbestand FROM teigenschaftwert WHERE kEigenschaft = 1`);
  const books = await twint.books();
  const sold = levels.map(({ name, level }) => [name, FULL[name] - Number(level)]).filter(([, number]) => number !== 0);
  return {
    order: list(orders.map((order) => STATUS[order.cStatus])),
    wawi: list(orders.map((order) => FETCHED[order.cAbgeholt])),
    dated: list(orders.map((order) => order.dated === '1')),
    total: list(orders.map((order) => order.total)),
    attempts: attempts.map((attempt) => attempt.phase),
    asked: [...new Set(attempts.map((attempt) => attempt.amount))].join(),
    duties: attempts.map((attempt) => attempt.duties).join(''),
    payments: payments.map((payment) => `${payment.cISO} ${Number(payment.fBetrag).toFixed(2)}`),
    twint: { captured: books.captured, refunded: books.refunded, reserved: books.reserved },
    sold: Object.fromEntries(sold),
  };
}

/** One can: the set, of which it is a part, has one less as well. */
export const KANNE = { kanne: 1, set: 1 };

const NOTHING = { captured: '0.00', refunded: '0.00', reserved: '0.00' };

const same = (amount) => ({ total: amount, asked: amount, duties: '' });

/** Every end an order can come to. What differs in a test is named there. */
export const ended = {
  paid: (amount, more = {}) => ({
    ...same(amount), order: 'paid', wawi: 'to be fetched', dated: true, attempts: ['captured'], payments: [`CHF ${amount}`],
    twint: { ...NOTHING, captured: amount }, sold: KANNE, ...more,
  }),
  waiting: (amount, more = {}) => ({
    ...same(amount), order: 'open', wawi: 'held', dated: false, attempts: ['pending'], payments: [], twint: NOTHING, sold: KANNE, ...more,
  }),
  /** The order still stands; the buyer may try again. */
  unpaid: (amount, phase, more = {}) => ({
    ...same(amount), order: 'open', wawi: 'held', dated: false, attempts: [phase], payments: [], twint: NOTHING, sold: KANNE, ...more,
  }),
  /** The order is over, its stock back, and nothing holds it any more. */
  cancelled: (amount, phase, more = {}) => ({
    ...same(amount), order: 'cancelled', wawi: 'fetched', dated: false, attempts: [phase], payments: [], twint: NOTHING, sold: {}, ...more,
  }),
};

/** Waits until all of it is as it should be; says what is not. */
export async function expect(expected, { within = PATIENCE } = {}) {
  const until = Date.now() + within;
  let found = await ledger();
  while (!equal(found, expected) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    found = await ledger();
  }
  assert.deepEqual(found, expected);
}

function equal(one, other) {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
}
