// Where TWINT stands on the shop's own pages of the backend: its dashboard and its list of orders.
import test, { beforeEach } from 'node:test';
import { adminIn, connectAnew, login, pane, send } from './lib/backend.mjs';
import { languages, picture, withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { run, shop } from './lib/shop.mjs';
import { sweep } from './lib/sweep.mjs';

withBrowser();
beforeEach(connectAnew);

for (const [language, ending] of Object.entries(languages)) {
  test(`pictures, ${language}`, async () => {
    const [, captured, reserved] = await payments(3, 'deferred');
    const page = await login(adminIn(language));
    for (const payment of [captured, reserved]) {
      await phone.approve(payment.token);
      await screen(page, 'payment', payment.id);
      await send(page, () => pane(page).locator('[data-action="refresh"]').click());
    }
    await screen(page, 'capture', captured.id);
    await send(page, () => pane(page).locator('[name="twint_step"][value="check"]').click());
    await send(page, () => pane(page).locator('[name="twint_step"][value="do"]').click());
    run('UPDATE xplugin_jtl_twint_transaction SET guarantee_until = UTC_TIMESTAMP(3) + INTERVAL 6 DAY');
    await sweep();
    await page.goto(shop.backend);
    await picture(page.locator('[data-twint="widget"]'), `dashboard-widget${ending}`);
    // Wide enough for all of the shop's columns; of earlier orders nothing is to be seen.
    await page.setViewportSize({ width: 1800, height: 1000 });
    await page.goto(`${shop.backend}orders`);
    await page.evaluate(() => {
      document.querySelectorAll('tbody tr:not(:has([data-twint="order-payment"])), .save-wrapper').forEach((element) => element.remove());
    });
    await picture(page.locator('table').first(), `order-list${ending}`);
  });
}
