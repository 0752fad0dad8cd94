// What stands in a mail, as its reader sees it.
const quotedPrintable = (text) => text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
const bytes = { 'base64': (text) => Buffer.from(text, 'base64'), 'quoted-printable': (text) => Buffer.from(quotedPrintable(text), 'latin1') };

const decoded = (body, encoding) => (bytes[encoding.toLowerCase()]?.(body) ?? Buffer.from(body, 'utf8')).toString('utf8').replace(/\r\n/g, '\n');

const word = (_, encoding, text) => decoded(encoding.toUpperCase() === 'B' ? text : text.replace(/_/g, ' '), encoding.toUpperCase() === 'B' ? 'base64' : 'quoted-printable');

function split(source) {
  const [, head, body] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(source);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return { header: (name) => lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? '', body };
}

/** The texts of a mail by their kind. */
function parts({ header, body }) {
  const type = header('content-type');
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary === undefined) {
    return { [type.split(';')[0] || 'text/plain']: decoded(body, header('content-transfer-encoding')) };
  }
  return Object.assign({}, ...body.split(`--${boundary}`).slice(1, -1).map((part) => parts(split(part.replace(/^\r?\n/, '')))));
}

/** Sender, receiver, subject, and what stands in it as plain text and as HTML. */
export function read(source) {
  const mail = split(source);
  const plain = (name) => mail.header(name).replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, word);
  const { 'text/plain': text = '', 'text/html': html = '' } = parts(mail);
  return { from: plain('from'), to: plain('to'), subject: plain('subject'), text, html };
}

/** The addresses that the HTML of a mail links to. */
export const hrefs = ({ html }) => [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, address]) => address.replace(/&amp;/g, '&'));
