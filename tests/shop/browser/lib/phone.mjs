// The buyer's phone and TWINT's own books: the simulator by its control API (tests/simulator/README.md).
import { shop } from './shop.mjs';

async function call(method, path, body) {
  const answer = await fetch(shop.phone + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const content = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${content}`);
  }
  return content === '' ? null : JSON.parse(content);
}

export const phone = {
  /** TWINT as new: no orders, no failures, no delays. */
  reset: () => call('POST', '/api/reset'),
  approve: (token) => call('POST', `/api/orders/${token}/approve`),
  decline: (token) => call('POST', `/api/orders/${token}/decline`),
  expire: (token) => call('POST', `/api/orders/${token}/expire`),
  /** With a check-in: scan, approve, decline or expire. */
  checkIn: (token, does, how) => call('POST', `/api/check-ins/${token}/${does}`, how),
  pair: (token) => call('POST', `/api/orders/${token}/pair`),
};

export const twint = {
  order: (tokenOrUuid) => call('GET', `/api/orders/${tokenOrUuid}`),
  orders: () => call('GET', '/api/orders'),
  books: () => call('GET', '/api/books'),
  calls: (operation) => call('GET', `/api/calls?limit=100000${operation ? `&operation=${operation}` : ''}`),
  forgetCalls: () => call('DELETE', '/api/calls'),
  /** TWINT's clock goes on. */
  advance: (seconds) => call('POST', '/api/clock', { advanceMs: 1000 * seconds }),
  settings: (settings) => call('POST', '/api/settings', settings),
  /** The list for iOS: names and schemes. */
  bankApps: (apps) =>
    call('POST', '/api/app-schemes', {
      status: 200,
      text: JSON.stringify({ appSwitchConfigList: Object.entries(apps).map(([displayName, issuerUrlScheme]) => ({ displayName, issuerUrlScheme })) }),
    }),
  fail: (what, operation, when = 'always') => call('POST', '/api/failures', { what, when, ...(operation ? { operation } : {}) }),
  heal: () => call('DELETE', '/api/failures'),
  /** Nothing listens any more. */
  down: () => call('POST', '/api/settings', { refuseConnections: true }),
  up: () => call('POST', '/api/settings', { refuseConnections: false }),
};
