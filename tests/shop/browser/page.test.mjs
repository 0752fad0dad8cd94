// The pay page itself: reload, tabs and devices, ways back to it, languages, without scripts, without a mouse.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay, QUESTIONS } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { mails, rows, shop } from './lib/shop.mjs';

withBrowser();

test('a reload shows the same code and starts nothing', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await page.reload();
  assert.equal(await pay.code(page), code);
  assert.equal((await twint.orders()).length, 1);
  await expect(ended.waiting('57.00'));
});

test('two tabs and another device show one payment, and all learn of its end', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const tab = await page.context().newPage();
  const device = await open('android');
  await tab.goto(page.url());
  await device.goto(page.url());
  const code = await pay.code(page);
  assert.equal(await pay.code(tab), code);
  assert.equal(await pay.code(device), code);
  await phone.approve(code);
  await Promise.all([page, tab, device].map((each) => each.waitForURL((url) => !url.pathname.startsWith('/jtl-twint/'))));
  await expect(ended.paid('57.00'));
});

test('who goes back from the thanks lands on no page that could be paid again', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const url = page.url();
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await page.goto(url);
  assert.equal(await pay.state(page), 'paid');
  assert.equal(await page.locator('form').filter({ has: page.locator('[data-retry]') }).count(), 0);
  await expect(ended.paid('57.00'));
});

test('a customer who closed the tab comes back from the order in the account', async () => {
  const page = await open();
  await new Buyer(page).order('kanne', { guest: false });
  const code = await pay.code(page);
  await page.goto('about:blank');
  await page.goto(`${shop.url}/Mein-Konto?bestellungen=1`);
  await page.locator('a[href*="bestellung="]').first().click();
  await page.locator('a[href*="payAgain=1"]').click();
  await pay.until(page, 'waiting');
  assert.equal(await pay.code(page), code);
  await phone.approve(code);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('a guest who closed the tab comes back by the link in the mail, on another device', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await page.close();
  const [link] = mails.links();
  const device = await open('android');
  await device.goto(link);
  await pay.until(device, 'waiting');
  assert.equal(await pay.code(device), code);
  assert.equal((await fetch(link.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).status, 404);
  await phone.approve(code);
  await pay.thanks(device);
  await expect(ended.paid('57.00'));
});

test('a guest comes back from the order\'s own page, on another device', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const code = await pay.code(page);
  await page.close();
  const [{ uid }] = rows('SELECT cUID AS uid FROM tbestellstatus ORDER BY kBestellung DESC LIMIT 1');
  const device = await open();
  await device.goto(`${shop.url}/Bestellstatus?uid=${uid}`);
  await device.locator('input[name="plz"]').fill('3011');
  await device.locator('form:has(input[name="plz"]) [type="submit"]').click();
  await device.locator('a[href*="payAgain=1"]').click();
  await pay.until(device, 'waiting');
  assert.equal(await pay.code(device), code);
  await phone.approve(code);
  await pay.thanks(device);
  await expect(ended.paid('57.00'));
});

test('a buyer whose network was lost is told so, and goes on when it is back', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await page.context().setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.locator('#jtl-twint[data-offline]').waitFor();
  await phone.approve(await pay.code(page));
  await page.context().setOffline(false);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

for (const [language, locale, heading] of [
  ['ger', 'de-CH', 'Mit TWINT bezahlen'],
  ['eng', 'en', 'Pay with TWINT'],
  ['fre', 'fr-CH', 'Payer avec TWINT'],
  ['ita', 'it-CH', 'Pagare con TWINT'],
]) {
  test(`the buyer's language, on this device and on another: ${language}`, async () => {
    const page = await open();
    await new Buyer(page, { language }).order('kanne');
    const other = await open('small');
    await other.goto(page.url());
    for (const each of [page, other]) {
      assert.equal((await pay.heading(each).textContent()).trim(), heading);
      assert.equal(await each.locator('#jtl-twint').getAttribute('lang'), locale);
    }
    assert.ok(await other.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing sticks out at 320 px');
    await other.close();
    await phone.approve(await pay.code(page));
    await pay.thanks(page);
    await expect(ended.paid('57.00'));
  });
}

test('a shop that takes a second to answer is not asked again at once', async () => {
  const page = await open();
  const asked = [];
  await page.route(QUESTIONS, async (route) => {
    asked.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  await new Buyer(page).orderQuickly('kanne');
  for (let answers = 0; answers < 2; answers += 1) await page.waitForResponse(QUESTIONS);
  assert.ok(asked[1] - asked[0] >= 6000, `asked again after ${Math.round(asked[1] - asked[0])} ms at an interval of 2 s`);
});

test('on an iPhone of a new shop the bank\'s app is chosen and opened with this payment', async () => {
  await twint.bankApps({ UBS: 'twint-issuer2://', 'Andere Bank': 'twint-issuer3://', Raiffeisen: 'twint-issuer6://', 'Noch eine': 'twint-issuer9://' });
  const page = await open('iphone');
  await new Buyer(page).orderQuickly('kanne');
  assert.deepEqual(await page.locator('.jtl-twint-most a').allTextContents(), ['UBS', 'Raiffeisen']);
  const link = await page.locator('.jtl-twint-most a').first().getAttribute('href');
  assert.match(link, /^twint-issuer2:\/\/applinks\/\?al_applink_data=/);
  const code = JSON.parse(decodeURIComponent(link.split('al_applink_data=')[1])).extras.code;
  assert.equal(code, await pay.code(page));
  await page.locator('#jtl-twint-other').selectOption({ index: 1 });
  assert.equal(await page.locator('[data-other-open]').getAttribute('href'), await page.locator('#jtl-twint-other').inputValue());
  await phone.approve(code);
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
});

test('without scripts the page renews itself until the payment is over', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const plain = await open('desktop', { javaScriptEnabled: false });
  await plain.goto(page.url());
  await page.close();
  assert.equal(await pay.state(plain), 'waiting');
  await phone.approve(await pay.code(plain));
  await pay.thanks(plain);
  await expect(ended.paid('57.00'));
});

test('without scripts the buyer can cancel and try again', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const plain = await open('desktop', { javaScriptEnabled: false });
  await plain.goto(page.url());
  await page.close();
  await pay.cancel(plain);
  await pay.until(plain, 'cancelled');
  await pay.again(plain);
  await pay.until(plain, 'waiting');
  await expect(ended.waiting('57.00', { attempts: ['cancelled', 'pending'] }));
});

test('the keyboard is enough: copy the code, cancel, try again', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await reach(page, '[data-copy]');
  await page.keyboard.press('Enter');
  await page.getByText('Code kopiert').first().waitFor();
  await reach(page, '.jtl-twint-cancel button');
  await page.keyboard.press('Enter');
  await pay.until(page, 'cancelled');
  await reach(page, 'form[data-retry] button');
  await page.keyboard.press('Enter');
  await pay.until(page, 'waiting');
  await expect(ended.waiting('57.00', { attempts: ['cancelled', 'pending'] }));
});

test('the end takes the focus and is said aloud', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await phone.decline(await pay.code(page));
  await pay.until(page, 'declined');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  assert.match(await page.locator('[role="status"]').textContent(), /nichts belastet/);
  await expect(ended.unpaid('57.00', 'failed'));
});

/** Presses Tab until the element has the focus, visibly. */
async function reach(page, selector) {
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
      const style = await page.evaluate(() => {
        const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
        return { outlineStyle, boxShadow };
      });
      assert.ok(style.outlineStyle !== 'none' || style.boxShadow !== 'none', `${selector} shows that it has the focus`);
      return;
    }
  }
  assert.fail(`Tab never reaches ${selector}.`);
}

test('mails: one confirms the order, one the payment', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  await expect(ended.paid('57.00'));
  const subjects = () => mails.all().map((mail) => /^Subject: (.*)/m.exec(mail)[1]);
  for (let wait = 0; wait < 20 && subjects().length < 2; wait += 1) await page.waitForTimeout(200);
  const [confirmation, receipt] = subjects();
  assert.match(confirmation, /Ihre Bestellung bei Demo-Shop/);
  assert.match(receipt, /Ihre.Zahlung/);
});

test('what a notice says can be read in the colours of the shop: 4.5 to 1', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  for (const notice of ['cancel', 'app']) {
    await page.goto(`${page.url().split('?')[0]}?notice=${notice}`);
    const contrast = await page.locator('#jtl-twint > .alert').evaluate((alert) => {
      const { color, backgroundColor } = getComputedStyle(alert);
      const light = (text) => {
        const [red, green, blue] = text.match(/[\d.]+/g).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
      };
      const [more, less] = [light(color), light(backgroundColor)].sort((one, other) => other - one);
      return more / less;
    });
    assert.ok(contrast >= 4.5, `${notice}: ${contrast.toFixed(2)}`);
  }
});
