// TWINT Express: the article and the basket with its button, and the page with the code, on a desk and in the hand.
import test, { after, before } from 'node:test';
import { set } from './lib/backend.mjs';
import { open, picture, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { express } from './lib/express.mjs';
import { pay } from './lib/pay.mjs';

withBrowser();
before(() => set('express', 'on'));
after(() => set('express', 'off'));

const ends = { ger: '', eng: '-en' };
const articles = { ger: '', eng: '-eng' };
const baskets = { ger: 'Warenkorb', eng: 'Cart' };

for (const language of ['ger', 'eng']) {
  for (const [profile, width] of [['desktop', 1280], ['picture', 360]]) {
    test(`pictures at ${width} px in ${language}`, async () => {
      const page = await open(profile);
      const buyer = new Buyer(page, { language });
      await buyer.go(`kanne${articles[language]}`);
      await page.waitForLoadState('networkidle');
      await picture(page, `express-article-${width}${ends[language]}`);
      await buyer.put('kanne');
      await buyer.go(baskets[language]);
      await page.waitForLoadState('networkidle');
      await picture(page, `express-basket-${width}${ends[language]}`);
      await buyer.submit(express.button(page));
      await pay.until(page, 'waiting');
      await page.waitForLoadState('networkidle');
      await picture(page, `express-waiting-${width}${ends[language]}`);
    });
  }
}
