// Debian's Chromium, once for each file of tests; each buyer has a profile of his own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, beforeEach } from 'node:test';
import { chromium, devices } from 'playwright-core';
import { begin } from './ledger.mjs';
import { PATIENCE } from './patience.mjs';
import { phone } from './phone.mjs';
import { shop, tidy } from './shop.mjs';

const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

let browser;
const opened = [];

function launch(...args) {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', ...args],
  });
}

export async function start() {
  browser = await launch();
}

export const close = () => browser?.close();

/** To be called once in each file of tests. */
export function withBrowser() {
  before(start);
  after(close);
  beforeEach(async () => {
    tidy();
    begin();
    await phone.reset();
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) {
      await each.close();
    }
  });
}

const profiles = {
  desktop: { viewport: { width: 1280, height: 800 } },
  small: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true },
  hand: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  android: devices['Pixel 7'],
  picture: { ...devices['Pixel 7'], viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
  iphone: devices['iPhone 14'],
};

/** A browser of somebody: its page, and what went wrong in it. */
export async function open(profile = 'desktop', more = {}, inBrowser = browser) {
  const context = await inBrowser.newContext({ locale: 'de-CH', timezoneId: 'Europe/Zurich', ...profiles[profile], ...more });
  opened.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.problems = [];
  page.elsewhere = [];
  page.on('pageerror', (error) => page.problems.push(`${page.url()}: ${error}`));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(new URL(page.url() === 'about:blank' ? shop.url : page.url()).origin)) {
      page.elsewhere.push(request.url());
    }
  });
  return page;
}

/** The same address, answered by a PHP without the extension: the shop remembers its own address in many places. */
export async function openWithoutExtension() {
  const { host } = new URL(shop.url);
  const bare = await launch(`--host-resolver-rules=MAP ${host} ${new URL(shop.withoutExtension).host}`);
  const page = await open('desktop', {}, bare);
  opened.push(bare);
  return page;
}

const pictures = fileURLToPath(new URL('../../../../docs/screenshots/', import.meta.url));
const english = readFileSync(new URL('../../../../docs/manual/en.md', import.meta.url), 'utf8');

/** The languages of the manuals, and how the names of their pictures end. */
export const languages = { 'de-DE': '', 'en-GB': '-en' };

/** A picture of the page for docs/screenshots: of few colours, and so small. In English only those that the manual shows. */
export async function picture(page, name) {
  if (name.endsWith('-en') && !english.includes(`/${name}.png`)) return;
  const file = `${pictures}${name}.png`;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', fullPage: true });
  // Reducing the colours leaves white a little grey.
  const shrink = `$i = imagecreatefrompng($argv[1]); imagetruecolortopalette($i, false, 64);
    imagecolorset($i, imagecolorclosest($i, 255, 255, 255), 255, 255, 255); imagepng($i, $argv[1], 9);`;
  execFileSync('php', ['-r', shrink, file]);
}
