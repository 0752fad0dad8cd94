// A buyer: from the article to the button that orders.
import { shop } from './shop.mjs';

export const METHOD = 'TWINT';

const addresses = {
  eng: { suffix: '-eng', checkout: 'Checkout' },
  fre: { suffix: '-fre', checkout: 'Checkout-fre' },
  ita: { suffix: '-ita', checkout: 'Checkout-ita' },
  ger: { suffix: '', checkout: 'Bestellvorgang' },
};

const guestsAddress = {
  vorname: 'Petra', nachname: 'Muster', strasse: 'Musterweg', hausnummer: '7', plz: '3011', ort: 'Bern', email: 'gast@example.com',
};

export class Buyer {
  constructor(page, { language = 'ger' } = {}) {
    this.page = page;
    this.language = language;
  }

  async go(path) {
    await this.page.goto(`${shop.url}/${path}`, { waitUntil: 'domcontentloaded' });
  }

  async put(article, { variation, amount } = {}) {
    await this.go(article + addresses[this.language].suffix);
    if (variation) {
      const choice = this.page.locator('select[name^="eigenschaftwert"]').first();
      await choice.selectOption({ label: await choice.locator('option', { hasText: variation }).first().evaluate((option) => option.label) });
    }
    if (amount) {
      await this.page.locator('input[name="anzahl"]:visible').first().fill(String(amount));
    }
    // Sent as the form itself, past the shop's scripts: whether those are loaded yet is not what is tested here.
    await this.submit({
      click: () =>
        this.page.locator('#buy_form').evaluate((form) => {
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'inWarenkorb', value: '1' }));
          HTMLFormElement.prototype.submit.call(form);
        }),
    });
  }

  async logIn(customer = shop.customer) {
    await this.go('Mein-Konto');
    const form = this.page.locator('form').filter({ has: this.page.locator('input[name="passwort"]:visible') }).last();
    await form.locator('input[name="email"]').fill(customer.mail);
    await form.locator('input[name="passwort"]').fill(customer.password);
    await this.submit(form.locator('button[type="submit"]'));
  }

  async voucher(code = shop.voucher) {
    await this.go('Warenkorb');
    const field = this.page.locator('input[name="Kuponcode"]').first();
    if (!(await field.isVisible())) {
      await this.page.locator('[href="#coupon-form"], [data-target="#coupon-form"], [data-toggle="collapse"]', { hasText: /coupon|gutschein/i }).first().click();
    }
    await field.fill(code);
    await this.submit(field.locator('xpath=ancestor::form').locator('button[type="submit"]'));
  }

  /** Takes the customer's credit with the shop; before the button that orders. */
  async credit() {
    await this.submit(this.page.locator('form:has([name="guthabenVerrechnen"]) button[type="submit"]'));
  }

  /** The guest's address, up to the choice of shipping and payment. */
  async introduce() {
    await this.go(`${addresses[this.language].checkout}?unreg_form=1`);
    const form = this.page.locator('#form-register');
    const salutation = form.locator('select[name="anrede"]');
    if (await salutation.count()) {
      await salutation.selectOption('w');
    }
    for (const [name, value] of Object.entries(guestsAddress)) {
      await form.locator(`input[name="${name}"]`).first().fill(value);
    }
    await form.locator('select[name="land"]').first().selectOption('CH');
    // From 5.5 on the shop begins with "delivered elsewhere"; the box itself lies under its label.
    await form.locator('#checkout_register_shipping_address').evaluateAll((boxes) => boxes.forEach((box) => !box.checked && box.click()));
    await this.submit(form.locator('button.submit_once, button[type="submit"]').last());
  }

  /** Presses and waits until another document is there, however many redirects that takes. */
  async submit(button) {
    await this.page.evaluate(() => void (window.thisIsTheOldPage = true));
    await button.click();
    await this.page.waitForFunction(() => !window.thisIsTheOldPage && document.readyState !== 'loading');
  }

  /** The names of the methods on offer; NOVA has that of one with a picture in the picture's text alone. */
  async payments() {
    const names = await this.page.locator('.checkout-payment-method label')
      .evaluateAll((labels) => labels.map((label) => label.querySelector('img')?.alt ?? label.textContent));
    return names.map((name) => name.trim().split('\n')[0].trim()).sort();
  }

  /** Guest or customer: at the choice of shipping and payment. */
  async toPayment({ guest = true } = {}) {
    if (guest) {
      await this.introduce();
    } else {
      await this.go(`${addresses[this.language].checkout}?editVersandart=1`);
    }
  }

  async choose({ shipping, payment = METHOD } = {}) {
    if (shipping) {
      // What the shop's script asks for when another way of shipping is clicked, as a page of its own.
      const way = await this.page.locator('input[name="Versandart"]').and(this.page.getByLabel(shipping)).getAttribute('value');
      await this.go(`${addresses[this.language].checkout}?kVersandart=${way}`);
    }
    await this.page.locator('.checkout-payment-method label', { hasText: payment }).first().click();
    await this.submit(this.page.locator('.submit_once:visible, form button[type="submit"]:visible').last());
  }

  /** Presses the button that obliges to pay; afterwards the page is what the shop made of it. */
  async buy() {
    for (const box of await this.page.locator('#complete_order input[type="checkbox"]').all()) {
      await box.check({ force: true });
    }
    await this.submit(this.page.locator('#complete_order button[type="submit"]'));
  }

  /** All of it, to the pay page. */
  async order(article, { variation, amount, guest = true, shipping, payment, voucher = false, credit = false } = {}) {
    if (!guest) {
      await this.logIn();
    }
    await this.put(article, { variation, amount });
    if (voucher) {
      await this.voucher();
    }
    await this.toPayment({ guest });
    await this.choose({ shipping, payment });
    if (credit) {
      await this.credit();
    }
    await this.buy();
  }

  /** A guest's order to the pay page by the same forms, but without drawing them: for tests of what comes after. */
  async orderQuickly(article, { amount = 1, payment = METHOD } = {}) {
    await this.go('robots.txt');
    const { suffix, checkout } = addresses[this.language];
    const payPage = await this.page.evaluate(checkOut, { article: article + suffix, checkout, amount, payment, address: guestsAddress });
    await this.page.goto(payPage, { waitUntil: 'domcontentloaded' });
  }
}

/** Runs in the browser. */
async function checkOut({ article, checkout, amount, payment, address }) {
  const load = async (url, body) => {
    const answer = await fetch(url, body && { method: 'POST', body: new URLSearchParams(body) });
    return { url: answer.url, page: new DOMParser().parseFromString(await answer.text(), 'text/html') };
  };
  const send = ({ url, page }, selector, more) => {
    const form = page.querySelector(selector);
    const data = new FormData(form);
    Object.entries(more).forEach(([name, value]) => data.set(name, value));
    return load(new URL(form.getAttribute('action') ?? '', url), data);
  };
  await send(await load(`/${article}`), '#buy_form', { inWarenkorb: '1', anzahl: amount });
  const choice = await send(await load(`/${checkout}?unreg_form=1`), '#form-register', { ...address, anrede: 'w', land: 'CH' });
  const method = [...choice.page.querySelectorAll('.checkout-payment-method')].find((label) => label.textContent.includes(payment));
  const summary = await send(choice, 'form:has([name="Zahlungsart"])', { Zahlungsart: method.querySelector('[name="Zahlungsart"]').value });
  const boxes = [...summary.page.querySelectorAll('#complete_order [type="checkbox"]')].map((box) => [box.name, box.value]);
  return (await send(summary, '#complete_order', Object.fromEntries(boxes))).url;
}
