// The pay page in each of its states, on a desk and in the hand.
import test from 'node:test';
import { open, picture, withBrowser } from './lib/browser.mjs';
import { Buyer } from './lib/buyer.mjs';
import { pay } from './lib/pay.mjs';
import { phone, twint } from './lib/phone.mjs';
import { clock } from './lib/shop.mjs';

withBrowser();

const onwards = '**/finish';

const ends = { ger: '', eng: '-en' };

/** A visit in which payments are begun, and pictures of them are taken. */
async function visit(profile, width, language = 'ger') {
  const page = await open(profile);
  return {
    page,
    begin: async () => {
      await new Buyer(page, { language }).orderQuickly('kanne');
      // The shop's fonts come late, and not at all once the page is being left.
      await page.waitForLoadState('networkidle');
    },
    take: async (state, name = state) => {
      await pay.until(page, state);
      await picture(page, `pay-${name.replace('_', '-')}-${width}${ends[language]}`);
    },
  };
}

async function uncertain({ page, begin, take }) {
  await begin();
  await twint.fail({ html: 503 }, 'ConfirmOrder');
  await phone.approve(await pay.code(page));
  await take('uncertain');
}

for (const [profile, width] of [['desktop', 1280], ['picture', 360]]) {
  test(`pictures at ${width} px`, async () => {
    const visitor = await visit(profile, width);
    const { page, begin, take } = visitor;
    await begin();
    await take('waiting');
    await phone.decline(await pay.code(page));
    await take('declined');
    await pay.again(page);
    await pay.until(page, 'waiting');
    await pay.cancel(page);
    await take('cancelled');
    await pay.again(page);
    await pay.until(page, 'waiting');
    clock.lapse();
    await take('timed_out');
    await begin();
    // Otherwise the shop's own page follows at once.
    await page.route(onwards, (route) => route.fulfill({ status: 204 }));
    await phone.approve(await pay.code(page));
    await take('paid');
    await page.unroute(onwards);
    await uncertain(visitor);
    await begin();
    await phone.decline(await pay.code(page));
    await pay.until(page, 'declined');
    await twint.down();
    await pay.again(page);
    await take('failed', 'twint-away');
  });

  test(`pictures in English at ${width} px`, async () => {
    const visitor = await visit(profile, width, 'eng');
    await visitor.begin();
    await visitor.take('waiting');
    await uncertain(visitor);
  });
}
