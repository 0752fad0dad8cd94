// The transactions in the backend, on a desk and in the hand.
import test from 'node:test';
import { adminIn, login, pane, send } from './lib/backend.mjs';
import { languages, picture, withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { run } from './lib/shop.mjs';

withBrowser();

for (const [language, ending] of Object.entries(languages)) {
  for (const width of language === 'de-DE' ? [1280, 390] : [1280]) {
    test(`pictures at ${width} px, ${language}`, async () => {
      const [waiting, first, second, over] = await payments(4, 'deferred');
      const page = await login(adminIn(language));
      // High enough for the shop's bars that stick to the edges.
      await page.setViewportSize({ width, height: width < 768 ? 2400 : 1400 });
      // The same in every picture.
      run(`UPDATE xplugin_jtl_twint_transaction SET order_number = CONCAT('T-', 10000 + id % 100)`);
      for (const payment of [first, second]) {
        await phone.approve(payment.token);
        await screen(page, 'payment', payment.id);
        await send(page, () => pane(page).locator('[data-action="refresh"]').click());
      }
      await phone.decline(over.token);
      await screen(page, 'payment', over.id);
      await send(page, () => pane(page).locator('[data-action="refresh"]').click());
      const move = async (name, take) => {
        await screen(page, name, first.id);
        await pane(page).locator('label[for="twint-scope-part"]').click();
        await pane(page).locator('[data-quantity]').first().fill('1');
        await picture(page, `transactions-${name}-${width}${ending}`);
        await send(page, () => pane(page).locator('[name="twint_step"][value="check"]').click());
        await picture(page, `transactions-${name}-question-${width}${ending}`);
        await send(page, () => pane(page).locator('[name="twint_step"][value="do"]').click());
      };
      await move('capture');
      await picture(page, `transactions-payment-${width}${ending}`);
      await move('refund');
      await screen(page, 'list', waiting.id);
      await picture(page, `transactions-list-${width}${ending}`);
      // The last ten minutes do not count.
      run('UPDATE xplugin_jtl_twint_transaction SET created_at = created_at - INTERVAL 20 MINUTE');
      await screen(page, 'reconciliation');
      const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Zurich' }).format();
      for (const day of ['from', 'to']) await pane(page).locator(`#twint-reconcile #twint-${day}`).fill(today);
      await send(page, () => pane(page).locator('#twint-reconcile button').click());
      await picture(page, `transactions-reconciliation-${width}${ending}`);
    });
  }
}
