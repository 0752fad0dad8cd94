// JTL-Wawi, as the shop sees it: zipped XML to the endpoints in dbeS.
import assert from 'node:assert/strict';
import { rows, shop } from './shop.mjs';
import { zip } from './zip.mjs';

const escaped = (value) => String(value ?? '').replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Fields that begin with a k are attributes, as Wawi sends them. */
function element(name, fields, inner = '') {
  const all = Object.entries(fields);
  const attributes = all.filter(([key]) => key.startsWith('k')).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${attributes.join('')}>${children(Object.fromEntries(all.filter(([key]) => !key.startsWith('k'))))}${inner}</${name}>`;
}

function children(fields) {
  return Object.entries(fields).map(([key, value]) => `<${key}>${escaped(value)}</${key}>`).join('');
}

async function post(endpoint, files) {
  const form = new FormData();
  form.set('userID', shop.sync.user);
  form.set('userPWD', shop.sync.password);
  if (files) {
    const whole = Object.entries(files).map(([name, xml]) => [name, `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`]);
    form.set('data', new Blob([zip(Object.fromEntries(whole))], { type: 'application/zip' }), 'data.zip');
  }
  const answer = await fetch(`${shop.url}/dbeS/${endpoint}.php`, {
    method: 'POST', body: form, headers: { 'User-Agent': 'JTL-Wawi/1.9.6.2' },
  });
  return Buffer.from(await answer.arrayBuffer());
}

async function send(endpoint, files) {
  assert.equal((await post(endpoint, files)).toString().trim(), '0', 'the shop took it');
}

const orders = (name, ids) => `<${name}>${[ids].flat().map((id) => `<kBestellung>${id}</kBestellung>`).join('')}</${name}>`;

const today = () => new Date().toISOString().slice(0, 10);

function state(id, fields) {
  const { number } = rows(`SELECT cBestellNr AS number FROM tbestellung WHERE kBestellung = ${id}`)[0];
  return element('tbestellung', {
    kBestellung: id, cBestellNr: number, dVersandt: '', cIdentCode: '', cVersandInfo: '', dBezahltDatum: '', cSendeEMail: 'N',
    nKomplettAusgeliefert: '1', cLogistik: '', cLogistikURL: '', fGuthaben: '0', fGesamtsumme: '0', cKommentar: '', cZahlungsartName: '',
    fWaehrungsFaktor: '1', cBezahlt: 'N', ...fields,
  });
}

const shipped = { dVersandt: today(), cIdentCode: '99.00.1', cLogistik: 'Post', cLogistikURL: 'https://track.example/#IdentCode#' };

const set = (ids, fields) =>
  send('Bestellungen_xml', { 'set_bestellung.xml': `<tbestellungen>${[ids].flat().map((id) => state(id, fields)).join('')}</tbestellungen>` });

const row = (table, key, id) => rows(`SELECT * FROM ${table} WHERE ${key} = ${id}`)[0];

/** What Wawi knows since it fetched the order; the shop deletes those that it does not send back. */
const attributesOf = (id) => Object.fromEntries(rows(`SELECT cName, cValue FROM tbestellattribut WHERE kBestellung = ${id}`).map(({ cName, cValue }) => [cName, cValue]));

const person = {
  cAnrede: 'w', cVorname: 'Petra', cNachname: 'Muster', cTitel: '', cFirma: '', cZusatz: '', cStrasse: 'Musterweg 7', cPLZ: '3011',
  cOrt: 'Bern', cLand: 'CH', cTel: '', cAdressZusatz: '', cMail: 'gast@example.com',
};

let notes = 1000;

/** By order: the rate that the shop's prices of it were converted with. Wawi knows an order in the currency that it was placed in. */
const rates = new Map();

export const wawi = {
  /** The numbers of the orders that the shop has ready, in text as it came. */
  fetch: async () => (await post('GetBestellungen_xml')).toString('latin1'),

  /** Wawi has the order. */
  take: (id) => send('Bestellungen_xml', { 'ack_bestellung.xml': orders('ack_bestellungen', id) }),

  /** The same order with Wawi's own numbers of its rows. */
  number: (id) => wawi.edit(id, (row) => ({ ...row, kBestellpos: 100000 + Number(row.kWarenkorbPos) })),

  /** Wholly; `more` are other fields that Wawi sends along. */
  ship: (ids, more = {}) => set(ids, { ...shipped, ...more }),

  /** Partly: what the shop hears beside the delivery note. */
  shipPart: (id, more = {}) => set(id, { ...shipped, nKomplettAusgeliefert: '0', ...more }),

  paid: (id, more = {}) => set(id, { cBezahlt: 'Y', dBezahltDatum: today(), ...more }),

  /** Any other change of the status. */
  touch: (id) => set(id, {}),

  /**
   * A delivery note with its parcel.
   *
   * @param parcel [Wawi's number of the row, quantity]…
   */
  note: (id, parcel, { sent = true } = {}) => {
    notes += 1;
    const number = id * 1000 + notes;
    const lines = parcel.map(([row, quantity], line) => `<tlieferscheinpos>${children({
      kLieferscheinPos: number * 10 + line, kLieferschein: number, kBestellPos: row, kWarenlager: 1, fAnzahl: quantity,
    })}</tlieferscheinpos>`);
    const shipment = `<tversand>${children({
      kVersand: number, kLieferschein: number, cLogistik: 'Post', cLogistikURL: '', cIdentCode: `99.${number}`, cHinweis: '', dErstellt: `${today()} 12:00:00`,
    })}</tversand>`;
    const about = children({
      kLieferschein: number, kInetBestellung: id, cLieferscheinNr: `LS-${number}`, cHinweis: '', nFulfillment: 0, nStatus: 0,
      dErstellt: `${today()} 12:00:00`, bEmailVerschickt: 0,
    });
    return send('Lieferschein_xml', {
      'lief.xml': `<lieferscheine><tlieferschein>${about}${lines.join('')}${sent ? shipment : ''}</tlieferschein></lieferscheine>`,
    });
  },

  /**
   * Makes an order in the shop, from 5.4 on, to be paid with TWINT: one can and its parcel.
   *
   * @return its number
   */
  make: async (customer, number) => {
    const [{ kKunde }] = rows(`SELECT kKunde FROM tkunde WHERE cMail = '${customer.mail}'`);
    const fields = {
      kBestellung: 0, kKunde, kSprache: 1, kWaehrung: row('twaehrung', 'cISO', "'CHF'").kWaehrung, cBestellNr: number, fGesamtsumme: '57.00',
      fGuthaben: '0', cKommentar: '', cZahlungsartName: 'TWINT', cSendeEMail: 'N', cLogistik: 'Post', dErstellt: `${today()} 12:00:00`,
      nLongestMinDelivery: 1, nLongestMaxDelivery: 2, fWaehrungsFaktor: '1',
    };
    const position = { cUnique: '', cLieferstatus: '', cEinheit: '', fMwSt: '8.1', nAnzahl: '1', cHinweis: '' };
    const net = (gross) => (gross / 1.081).toFixed(6);
    const inner = [
      element('twarenkorbpos', { kWarenkorbPos: 0, kArtikel: 2, cName: 'Kanne', cArtNr: 'A-2', fPreisEinzelNetto: net(50), fPreis: net(50), nPosTyp: 1, ...position }),
      element('twarenkorbpos', { kWarenkorbPos: 0, kArtikel: 0, cName: 'Paketpost', cArtNr: '', fPreisEinzelNetto: net(7), fPreis: net(7), nPosTyp: 2, ...position }),
      element('tlieferadresse', person),
      element('trechnungsadresse', person),
    ];
    await send('Bestellungen_xml', { 'ins_bestellung.xml': element('tbestellung', fields, inner.join('')) });
    return number;
  },

  cancel: (id) => send('Bestellungen_xml', { 'storno_bestellung.xml': orders('storno_bestellungen', id) }),
  reactivate: (id) => send('Bestellungen_xml', { 'reaktiviere_bestellung.xml': orders('reaktiviere_bestellungen', id) }),
  remove: (id) => send('Bestellungen_xml', { 'del_bestellung.xml': orders('del_bestellungen', id) }),

  /**
   * Changes the order's rows; the shop writes them anew, under other numbers.
   *
   * @param change gets each row, and returns it changed, or null
   * @param attributes of the order, beside those that it has
   */
  edit: (id, change, attributes = {}) => {
    const order = rows(`SELECT o.*, c.fFaktor FROM tbestellung o JOIN twaehrung c USING (kWaehrung) WHERE kBestellung = ${id}`)[0];
    const rate = rates.get(id) ?? Number(order.fWaehrungsFaktor);
    rates.set(id, Number(order.fFaktor));
    const before = wawi.rows(id).map((row) => ({ ...row, fPreis: row.fPreis * rate, fPreisEinzelNetto: row.fPreisEinzelNetto * rate }));
    const changed = before.map(change).filter((row) => row !== null);
    const sum = (all) => all.reduce((rappen, row) => rappen + Math.round(row.fPreis * row.nAnzahl * (100 + Number(row.fMwSt ?? 0))), 0);
    const total = (Number(order.fGesamtsumme) * rate + (sum(changed) - sum(before)) / 100).toFixed(2);
    const fields = { kBestellung: id, kWaehrung: order.kWaehrung, cBestellNr: order.cBestellNr, fGesamtsumme: total, fGuthaben: '0', cKommentar: '', cZahlungsartName: 'TWINT', cSendeEMail: 'N' };
    const inner = [
      ...changed.map((row) => element('twarenkorbpos', {
        kWarenkorbPos: row.kWarenkorbPos, kArtikel: row.kArtikel, kBestellpos: row.kBestellpos, cUnique: row.cUnique, cName: row.cName,
        cLieferstatus: '', cArtNr: row.cArtNr, cEinheit: '', fPreisEinzelNetto: row.fPreisEinzelNetto, fPreis: row.fPreis, fMwSt: row.fMwSt,
        nAnzahl: row.nAnzahl, nPosTyp: row.nPosTyp, cHinweis: '',
      })),
      element('tlieferadresse', person),
      element('trechnungsadresse', person),
      ...Object.entries({ ...attributesOf(id), ...attributes }).map(([key, value]) => `<tbestellattribut>${children({ key, value })}</tbestellattribut>`),
    ];
    return send('Bestellungen_xml', { 'upd_bestellung.xml': element('tbestellung', fields, inner.join('')) });
  },

  /** The stock of many articles at once: what Wawi sends every few seconds, with the net price. */
  stocks: (levels) => send('QuickSync_xml', {
    'quicksync.xml': `<quicksync>${Object.entries(levels).map(([article, level]) => element('tartikel', {
      kArtikel: article, fLagerbestand: level, fStandardpreisNetto: row('tartikel', 'kArtikel', article).fStandardpreisNetto,
    })).join('')}</quicksync>`,
  }),

  /**
   * The whole article as the shop has it, with another stock.
   *
   * @param values the stock of each value of its variations, where it has one of its own
   */
  article: (article, level, values = {}) => {
    const fields = Object.entries({ ...row('tartikel', 'kArtikel', article), fLagerbestand: level }).filter(([, value]) => value !== null);
    const properties = rows(`SELECT * FROM teigenschaft WHERE kArtikel = ${article}`).map((property) => {
      const inner = rows(`SELECT * FROM teigenschaftwert WHERE kEigenschaft = ${property.kEigenschaft}`)
        .map((value) => element('teigenschaftwert', { ...value, fLagerbestand: values[value.kEigenschaftWert] ?? value.fLagerbestand }));
      return element('teigenschaft', property, inner.join(''));
    });
    const categories = rows(`SELECT * FROM tkategorieartikel WHERE kArtikel = ${article}`).map((place) => element('tkategorieartikel', place));
    // Its other keys, of the parent for instance, are no attributes.
    const inner = children(Object.fromEntries(fields.filter(([key]) => key !== 'kArtikel')));
    return send('Artikel_xml', { 'art_1.xml': element('tartikel', { kArtikel: article }, inner + [...properties, ...categories].join('')) });
  },

  /** The rows of an order as the shop has them; kBestellpos is Wawi's number. */
  rows: (id) => rows(`SELECT p.* FROM twarenkorbpos p JOIN tbestellung o USING (kWarenkorb) WHERE o.kBestellung = ${id} ORDER BY p.kWarenkorbPos`),
};
