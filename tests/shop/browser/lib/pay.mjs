// The pay page in a buyer's browser.
import assert from 'node:assert/strict';

/** The addresses that a waiting page asks: the file, and the shop's route. */
export const QUESTIONS = /\/status(\.php\?token=\S+)?$/;

export const pay = {
  /** The five digits that the phone wants. */
  code: async (page) => (await page.locator('.jtl-twint-digits').textContent()).trim(),

  state: (page) => page.locator('#jtl-twint').getAttribute('data-state'),

  heading: (page) => page.locator('#jtl-twint h1'),

  /** Waits until the page says so by itself. */
  async until(page, state) {
    await page.locator(`#jtl-twint[data-state="${state}"]`).waitFor();
  },

  /** It is paid: the page says so, or has led to the shop's already. */
  paid: (page) => page.locator('#jtl-twint[data-state="paid"], body:not(:has(#jtl-twint))').waitFor(),

  cancel: (page) => page.locator('.jtl-twint-cancel button').click(),

  again: (page) => page.locator('form[data-retry] button').click(),

  /** Asks for another way to pay; afterwards the page is what the shop made of it. */
  async otherWay(page) {
    const from = page.url();
    await page.locator('[data-other-way] button').click();
    await page.waitForURL((url) => String(url) !== from, { waitUntil: 'domcontentloaded' });
  },

  /** Waits for the shop's own page of thanks, to which the buyer is taken. */
  async thanks(page) {
    await page.waitForURL(/[?&]i=/);
    assert.match(await page.locator('h1, h2').first().textContent(), /./);
  },
};
