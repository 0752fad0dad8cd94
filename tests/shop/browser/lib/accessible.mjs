// Whether everybody can use a part of a page: by axe's rules for WCAG 2.2 AA, and by the keyboard alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe has against the parts that the selector finds, each by its rule and the elements. */
async function complaints(page, selector, runOnly = { type: 'tag', values: RULES }) {
  await page.evaluate((source) => window.axe ?? (0, eval)(source), axe);
  const { violations } = await page.evaluate(
    ([part, only]) => window.axe.run({ include: [[part]] }, { runOnly: only, resultTypes: ['violations'] }),
    [selector, runOnly],
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.any.concat(node.all, node.none).map((check) => check.message).join(' ')}`).join('; ')}`);
}

/** By how many pixels something of the part is wider than the window, where nothing can be scrolled. */
function sticksOut(part) {
  const root = document.querySelector(part);
  const scrolls = (element) => element !== null && element !== root.parentElement && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const edges = [...root.querySelectorAll('*')].filter((element) => element.checkVisibility() && element.getClientRects().length > 0
    && !element.matches('.sr-only, .sr-only *, svg *') && !scrolls(element.parentElement));
  return Math.max(0, ...edges.map((element) => Math.ceil(element.getBoundingClientRect().right) - window.innerWidth));
}

/** Presses Tab through the part: whatever can be used is reached, in the order in which it stands, and shows that it has the focus. */
async function walk(page, selector) {
  const wanted = await page.evaluate((part) => {
    const root = document.querySelector(part);
    const usable = [...root.querySelectorAll('a[href], button, select, summary, textarea, input:not([type="hidden"])')].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0
        // Of a group of radio buttons Tab reaches the one that is chosen.
        && (element.type !== 'radio' || element.checked || !root.querySelector(`input[name="${CSS.escape(element.name)}"]:checked`)),
    );
    window.looks = (element) => {
      const { color, backgroundColor, borderColor, textDecorationLine, outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      // NOVA draws the line below a link by what stands before it.
      const line = getComputedStyle(element, '::before').width;
      return JSON.stringify([color, backgroundColor, borderColor, textDecorationLine, outlineStyle, outlineWidth, boxShadow, line]);
    };
    // Of a box that the shop draws itself the focus is at its label.
    window.drawn = (element) => (element.matches('[type="radio"], [type="checkbox"]') && element.nextElementSibling) || element;
    document.activeElement?.blur();
    usable.forEach((element, number) => {
      element.dataset.walk = String(number);
      element.dataset.resting = window.looks(window.drawn(element)) + window.looks(element);
    });
    root.tabIndex = -1;
    root.focus({ preventScroll: true });
    return usable.map((element) => element.outerHTML.slice(0, 120));
  }, selector);
  const reached = [];
  for (let press = 0; press < 3 * wanted.length + 20 && reached.length < wanted.length; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((part) => {
      const element = document.activeElement;
      if (!element.closest(part)) return null;
      const seen = element.dataset.resting !== window.looks(window.drawn(element)) + window.looks(element);
      // The browser marks the day, month or year within.
      const seenWithin = element.matches('[type="date"]');
      return { number: element.dataset.walk, seen: seen || seenWithin, html: element.outerHTML.slice(0, 120) };
    }, selector);
    if (at === null) break;
    // Of a date Tab reaches day, month and year.
    if (at.number === undefined || at.number === reached.at(-1)) continue;
    assert.ok(at.seen, `it is to be seen that this has the focus: ${at.html}`);
    reached.push(at.number);
  }
  assert.deepEqual(reached.map((number) => wanted[number]), wanted, 'Tab goes through all of it, in order');
  return wanted.length;
}

/** Looks at the states of a page, on a desk and in the hand, and collects what is wrong, so that one run says it all. */
export class Inspection {
  #page;
  #selector;
  #schemes;
  #wrong = [];

  /**
   * @param {string} selector of the part that is ours
   * @param {string[]} schemes of colours that the page has; in further ones than the first it is only looked at whether it can be read
   */
  constructor(page, selector, schemes = ['light']) {
    this.#page = page;
    this.#selector = selector;
    this.#schemes = schemes;
  }

  async look(what, selector = this.#selector) {
    const page = this.#page;
    await page.locator(selector).first().waitFor();
    // What fades in is looked at when it is there.
    await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important }' });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(sticksOut, selector);
      if (wide > 0) this.#wrong.push(`${what} at ${width}: ${wide} px stick out`);
      this.#wrong.push(...(await complaints(page, selector)).map((each) => `${what} at ${width}: ${each}`));
      try {
        await walk(page, selector);
      } catch (error) {
        this.#wrong.push(`${what} at ${width}: ${error.message}`);
      }
    }
    for (const colorScheme of this.#schemes.slice(1)) {
      await page.emulateMedia({ colorScheme });
      const unreadable = await complaints(page, selector, { type: 'rule', values: ['color-contrast'] });
      this.#wrong.push(...unreadable.map((each) => `${what}, ${colorScheme}: ${each}`));
      await page.emulateMedia({ colorScheme: this.#schemes[0] });
    }
  }

  end() {
    assert.deepEqual(this.#wrong, []);
  }
}
