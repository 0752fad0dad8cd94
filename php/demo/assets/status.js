// Asks every other second how the payment stands; without this script the page reloads itself.
const box = document.querySelector('[data-status]');
const status = document.getElementById('status');
const shop = document.getElementById('shop');
let known = null;

async function ask() {
  try {
    const answer = await (await fetch(box.dataset.status)).json();
    // Nothing is touched while nothing changes: a screen reader and a half-filled form would notice.
    if (known !== answer.version) {
      if (status.textContent.trim() !== textOf(answer.status)) status.innerHTML = answer.status;
      if (known !== null) shop.innerHTML = answer.shop;
      document.querySelector('.pay').hidden = !answer.awaitsBuyer;
      known = answer.version;
    }
    if (!answer.open) return;
  } catch {
    // The demo has ended or is busy; the next question will tell.
  }
  setTimeout(ask, 2000);
}

function textOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.textContent.trim();
}

if (box.dataset.open === 'true') ask();
