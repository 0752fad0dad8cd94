// TWINT Express in a buyer's browser, and what the shop keeps of it.
import { Buyer } from './buyer.mjs';
import { rows, shop } from './shop.mjs';

export const express = {
  /** Puts an article into the basket and presses the button there. */
  async begin(page, article, more = {}) {
    const buyer = new Buyer(page);
    await buyer.put(article, more);
    await buyer.go('Warenkorb');
    await buyer.submit(page.locator('.jtl-twint-express button'));
    return buyer;
  },

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
