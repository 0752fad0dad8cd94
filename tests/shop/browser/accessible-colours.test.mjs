// The pay page in the colours of each theme that the shop brings, and in ours, where a template has none: all of it can be read.
import test from 'node:test';
import { Inspection } from './lib/accessible.mjs';
import { open, withBrowser } from './lib/browser.mjs';
import { states } from './lib/pay-states.mjs';
import { change, run } from './lib/shop.mjs';

withBrowser();

const MOODS = ['waiting', 'on a phone', 'paid', 'uncertain', 'declined', 'refunded'];

const theme = (name) => {
  run(`UPDATE ttemplateeinstellungen SET cWert = '${name}' WHERE cName = 'theme_default'`);
  change('setting', 'none', '');
};

for (const name of ['blackline', 'midnight']) {
  test(`in the colours of the theme ${name}`, async (t) => {
    theme(name);
    t.after(() => theme('clear'));
    const page = await open();
    const inspection = new Inspection(page, '.jtl-twint');
    const url = await states(page, inspection, MOODS);
    await page.goto(`${url}?notice=retry`);
    await inspection.look('notice');
    inspection.end();
  });
}

test('in our colours, where a template has none', async () => {
  const page = await open();
  await page.route(/\.css(\?|$)/, (route) => (route.request().url().includes('/jtl_twint/') ? route.continue() : route.fulfill({ status: 200, contentType: 'text/css', body: '' })));
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('style').forEach((style) => style.remove()));
  });
  const inspection = new Inspection(page, '.jtl-twint');
  const url = await states(page, inspection, MOODS);
  await page.goto(`${url}?notice=retry`);
  await inspection.look('notice');
  inspection.end();
});
