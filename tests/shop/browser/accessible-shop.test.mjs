// TWINT Express, and what we say on the shop's own pages, on a desk and in the hand: axe finds nothing, and the keyboard is enough.
import test, { afterEach } from 'node:test';
import { Inspection } from './lib/accessible.mjs';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { pay } from './lib/pay.mjs';
import { put } from './lib/pay-states.mjs';
import { phone, twint } from './lib/phone.mjs';
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

for (const profile of ['desktop', 'iphone', 'android']) {
  test(`TWINT Express, while it waits for the phone: ${profile}`, async () => {
    set('express', 'on');
    await twint.bankApps({ UBS: 'twint-issuer2://', 'Andere Bank': 'twint-issuer3://' });
    const page = await open(profile);
    const inspection = new Inspection(page, '.jtl-twint');
    await express.begin(page, 'kanne');
    await inspection.look('waiting');
    run(`UPDATE ${CHECK_INS} SET on_phone = 1, next_poll_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR`);
    await page.reload();
    await inspection.look('on a phone');
    inspection.end();
  });
}

test('TWINT Express: the boxes of the shop’s checkout', async (t) => {
  run(`INSERT INTO tcheckbox (kCheckBox, kLink, kCheckBoxFunktion, cName, cKundengruppe, cAnzeigeOrt, nAktiv, nPflicht, nLogging, nSort, dErstellt)
      VALUES (901, 0, 0, 'terms', ';1;2;', ';2;', 1, 1, 1, 1, NOW()), (902, 0, 0, 'news', ';1;2;', ';2;', 1, 0, 1, 2, NOW());
    INSERT INTO tcheckboxsprache (kCheckBox, kSprache, cText, cBeschreibung)
      VALUES (901, 1, 'Ich habe die <a href="/AGB">AGB</a> gelesen.', ''), (902, 1, 'Neuigkeiten bitte.', 'Abmelden geht jederzeit.')`);
  t.after(() => run('DELETE FROM tcheckbox WHERE kCheckBox > 900; DELETE FROM tcheckboxsprache WHERE kCheckBox > 900'));
  set('express', 'on');
  const page = await open();
  const inspection = new Inspection(page, '.jtl-twint');
  await express.begin(page, 'kanne');
  await inspection.look('asked');
  await page.locator('.jtl-twint-consent').evaluate((form) => (form.noValidate = true));
  await new Buyer(page).submit(page.locator('.jtl-twint-consent button'));
  await inspection.look('not all that is required was ticked');
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
