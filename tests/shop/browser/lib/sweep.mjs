// The plugin's sweep by its address, as a hoster's cron calls it.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { clock, shop } from './shop.mjs';

const setup = fileURLToPath(new URL('../../setup/', import.meta.url));
let address;

/** The secret address, as the backend shows it. */
export function sweepAddress() {
  return (address ??= execFileSync('php', ['-d', `extension=${shop.extension}`, `${setup}cron-url.php`], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host },
    encoding: 'utf8',
  }).trim());
}

export async function sweep() {
  const answer = await fetch(sweepAddress());
  if (!answer.ok) {
    throw new Error(`The sweep: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

/** The time to try again is over, too. */
export async function giveUp() {
  clock.due();
  await sweep();
}
