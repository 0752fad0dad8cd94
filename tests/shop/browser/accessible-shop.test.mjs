// TWINT Express, and what we say on the shop's own pages, on a desk and in the hand: axe finds nothing, and the keyboard is enough.
import test, { afterEach } from 'node:test';
import { Inspection } from './lib/accessible.mjs';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { pay } from './lib/pay.mjs';
import { put } from './lib/pay-states.mjs';
import { phone } from './lib/phone.mjs';
import { run, shop } from './lib/shop.mjs';

withBrowser();
afterEach(() => {
  set('capture', 'immediate');
  set('express', 'off');
});

const CHECK_INS = 'xplugin_jtl_twint_check_in';
const OVER = ['left', 'too_late', 'abroad', 'data', 'stock', 'voucher', 'shipping', 'amount', 'shop', 'unknown'];

test('TWINT Express: the button, and its page in each of its states', async () => {
  set('express', 'on');
  const page = await open();
  const inspection = new Inspection(page, '.jtl-twint');
  const buyer = new Buyer(page);
  await buyer.go('kanne');
  await inspection.look('the button at the article', '#add-to-cart .jtl-twint-express');
  await page.setViewportSize({ width: 1280, height: 800 });
  await buyer.put('kanne');
  await buyer.go('Warenkorb');
  await inspection.look('the button in the basket', 'main .jtl-twint-express');
  await express.begin(page, 'kanne');
  const url = page.url();
  await inspection.look('waiting');
  run(`UPDATE ${CHECK_INS} SET phase = 'order_started', next_poll_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR`);
  await page.goto(url);
  await inspection.look('processing');
  for (const reason of OVER) {
    run(`UPDATE ${CHECK_INS} SET phase = 'over', reason = '${reason}'`);
    await page.goto(url);
    await inspection.look(`over: ${reason}`);
  }
  inspection.end();
});

test('what we say on the shop’s own pages: an order that waits, one that is reserved, one that was given up', async () => {
  const page = await open();
  const inspection = new Inspection(page, '[data-key^="jtlTwint"]');
  await new Buyer(page).orderQuickly('kanne');
  await page.goto(`${shop.url}/kanne`);
  await inspection.look('an order waits');
  put("phase = 'failed', open_order_id = NULL");
  await page.goto(`${shop.url}/kanne`);
  await page.locator('[data-key^="jtlTwint"] a').click();
  await pay.otherWay(page);
  await inspection.look('given up');
  set('capture', 'deferred');
  const other = await open();
  await new Buyer(other).orderQuickly('kanne');
  await phone.approve(await pay.code(other));
  await pay.thanks(other);
  const thanks = new Inspection(other, '[data-key^="jtlTwint"]');
  await thanks.look('reserved');
  inspection.end();
  thanks.end();
});
