// The transactions in the backend, on a desk and in the hand.
import test from 'node:test';
import { adminIn, login, pane, send } from './lib/backend.mjs';
import { languages, picture, withBrowser } from './lib/browser.mjs';
import { payments, screen } from './lib/payments.mjs';
import { phone } from './lib/phone.mjs';
import { run } from './lib/shop.mjs';

withBrowser();

/** A month with sales on most days, some of them given back, and what TWINT keeps. */
function month(id) {
  run(`UPDATE xplugin_jtl_twint_transaction SET twint_fee = '5.80', closed = 1 WHERE id = ${id}`);
  const day = (number) => `2026-09-${String(number).padStart(2, '0')} 12:00:00`;
  const moved = [];
  for (let number = 1; number <= 30; number += 1) {
    if (number % 7 !== 6) moved.push(['capture', number, (80 + ((number * 37) % 11) * 23.45).toFixed(2)]);
    if (number % 5 === 3) moved.push(['refund', number, (20 + ((number * 13) % 7) * 9.9).toFixed(2)]);
  }
  run(`INSERT INTO xplugin_jtl_twint_operation (transaction_id, kind, reference, amount, state, actor, actor_name, created_at, finished_at) VALUES
    ${moved.map(([kind, number, amount], place) => `(${id}, '${kind}', 'T-${place}', ${amount}, 'done', 'admin', '', '${day(number)}', '${day(number)}')`).join(',')}`);
}

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
      run(`UPDATE tbestellung SET cBestellNr = 'T-10042' WHERE kBestellung = ${waiting.order}`);
      await screen(page, 'link', 0, { order: 'T-10042' });
      await picture(page, `transactions-link-${width}${ending}`);
      month(first.id);
      await screen(page, 'bookings', 0, { from: '2026-09-21', to: '2026-09-30' });
      await picture(page, `transactions-bookings-${width}${ending}`);
    });
  }
}
