// The picture of the payment method: the plugin's neutral mark, or the merchant's own.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { rows, run, text } from './lib/shop.mjs';

withBrowser();

const [{ cBild: named }] = rows("SELECT cBild FROM tzahlungsart WHERE cModulId LIKE 'kPlugin%twint'");
const mark = named.replace('mark-with-name', 'mark');
const sources = (pictures) => pictures.evaluateAll((all) => all.map((picture) => picture.getAttribute('src')));

/** Of the list of payments, and of the pay page on a phone. */
async function pictures() {
  const page = await open('android');
  const buyer = new Buyer(page);
  await buyer.put('kanne');
  await buyer.toPayment();
  const list = await sources(page.locator('label', { hasText: 'TWINT' }).locator('img').first());
  const other = await open('android');
  await new Buyer(other).orderQuickly('kanne');
  return { list, heading: await sources(other.locator('h1 img')), button: await sources(other.locator('.jtl-twint-open img')), problems: [...page.problems, ...other.problems] };
}

test('a neutral mark stands in the list of payments, on the pay page and on the button that opens the app', async () => {
  assert.match(named, /\/plugins\/jtl_twint\/paymentmethod\/mark-with-name\.svg$/);
  for (const picture of [named, mark]) assert.equal((await fetch(picture)).status, 200);
  assert.deepEqual(await pictures(), { list: [named], heading: [mark], button: [mark], problems: [] });
});

test('what the merchant enters for the payment method takes its place; nothing is nothing', async (t) => {
  const enter = (url) => run(`UPDATE tzahlungsart SET cBild = ${text(url)} WHERE cModulId LIKE 'kPlugin%twint'`);
  t.after(() => enter(named));
  enter('/gfx/own.png');
  const { heading, button } = await pictures();
  assert.deepEqual([heading, button], [['/gfx/own.png'], ['/gfx/own.png']]);
  enter('');
  const none = await pictures();
  assert.deepEqual([none.heading, none.button], [[], []]);
});
