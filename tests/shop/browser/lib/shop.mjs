// The running shop: where it is, what its database says, and what an admin changes.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { read } from './mail.mjs';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const state = process.env.TWINT_SHOP_LAB ?? fileURLToPath(new URL('../../../../target/shop', import.meta.url));

export const shop = JSON.parse(readFileSync(`${state}/shop.json`, 'utf8'));

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The rows of a query, each an object of strings and nulls. */
export function rows(sql) {
  const xml = execFileSync(
    'mariadb',
    ['--no-defaults', '--user=root', `--socket=${shop.database.socket}`, '--xml', '--default-character-set=utf8mb4', '-e', sql, shop.database.name],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row]) =>
    Object.fromEntries(
      [...row.matchAll(/<field name="([^"]*)"(?: xsi:nil="true" \/>|>(.*?)<\/field>)/gs)].map(([, name, value]) => [
        name,
        value === undefined ? null : value.replace(/&(\w+);/g, (_, entity) => entities[entity] ?? `&${entity};`),
      ]),
    ),
  );
}

/** Keeps what a statement locks for so many seconds, and does not wait for it. */
export function hold(sql, seconds) {
  const client = ['--no-defaults', '--user=root', `--socket=${shop.database.socket}`, '-e', `BEGIN; ${sql}; DO SLEEP(${seconds}); COMMIT`, shop.database.name];
  spawn('mariadb', client, { stdio: 'ignore' }).unref();
}

/** Runs statements that answer nothing. */
export const run = (sql) => void rows(sql);

/** A literal for a statement. */
export const text = (value) => `'${String(value).replace(/[\\']/g, '\\$&')}'`;

/** See setup/change.php. */
export function change(...words) {
  execFileSync('php', ['-d', `extension=${shop.extension}`, `${folder}setup/change.php`, ...words.map(String)], {
    env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** What the shop keeps in its cache is read anew. */
export const reread = () => change('setting', 'none', '');

/** Changes a setting of the shop, and puts it back when the test is over. */
export function setting(t, name, value) {
  const [{ was }] = rows(`SELECT cWert AS was FROM teinstellungen WHERE cName = '${name}'`);
  change('setting', name, value);
  t.after(() => change('setting', name, was));
}

/** The shop has another template until the test is over; see setup/change.php. */
export function inTemplate(t, name) {
  t.after(() => change('template', 'NOVA'));
  change('template', name);
}

/** What the shop mailed since the last forget(). */
export const mails = {
  all: () => readdirSync(shop.mails).sort().map((name) => readFileSync(`${shop.mails}/${name}`, 'utf8')),
  /** The same, as their readers see them. */
  read: () => mails.all().map(read),
  /** The links to a payment in the plain text of the mails. */
  links: () => mails.all().flatMap((mail) => [...new Set(mail.replace(/=\r?\n/g, '').match(/http:[^ ]+?\/jtl-twint\/order\/\d+\/[0-9a-f]+/g))]),
  forget: () => readdirSync(shop.mails).forEach((name) => rmSync(`${shop.mails}/${name}`)),
};

/** A mail with its lines joined and its bytes decoded. */
export const plain = (mail) =>
  Buffer.from(mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString();

/** Nothing of an earlier test is in the way; the rows of orders stay, as in a real shop. */
export function tidy() {
  const tables = ['wawi', 'operation_position', 'position', 'operation', 'event', 'visit', 'check_in', 'transaction'].map((name) => `DELETE FROM xplugin_jtl_twint_${name};`);
  run(`${tables.join('')}
    UPDATE tbestellung SET cAbgeholt = 'Y' WHERE cAbgeholt = 'P';
    UPDATE tartikel SET fLagerbestand = ELT(kArtikel, 0, 20, 0, 5, 100, 30, 15, 5, 10, 10);
    UPDATE teigenschaftwert SET fLagerbestand = ELT(kEigenschaftWert, 10, 20, 0, 0);
    DELETE FROM xplugin_jtl_twint_fact WHERE name LIKE 'status.%' OR name LIKE 'throttle.asking\\_status.%' OR name LIKE 'app\\_schemes%';
    DELETE FROM twarenkorbpersposeigenschaft; DELETE FROM twarenkorbperspos; DELETE FROM twarenkorbpers;
    UPDATE tkunde SET fGuthaben = 0;
    UPDATE tkupon SET nVerwendungenBisher = 0; DELETE FROM tkuponkunde; DELETE FROM tkuponflag`);
  mails.forget();
}

/** Puts these tables back as they are now when the tests of the file are over. */
export function keep(...tables) {
  before(() => tables.forEach((table) => run(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)));
  after(() => {
    tables.forEach((table) => run(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept_${table}; DROP TABLE kept_${table}`));
    change('setting', 'none', '');
  });
}

const PAYMENTS = 'xplugin_jtl_twint_transaction';

/** The clock of our payments, without waiting for it. */
export const clock = {
  /** The time to pay is over. */
  lapse: () => run(`UPDATE ${PAYMENTS} SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND, next_poll_at = UTC_TIMESTAMP(3)`),
  /** TWINT may be asked again at once. */
  due: () => run(`UPDATE ${PAYMENTS} SET next_poll_at = UTC_TIMESTAMP(3)`),
};
