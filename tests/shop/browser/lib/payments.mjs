// Payments to look at in the backend, begun by the plugin's own classes, and its screens for them.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pane, set } from './backend.mjs';
import { open } from './browser.mjs';
import { Buyer } from './buyer.mjs';
import { rows, run, shop } from './shop.mjs';

const setup = fileURLToPath(new URL('../../setup/payments.php', import.meta.url));
const [{ kPlugin, menu }] = rows(`SELECT p.kPlugin, m.kPluginAdminMenu AS menu FROM tplugin p JOIN tpluginadminmenu m USING (kPlugin)
  WHERE p.cPluginID = 'jtl_twint' AND m.cName = 'Transactions'`);

let model;

/** What the orders are like: two crooked articles, a voucher, shipping. */
async function order() {
  const page = await open();
  await new Buyer(page).order('krumm', { amount: 2, voucher: true });
}

/** See setup/payments.php. */
export function script(...words) {
  return execFileSync('php', ['-d', `extension=${shop.extension}`, setup, ...words.map(String)], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** So many payments just begun; the only ones there are. */
export async function payments(number, capture = 'immediate') {
  // By a buyer, once for each file of tests.
  await (model ??= order());
  for (const table of ['operation_position', 'operation', 'position', 'event', 'word', 'transaction']) {
    run(`DELETE FROM xplugin_jtl_twint_${table}`);
  }
  run("DELETE FROM xplugin_jtl_twint_fact WHERE name IN ('phase_counts', 'reconciliation')");
  set('capture', capture);
  return JSON.parse(script('begin', number).trim().split('\n').pop());
}

/** A screen of the tab "Transaktionen". */
export async function screen(page, name, id = 0, more = {}, shown = true, backend = shop.backend) {
  const query = new URLSearchParams({ kPluginAdminMenu: menu, twint_screen: name, ...(id ? { id } : {}), ...more });
  await page.goto(`${backend}plugin/${kPlugin}?${query}`);
  if (shown) {
    await pane(page).waitFor();
  }
}
