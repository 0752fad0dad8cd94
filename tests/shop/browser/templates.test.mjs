// The templates of our mails in the shop's own table, as its installer and updater leave them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { rows, run, shop } from './lib/shop.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const plugin = `${root}php/jtl_twint`;

/** The shop's own updater takes the plugin from this folder. */
const update = (folder) => execFileSync('php', ['-d', `extension=${shop.extension}`, `${root}tests/shop/setup/plugin.php`, folder], {
  env: { ...process.env, TWINT_SHOP_LAB: shop.lab, TWINT_SHOP_HOST: new URL(shop.url).host }, encoding: 'utf8',
});

/** A later version of the plugin, with nothing else changed; afterwards the shop has the present one again. */
function later(t) {
  const folder = mkdtempSync(`${tmpdir()}/later-`);
  cpSync(plugin, folder, { recursive: true });
  const info = readFileSync(`${folder}/info.xml`, 'utf8');
  writeFileSync(`${folder}/info.xml`, info.replace(/<Version>[^<]+/, '<Version>99.0.0'));
  t.after(() => {
    update(plugin);
    rmSync(folder, { recursive: true });
  });
  assert.match(update(folder), /updated: 1/);
}

const OURS = "kPlugin = (SELECT kPlugin FROM tplugin WHERE cPluginID = 'jtl_twint')";
const template = (module) => `(SELECT kEmailvorlage FROM temailvorlage WHERE ${OURS} AND cModulId = '${module}')`;
const state = () => Object.fromEntries(rows(`SELECT cModulId AS module, CONCAT(cAktiv, nFehlerhaft) AS is_on FROM temailvorlage WHERE ${OURS} ORDER BY cModulId`)
  .map(({ module, is_on: isOn }) => [module, isOn]));
const text = (module) => rows(`SELECT cContentText AS text FROM temailvorlagesprache WHERE kSprache = 1 AND kEmailvorlage = ${template(module)}`)[0].text;

const ALL = ['notOrdered', 'orderGivenUp', 'partReceived', 'paymentLink', 'paymentNotMade', 'paymentRefunded', 'paymentReserved'];
const on = (...off) => Object.fromEntries(ALL.map((module) => [module, off.includes(module) ? 'N0' : 'Y0']));

test('an update brings a template that the shop lacks, and leaves what the merchant wrote and switched off', (t) => {
  const before = text('paymentRefunded');
  assert.deepEqual(state(), on());
  t.after(() => run(`UPDATE temailvorlagesprache SET cContentText = '${before.replace(/'/g, "''")}' WHERE kSprache = 1 AND kEmailvorlage = ${template('paymentRefunded')};
    UPDATE temailvorlage SET cAktiv = 'Y' WHERE ${OURS}`));
  run(`DELETE FROM temailvorlagesprache WHERE kEmailvorlage = ${template('paymentLink')}; DELETE FROM temailvorlage WHERE ${OURS} AND cModulId = 'paymentLink';
    UPDATE temailvorlagesprache SET cContentText = 'Merci vielmal' WHERE kSprache = 1 AND kEmailvorlage = ${template('paymentRefunded')};
    UPDATE temailvorlage SET cAktiv = 'N' WHERE ${OURS} AND cModulId = 'orderGivenUp'`);
  later(t);
  assert.deepEqual(state(), on('orderGivenUp'));
  assert.equal(text('paymentRefunded'), 'Merci vielmal');
  assert.match(text('paymentLink'), /können Sie mit TWINT bezahlen/);
});

test('a language that the plugin has not switches none of them off', (t) => {
  run("INSERT INTO tsprache (kSprache, cNameEnglisch, cNameDeutsch, cStandard, cISO, cShopStandard, active) VALUES (9, 'Spanish', 'Spanisch', 'N', 'spa', 'N', 1)");
  t.after(() => run('DELETE FROM tsprache WHERE kSprache = 9; DELETE FROM temailvorlagesprache WHERE kSprache = 9; DELETE FROM temailvorlagespracheoriginal WHERE kSprache = 9'));
  run(`DELETE FROM temailvorlagesprache WHERE kEmailvorlage = ${template('paymentLink')}; DELETE FROM temailvorlage WHERE ${OURS} AND cModulId = 'paymentLink'`);
  later(t);
  assert.deepEqual(state(), on());
  assert.match(rows(`SELECT cContentText AS text FROM temailvorlagesprache WHERE kSprache = 9 AND kEmailvorlage = ${template('paymentLink')}`)[0].text, /with TWINT/);
});
