// A payment in each state of the pay page, by what its row says.
import assert from 'node:assert/strict';
import { Buyer } from './buyer.mjs';
import { pay } from './pay.mjs';
import { run } from './shop.mjs';

/** Nothing is asked of TWINT while the row is as we put it. */
export const put = (changes) => run(`UPDATE xplugin_jtl_twint_transaction SET ${changes}, next_poll_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR`);

const ON_TWINTS_PAGE = "payment_page = 'https://pay-pat.twint.ch/a', expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR";

/** What is put into the row, and the state that the page then has. */
const STATES = {
  preparing: ["phase = 'created', pairing_token = NULL", 'preparing'],
  waiting: ["phase = 'pending', pairing_token = '12345', expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR", 'waiting'],
  'on a phone': ["phase = 'pending', on_phone = 1", 'waiting'],
  "on TWINT's page": [`phase = 'pending', pairing_token = '12345', ${ON_TWINTS_PAGE}`, 'waiting'],
  "on TWINT's page, on a phone": [`phase = 'pending', pairing_token = '12345', on_phone = 1, ${ON_TWINTS_PAGE}`, 'waiting'],
  processing: ["phase = 'authorised'", 'processing'],
  paid: ["phase = 'captured'", 'paid'],
  reserved: ["phase = 'authorised', capture_mode = 'deferred'", 'reserved'],
  uncertain: ["phase = 'uncertain'", 'uncertain'],
  refunded: ["phase = 'refunded'", 'refunded'],
  declined: ["phase = 'failed', open_order_id = NULL", 'declined'],
  cancelled: ["phase = 'cancelled', reason = 'cancelled_by_buyer'", 'cancelled'],
  'timed out': ["phase = 'cancelled', reason = 'timeout'", 'timed_out'],
  failed: ["phase = 'failed', twint_uuid = NULL", 'failed'],
};

/** Shows the inspection the page in these states, which a reload brings. */
export async function states(page, inspection, names = Object.keys(STATES)) {
  await new Buyer(page).orderQuickly('kanne');
  const url = page.url();
  for (const name of names) {
    const [changes, state] = STATES[name];
    put(changes);
    await page.goto(url);
    assert.equal(await pay.state(page), state, name);
    await inspection.look(name);
  }
  return url;
}
