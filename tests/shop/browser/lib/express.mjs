// TWINT Express in a buyer's browser, and what the shop keeps of it.
import { Buyer } from './buyer.mjs';
import { rows, shop } from './shop.mjs';

export const express = {
  /** Puts an article into the basket and presses the button there. */
  async begin(page, article, more = {}) {
    const buyer = new Buyer(page);
    await buyer.put(article, more);
    await buyer.go('Warenkorb');
    await buyer.submit(express.button(page));
    return buyer;
  },

  /** The button below the one that leads to the checkout. */
  button: (page) => page.locator('main .jtl-twint-express button'),

  /** Chooses at the article and presses the button there. */
  async beginAt(page, article, { variation, amount } = {}) {
    const buyer = new Buyer(page);
    await buyer.go(article);
    if (variation) {
      const choice = page.locator('select[name^="eigenschaftwert"]').first();
      await choice.selectOption({ label: await choice.locator('option', { hasText: variation }).first().evaluate((option) => option.label) });
    }
    if (amount) {
      await page.locator('input[name="anzahl"]:visible').first().fill(String(amount));
    }
    await buyer.submit(page.locator('#add-to-cart .jtl-twint-express button'));
    return buyer;
  },

  /** What the page says is bought, and what it comes to with each way of shipping. */
  bought: async (page) => (await page.locator('.jtl-twint-list dd').allTextContents()).map((line) => line.replace(/\s+/g, ' ').trim()),

  /** What the buyer chooses in the app. */
  approval: ({ shipping = rows("SELECT kVersandart AS id FROM tversandart WHERE cName = 'Paketpost'")[0].id, address = 'Eulalia|Zumthor|Nussbaumweg 77|3999|Oberwald|CH' } = {}) => ({
    shippingMethodId: String(shipping),
    customer: { shipping_address: address, email: 'eulalia@example.com', phone_number: '+41 79 888 77 66' },
  }),

  /** The check-ins, the oldest first. */
  rows: () => rows('SELECT * FROM xplugin_jtl_twint_check_in ORDER BY id'),

  /** The orders that check-ins paid, with the guests that they were written for. */
  orders: () =>
    rows(`SELECT b.*, k.cVorname, k.cPLZ, k.cOrt, k.cLand, k.cMail, k.nRegistriert FROM tbestellung b JOIN tkunde k USING (kKunde)
      JOIN xplugin_jtl_twint_transaction t ON t.order_id = b.kBestellung WHERE t.check_in IS NOT NULL ORDER BY kBestellung`),
};
