// While the buyer pays: what the page knows of the phone, the way to the bank's app, and the way back from the shop's other pages.
import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { ended, expect } from './lib/ledger.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { rows, run, shop } from './lib/shop.mjs';
import { giveUp } from './lib/sweep.mjs';

withBrowser();
afterEach(() => {
  set('capture', 'immediate');
  set('wawi_ship', 'capture');
});

const status = (page) => page.locator('[data-status]');
const spoken = (page) => page.locator('[role="status"]');

// --- the phone has it ----------------------------------------------------------

for (const [language, line] of [
  ['ger', 'Die Zahlung ist auf Ihrem Handy. Bitte bestätigen Sie sie in der TWINT-App.'],
  ['eng', 'Your phone has the payment. Please confirm it in the TWINT app.'],
  ['fre', 'Le paiement est sur votre téléphone. Veuillez le confirmer dans l’app TWINT.'],
  ['ita', 'Il pagamento è sul Suo telefono. La preghiamo di confermarlo nell’app TWINT.'],
]) {
  test(`who has scanned is asked to confirm in the app, on the page and aloud: ${language}`, async () => {
    const page = await open();
    await new Buyer(page, { language }).orderQuickly('kanne');
    const code = await pay.code(page);
    const before = await status(page).textContent();
    assert.notEqual(before, line);
    await phone.pair(code);
    await page.locator('#jtl-twint[data-on-phone]').waitFor();
    assert.equal(await status(page).textContent(), line);
    assert.equal(await spoken(page).textContent(), line);
    await page.reload();
    assert.equal(await status(page).textContent(), line, 'a reload still knows');
    await phone.approve(code);
    await pay.thanks(page);
    await expect(ended.paid('57.00'));
  });
}

test('where only the shop’s route answers, the page knows as well that the phone has it', async () => {
  const page = await open();
  await page.route('**/frontend/status.php*', (route) => route.fulfill({ status: 404, body: '' }));
  await new Buyer(page).orderQuickly('kanne');
  await phone.pair(await pay.code(page));
  await page.locator('#jtl-twint[data-on-phone]').waitFor();
});

// --- the bank's app ------------------------------------------------------------

const BANKS = { UBS: 'twint-issuer2://', 'Andere Bank': 'twint-issuer3://', Raiffeisen: 'twint-issuer6://', 'Noch eine': 'twint-issuer9://' };

test('on an iPhone no bank is chosen before the buyer chooses; the last one leads the next time', async () => {
  await twint.bankApps(BANKS);
  const page = await open('iphone');
  await new Buyer(page).orderQuickly('kanne');
  const bank = page.locator('#jtl-twint-other');
  const go = page.locator('[data-other-open]');
  const last = page.locator('[data-last]');
  assert.deepEqual([await bank.inputValue(), await go.isVisible(), await last.isVisible()], ['', false, false]);
  await bank.selectOption({ label: 'Noch eine' });
  assert.equal(await go.textContent(), 'Noch eine öffnen');
  await bank.selectOption({ index: 0 });
  assert.equal(await go.isVisible(), false);
  await bank.selectOption({ label: 'Noch eine' });
  assert.match(await go.getAttribute('href'), /^twint-issuer9:/);
  await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
  await go.click();
  assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), { 'jtl-twint-bank': 'Noch eine' });
  await page.reload();
  assert.equal(await last.textContent(), 'Noch eine öffnen');
  assert.match(await last.getAttribute('href'), /^twint-issuer9:/);
  assert.equal(await page.locator('#jtl-twint-apps-label').textContent(), 'Andere Bank');
  await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
  await page.locator('.jtl-twint-most [data-app="UBS"]').click();
  await page.reload();
  assert.equal(await last.textContent(), 'UBS öffnen');
  await twint.bankApps({ Raiffeisen: 'twint-issuer6://' });
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE 'app\\_schemes%'");
  await page.reload();
  assert.equal(await last.isVisible(), false, 'a bank that TWINT lists no longer');
});

test('on an iPhone without scripts the banks are a list of links, under one heading', async () => {
  await twint.bankApps({ 'Andere Bank': 'twint-issuer3://', 'Noch eine': 'twint-issuer9://' });
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const plain = await open('iphone', { javaScriptEnabled: false });
  await plain.goto(page.url());
  const apps = plain.locator('.jtl-twint-apps');
  assert.match(await apps.innerText(), /^Welche TWINT-App haben Sie\?\s+Andere Bank\s+Noch eine$/);
});

const AGENTS = {
  'Instagram on an iPhone': ['iphone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 300.0.0.0'],
  'an app without a name on an iPhone': ['iphone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'],
  'LinkedIn on an iPhone': ['iphone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1 [LinkedInApp]'],
  'an app on Android': ['android', 'Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36'],
};
for (const [what, [profile, userAgent]] of Object.entries(AGENTS)) {
  test(`in the browser of ${what} the digits come first, with a hint why`, async () => {
    await twint.bankApps(BANKS);
    const page = await open(profile, { userAgent });
    await new Buyer(page).orderQuickly('kanne');
    const box = page.locator('.jtl-twint-pay');
    assert.match(await box.innerText(), /^Öffnen Sie die TWINT-App und geben Sie diesen Code ein\s+\d{5}/);
    assert.match(await box.innerText(), /Browser einer anderen App/);
    const below = page.locator(profile === 'iphone' ? '.jtl-twint-apps' : '.jtl-twint-open');
    assert.ok((await page.locator('.jtl-twint-digits').boundingBox()).y < (await below.boundingBox()).y);
  });
}

test('on an iPhone for which TWINT names no app the digits come before the picture, which this phone cannot scan', async () => {
  await twint.bankApps({});
  const page = await open('iphone');
  await new Buyer(page).orderQuickly('kanne');
  assert.ok((await page.locator('.jtl-twint-digits').boundingBox()).y < (await page.locator('.jtl-twint-qr').boundingBox()).y);
  assert.equal(await page.getByText('Browser einer anderen App').count(), 0);
});

// --- the way back --------------------------------------------------------------

const line = (page) => page.locator('[data-key^="jtlTwint_waits_"]');

test('while an order waits each page of the shop leads back to its payment, and no longer', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const [{ number }] = rows('SELECT order_number AS number FROM xplugin_jtl_twint_transaction');
  assert.equal(await line(page).count(), 0, 'not on the page itself');
  const code = await pay.code(page);
  const stranger = await open();
  for (const path of ['', 'kanne', 'Warenkorb', 'Kontakt']) {
    const answer = await page.goto(`${shop.url}/${path}`);
    assert.match(await line(page).innerText(), new RegExp(`Ihre Bestellung ${number} wartet auf die Zahlung mit TWINT\\.\\s+Zur Zahlung`), path);
    assert.match(answer.headers()['cache-control'] ?? '', /no-store|no-cache|private/, `${path} is kept for nobody else`);
    await stranger.goto(`${shop.url}/${path}`);
    assert.equal(await line(stranger).count(), 0);
  }
  await line(page).getByRole('link').click();
  assert.equal(await pay.code(page), code);
  await phone.approve(code);
  await pay.thanks(page);
  await page.goto(`${shop.url}/kanne`);
  assert.equal(await line(page).count(), 0);
  await expect(ended.paid('57.00'));
});

test('who declined is led back as long as the order can be paid again', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  await phone.decline(await pay.code(page));
  await pay.until(page, 'declined');
  await page.goto(`${shop.url}/kanne`);
  await line(page).getByRole('link').click();
  await pay.until(page, 'declined');
  await giveUp();
  await page.goto(`${shop.url}/kanne`);
  assert.equal(await line(page).count(), 0);
});

test('for the visitors who wait for no payment the shop’s pages ask nothing more', async () => {
  run('SET GLOBAL log_output = "TABLE"; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1');
  try {
    await (await open()).goto(`${shop.url}/kanne`);
  } finally {
    run('SET GLOBAL general_log = 0');
  }
  assert.deepEqual(rows("SELECT argument FROM mysql.general_log WHERE argument LIKE '%xplugin\\_jtl\\_twint%' AND argument NOT LIKE '%general_log%'"), []);
});

// --- another way to pay ----------------------------------------------------------

for (const [letter, what] of [['N', 'that Wawi may fetch'], ['Y', 'that Wawi has fetched']]) {
  test(`for an order ${what} only "again with TWINT" is offered`, async () => {
    const page = await open();
    await new Buyer(page).orderQuickly('kanne');
    run(`UPDATE tbestellung SET cAbgeholt = '${letter}' WHERE kBestellung = (SELECT MAX(order_id) FROM xplugin_jtl_twint_transaction)`);
    await phone.decline(await pay.code(page));
    await pay.until(page, 'declined');
    for (const reload of [false, true]) {
      if (reload) await page.reload();
      assert.ok(await page.locator('form[data-retry] button').isVisible());
      assert.equal(await page.locator('[data-other-way]').isVisible(), false);
    }
  });
}

// --- approved, and charged later ---------------------------------------------------

test('an order that is charged when shipped says so on its pages, and never "pay now"', async () => {
  set('capture', 'deferred');
  const page = await open();
  await new Buyer(page).order('kanne', { guest: false });
  await phone.approve(await pay.code(page));
  await pay.thanks(page);
  const line = /Mit TWINT bestätigt. Der Betrag wird beim Versand belastet\./;
  assert.match(await page.locator('main').innerText(), line);
  await page.goto(`${shop.url}/Mein-Konto?bestellungen=1`);
  await page.locator('a[href*="bestellung="]').first().click();
  await page.waitForLoadState('domcontentloaded');
  const [{ uid }] = rows('SELECT cUID AS uid FROM tbestellstatus ORDER BY kBestellung DESC LIMIT 1');
  for (const address of [page.url(), `${shop.url}/Bestellstatus?uid=${uid}`]) {
    await page.goto(address);
    const said = await page.locator('main').innerText();
    assert.match(said, line);
    assert.doesNotMatch(said, /bezahlen|noch nicht bezahlt|wartet auf/i);
  }
  set('wawi_ship', 'nothing');
  await page.reload();
  assert.match(await page.locator('main').innerText(), /Mit TWINT bestätigt. Der Betrag wird später belastet\./);
});

test('on another device, too, the shop’s pages lead back to the payment that was opened there', async () => {
  const page = await open();
  await new Buyer(page).orderQuickly('kanne');
  const elsewhere = await open('iphone');
  await elsewhere.goto(page.url());
  await elsewhere.goto(`${shop.url}/kanne`);
  await line(elsewhere).getByRole('link').click();
  assert.equal(await pay.code(elsewhere), await pay.code(page));
});
