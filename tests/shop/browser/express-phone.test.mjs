// The page of TWINT Express on the buyer's own phone, and beside it: links to the app, the bank's app, and what TWINT says of the phone.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

const BANKS = { UBS: 'twint-issuer2://', 'Andere Bank': 'twint-issuer3://', Raiffeisen: 'twint-issuer6://', 'Noch eine': 'twint-issuer9://' };
const INSIDE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 300';
const status = (page) => page.locator('[data-status]');
const top = async (locator) => (await locator.boundingBox()).y;

async function waiting(profile, more) {
  await twint.bankApps(BANKS);
  const page = await open(profile, more);
  await express.begin(page, 'kanne');
  return page;
}

for (const width of [360, 1280]) {
  test(`on Android at ${width} px one tap opens TWINT with this check-in, before code and picture`, async () => {
    const page = await waiting('android', { viewport: { width, height: 740 } });
    const link = page.locator('.jtl-twint-open');
    assert.equal(/S\.code=(T[0-9A-Z]{6});/.exec(await link.getAttribute('href'))[1], await pay.code(page));
    assert.ok(await link.isVisible());
    assert.ok((await top(link)) < (await top(page.locator('.jtl-twint-code'))));
    assert.equal(await page.locator('.jtl-twint-qr svg').isVisible(), false);
    assert.match(await page.locator('.jtl-twint-steps').textContent(), /Adresse und Versand in der App/);
    await phone.checkIn(await pay.code(page), 'approve', express.approval());
    await pay.thanks(page);
    await expect(ended.paid('57.00'));
    assert.deepEqual(page.problems, []);
  });

  test(`on an iPhone at ${width} px the buyer chooses the bank's app, and the last one leads the next time`, async () => {
    const page = await waiting('iphone', { viewport: { width, height: 740 } });
    const link = page.locator('.jtl-twint-most [data-app="UBS"]');
    const href = await link.getAttribute('href');
    assert.match(href, /^twint-issuer2:\/\//);
    assert.ok(decodeURIComponent(href).includes(await pay.code(page)), href);
    assert.equal(await page.locator('[data-last]').isVisible(), false);
    assert.ok((await top(page.locator('.jtl-twint-apps'))) < (await top(page.locator('.jtl-twint-code'))));
    await page.evaluate(() => localStorage.setItem('jtl-twint-bank', 'UBS'));
    await page.reload();
    assert.equal(await page.locator('[data-last]').getAttribute('href'), href);
    assert.ok((await top(page.locator('[data-last]'))) < (await top(link)));
    await phone.checkIn(await pay.code(page), 'approve', express.approval());
    await pay.thanks(page);
    await expect(ended.paid('57.00'));
    assert.deepEqual(page.problems, []);
  });
}

test('inside another app, where no link may lead out, the code comes first and the page says why', async () => {
  const page = await waiting('iphone', { userAgent: INSIDE });
  assert.ok((await top(page.locator('.jtl-twint-code'))) < (await top(page.locator('.jtl-twint-apps'))));
  assert.ok(await page.locator('.jtl-twint-hint').isVisible());
});

for (const [language, line] of [
  ['ger', 'Ihr Handy hat den Einkauf. Bitte wählen Sie dort Adresse und Versand und geben Sie frei.'],
  ['eng', 'Your phone has the purchase. Please choose address and shipping there, and approve.'],
  ['fre', 'L’achat est sur votre téléphone. Veuillez y choisir l’adresse et l’envoi, puis valider.'],
  ['ita', 'L’acquisto è sul Suo telefono. La preghiamo di scegliere lì indirizzo e spedizione e di approvare.'],
]) {
  test(`where TWINT says that a phone has it, the page says what to do there, also aloud: ${language}`, async () => {
    await twint.settings({ checkInQuirks: { scanned: 'active' } });
    const page = await open();
    const buyer = new Buyer(page, { language });
    await buyer.put('kanne');
    await buyer.go({ ger: 'Warenkorb', eng: 'Cart', fre: 'Cart-fre', ita: 'Cart-ita' }[language]);
    await buyer.submit(express.button(page));
    const code = await pay.code(page);
    assert.notEqual(await status(page).textContent(), line);
    await phone.checkIn(code, 'scan');
    await page.locator('#jtl-twint[data-on-phone]').waitFor();
    assert.equal(await status(page).textContent(), line);
    assert.equal(await page.locator('#jtl-twint-live').textContent(), line);
    await page.reload();
    assert.equal(await status(page).textContent(), line, 'a reload still knows');
    await phone.checkIn(code, 'approve', express.approval());
    await pay.thanks(page);
    await expect(ended.paid('57.00'));
  });
}

test('where TWINT says nothing of it, nothing is said', async () => {
  await twint.settings({ checkInQuirks: { scanned: 'inProgress' } });
  const page = await open();
  await express.begin(page, 'kanne');
  const code = await pay.code(page);
  await phone.checkIn(code, 'scan');
  const asked = (await twint.calls('MonitorFastCheckoutCheckIn')).length;
  for (let tries = 0; tries < 60 && (await twint.calls('MonitorFastCheckoutCheckIn')).length < asked + 2; tries++) {
    await page.waitForTimeout(500);
  }
  assert.equal(await page.locator('#jtl-twint[data-on-phone]').count(), 0);
  assert.equal(await pay.state(page), 'waiting');
});
