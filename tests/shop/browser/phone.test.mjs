// The simulator's phone, as whoever tries the shop out holds it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { open, withBrowser } from './lib/browser.mjs';
import { shop } from './lib/shop.mjs';

withBrowser();

for (const code of ['12345', 'ABCDEFG']) {
  test(`a code that nothing waits for gets a sentence that helps: ${code}`, async () => {
    const page = await open('hand');
    await page.goto(shop.phone);
    await page.locator('#token').fill(code);
    await page.keyboard.press('Enter');
    const error = page.locator('#error');
    await error.filter({ hasText: code }).waitFor();
    assert.equal(await error.textContent(), `No payment has the code ${code}. Look at the shop's page: the code may have run out, and a new one be there.`);
    assert.equal(await error.getAttribute('role'), 'alert');
  });
}
