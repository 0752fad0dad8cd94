// Follows a payment: asks how it stands, counts the time down, shows how it ended. Without it the page reloads itself.
(() => {
  'use strict';

  const root = document.getElementById('jtl-twint');
  if (!root) return;
  window.jtlTwintRuns = true;

  const { status: statusUrl, file: fileUrl, texts, done, state: firstState, onPhone: firstOnPhone } = JSON.parse(root.dataset.page);
  const live = document.getElementById('jtl-twint-live');
  const panel = document.getElementById('jtl-twint-panel');

  const ASK_AT_MOST_MS = 60000;
  const HIDDEN_MS = 10000;
  const TIMEOUT_MS = 15000;
  const STILL_HERE_MS = 20000;
  // A shop that takes long to answer has many visitors: one question takes up no more than a sixth of the time; of the file, which
  // costs little, half.
  const BREATHS = 5;
  const BREATHS_OF_FILE = 1;
  const LONGEST_BREATH_MS = 10000;
  // Pages of a crowd come apart, so that whoever is first asks for those who come after.
  const APART = 5;
  const MOST_APART_MS = 400;
  const RELOADS = 'jtl-twint-reloads';
  const RELOADS_MS = 60000;
  const MOST_RELOADS = 3;
  const MOST_BUSY = 3;
  // A database that lags behind another does not know a payment for a moment.
  const MOST_UNKNOWN = 3;
  const THANKS_MS = 2000;

  let state = firstState;
  // Whether a phone has the payment, and only its owner's confirmation is missing.
  let onPhone = firstOnPhone === true;
  let deadline = null;
  let timer = null;
  let asking = false;
  let failures = 0;
  let unknown = 0;
  let leaving = false;
  let over = done;
  // Answers without the shop's start; null: it may not run here. A page of another host could not read what it says.
  let file = fileUrl && new URL(fileUrl, location.href).origin === location.origin ? fileUrl : null;
  let fileAnswered = false;

  const say = (text) => { live.textContent = text; };
  const put = (selector, text) => {
    const element = panel.querySelector(selector);
    if (element && element.textContent !== text) element.textContent = text;
  };

  // --- asking ---------------------------------------------------------------

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(ask, document.hidden ? Math.max(milliseconds, HIDDEN_MS) : milliseconds);
  }

  async function ask() {
    if (asking || leaving) return;
    asking = true;
    clearTimeout(timer);
    const began = performance.now();
    try {
      const answer = await question();
      const news = JSON.parse(answer.text);
      unknown = answer.status === 404 && news.error === 'not found' ? unknown + 1 : 0;
      if (unknown >= MOST_UNKNOWN && mayReload()) return void location.reload();
      if (!answer.ok || !isNews(news)) throw new Error(String(answer.status));
      const took = performance.now() - began - news.asked;
      const breath = Math.min(LONGEST_BREATH_MS, took * (answer.ofFile ? BREATHS_OF_FILE : BREATHS));
      const apart = Math.random() * Math.min(MOST_APART_MS, APART * took);
      if (failures > 0) back();
      failures = 0;
      over = news.done;
      await take(news);
      if (!over && !leaving) later(Math.max(news.next, breath) + apart);
    } catch {
      failures += 1;
      // One lost question is nothing to speak of.
      if (failures === 2) trouble();
      const pause = Math.min(ASK_AT_MOST_MS, 1000 * 2 ** Math.min(failures, 6));
      later(pause * (0.75 + Math.random() / 2));
    } finally {
      asking = false;
    }
  }

  const JSON_ONLY = { Accept: 'application/json' };

  async function question() {
    return (file && (await askFile())) || (await patiently(statusUrl, JSON_ONLY));
  }

  // Null: the shop's route is to be asked. Whatever is no answer of the file's ends its use: a refusal, a page, its source text.
  async function askFile() {
    let answer;
    try {
      answer = await patiently(file, JSON_ONLY);
    } catch (error) {
      if (fileAnswered) throw error;
      file = null;
      return null;
    }
    // A server with too much to do: the route would cost it more.
    const busy = answer.status === 429 || answer.status >= 500;
    if (busy && fileAnswered && failures < MOST_BUSY) return answer;
    const news = parsed(answer.text);
    const asksShop = news?.ask === 'shop';
    if (!answer.ok || !(asksShop || isNews(news))) {
      file = null;
      return null;
    }
    fileAnswered = true;
    return asksShop ? null : { ...answer, ofFile: true };
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  // No answer in time is none, whatever holds it back.
  async function patiently(url, headers = {}) {
    const patience = new AbortController();
    const alarm = setTimeout(() => patience.abort(), TIMEOUT_MS);
    try {
      const answer = await fetch(url, { signal: patience.signal, cache: 'no-store', headers });
      return { ok: answer.ok, status: answer.status, text: await answer.text() };
    } finally {
      clearTimeout(alarm);
    }
  }

  function trouble() {
    root.dataset.offline = '';
    put('[data-status]', texts.status_offline);
    say(texts.status_offline);
  }

  function back() {
    delete root.dataset.offline;
    if (failures > 1 && state === 'waiting') tellWhatIsAwaited();
  }

  function tellWhatIsAwaited() {
    const text = onPhone ? texts.status_on_phone : texts.status_waiting;
    root.toggleAttribute('data-on-phone', onPhone);
    put('[data-status]', text);
    say(text);
  }

  // Whatever stands between us and the shop may answer in its place.
  const isNews = (news) =>
    typeof news?.state === 'string' && typeof news.next === 'number' && typeof news.asked === 'number'
    && typeof news.secondsLeft === 'number' && typeof news.done === 'boolean';

  // Only into a page that is there: on any other nobody would ask any more. And not over and over, where two answers contradict
  // each other.
  async function reload() {
    const there = mayReload() && (await patiently(location.href)).ok;
    if (!there) throw new Error('no page to show');
    leaving = true;
    location.reload();
  }

  function mayReload() {
    try {
      const recent = JSON.parse(sessionStorage.getItem(RELOADS) ?? '[]').filter((time) => Date.now() - time < RELOADS_MS);
      if (recent.length === MOST_RELOADS) return false;
      sessionStorage.setItem(RELOADS, JSON.stringify([...recent, Date.now()]));
    } catch {
      // A browser that keeps nothing.
    }
    return true;
  }

  async function take(news) {
    if (news.state === 'waiting') count(news.secondsLeft);
    if (news.state === state) {
      if (state === 'waiting' && onPhone !== (news.onPhone === true)) {
        onPhone = !onPhone;
        tellWhatIsAwaited();
      }
      return;
    }
    if (news.state === 'superseded') return go(news.redirect);
    const template = root.querySelector(`template[data-state="${CSS.escape(news.state)}"]`);
    if (!template) return void (await reload());
    state = news.state;
    show(template, news);
    // Amount and "paid" are to be read before the shop's page comes; the button does not wait.
    if (news.redirect) {
      over = true;
      leaving = true;
      setTimeout(() => go(news.redirect), THANKS_MS);
    }
  }

  function show(template, news) {
    deadline = null;
    panel.replaceChildren(template.content.cloneNode(true));
    root.dataset.state = news.state;
    root.querySelector(':scope > .alert')?.remove();
    panel.querySelectorAll('[data-other-way]').forEach((element) => { element.hidden = !news.otherWay; });
    panel.querySelectorAll('[data-retry]').forEach((element) => { element.hidden = !news.retry; });
    panel.querySelectorAll('[data-no-retry]').forEach((element) => { element.hidden = news.retry; });
    const heading = panel.querySelector('h1');
    document.title = heading.textContent;
    // The heading is read because it takes the focus; the live region adds the rest.
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: 'nearest' });
    say([...panel.querySelectorAll('.jtl-twint-panel > p:not([hidden])')].map((line) => line.textContent).join(' '));
  }

  // replace: "back" must not lead into a page that leads forward again.
  function go(url) {
    leaving = true;
    clearTimeout(timer);
    location.replace(url);
  }

  // --- time -----------------------------------------------------------------

  function count(seconds) {
    const end = performance.now() + 1000 * seconds;
    // Our clock runs on between two answers; only a real difference moves it.
    if (deadline === null || Math.abs(end - deadline) > 2000) deadline = end;
    tick();
  }

  let warned = false;

  function tick() {
    const clock = panel.querySelector('[role="timer"]');
    if (!clock || deadline === null) return;
    const left = Math.max(0, Math.ceil((deadline - performance.now()) / 1000));
    const text = texts.time_left.replace('%s', `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`);
    if (clock.textContent !== text) clock.textContent = text;
    clock.hidden = left === 0;
    if (left === 0 && failures < 2) put('[data-status]', texts.status_checking);
    if (!warned && left <= 60 && left > 45) {
      warned = true;
      say(texts.minute_left);
    }
  }

  // --- copying and choosing ---------------------------------------------------

  async function copy(button) {
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(button.dataset.copy);
      else copyTheOldWay(button.dataset.copy);
      const before = button.textContent;
      button.textContent = texts.copied;
      say(texts.copied);
      setTimeout(() => { button.textContent = before; }, 2000);
    } catch {
      say(texts.copy_failed);
    }
  }

  // Browsers have no clipboard on pages without encryption, such as a shop under test.
  function copyTheOldWay(text) {
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    field.style.opacity = '0';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) throw new Error('not copied');
  }

  root.querySelectorAll('[data-copy], [data-other]').forEach((element) => { element.hidden = false; });

  root.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy]');
    if (button) copy(button);
    const app = event.target.closest('[data-app]');
    if (app) rememberBank(app.dataset.app);
  });

  // The name of the bank's app that was opened last stays in this browser, and goes nowhere.
  const BANK = 'jtl-twint-bank';

  function lead(link, name, href) {
    link.dataset.app = name;
    link.textContent = texts.other_app_open.replace('%s', name);
    link.href = href;
    link.hidden = false;
  }

  function rememberedBank() {
    try {
      return localStorage.getItem(BANK);
    } catch {
      return null;
    }
  }

  function rememberBank(name) {
    try {
      localStorage.setItem(BANK, name);
    } catch {
      // A browser that keeps nothing: the choice is made anew.
    }
  }

  function offerLastBank() {
    const last = root.querySelector('[data-last]');
    const name = last && rememberedBank();
    if (!name) return;
    const links = [...root.querySelectorAll('.jtl-twint-most [data-app]')];
    const known = links.find((link) => link.dataset.app === name)?.href
      ?? [...root.querySelectorAll('#jtl-twint-other option')].find((option) => option.value && option.textContent === name)?.value;
    if (!known) return;
    lead(last, name, known);
    links.forEach((link) => link.classList.replace('btn-primary', 'btn-outline-secondary'));
    const label = root.querySelector('[data-otherwise]');
    label.textContent = label.dataset.otherwise;
  }

  root.addEventListener('change', ({ target }) => {
    if (target.id !== 'jtl-twint-other') return;
    const open = root.querySelector('[data-other-open]');
    if (target.value === '') open.hidden = true;
    else lead(open, target.selectedOptions[0].textContent, target.value);
  });

  offerLastBank();

  // A second click must not send a second form; but who is still here after a while may try again.
  root.addEventListener('submit', (event) => {
    if (leaving) return void event.preventDefault();
    leaving = true;
    clearTimeout(timer);
    setTimeout(stay, STILL_HERE_MS);
  });

  function stay() {
    leaving = false;
    now();
  }

  // --- going ------------------------------------------------------------------

  const now = () => { if (!document.hidden && !over) ask(); };
  document.addEventListener('visibilitychange', now);
  window.addEventListener('online', now);
  window.addEventListener('focus', now);
  // Shown again out of the browser's memory: the forms work again, and much may have happened.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) stay();
  });

  if (done) return;
  const clock = panel.querySelector('[role="timer"]');
  if (clock) {
    count(Number(clock.dataset.seconds));
    setInterval(tick, 1000);
  }
  later(1000);
})();
