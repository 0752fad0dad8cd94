// The backend with somebody logged in.
import { open } from './browser.mjs';
import { shop } from './shop.mjs';

/** Says yes to whatever the page asks before it acts, and remembers the questions. */
function agreeing(page) {
  page.questions = [];
  page.on('dialog', (dialog) => {
    page.questions.push(dialog.message());
    dialog.accept();
  });
  return page;
}

/** Cookies of who has logged in already. */
const sessions = new Map();

export async function login({ user, password } = shop.admin, profile = 'desktop', backend = shop.backend) {
  const session = backend + user;
  if (sessions.has(session)) {
    return agreeing(await open(profile, { storageState: sessions.get(session) }));
  }
  const page = agreeing(await open(profile));
  await page.goto(backend);
  await page.fill('input[name="benutzer"]', user);
  await page.fill('input[name="passwort"]', password);
  await page.locator('button[type="submit"]').first().click();
  await page.waitForSelector('a[href*="logout"]', { state: 'attached' });
  sessions.set(session, await page.context().storageState());
  return page;
}
