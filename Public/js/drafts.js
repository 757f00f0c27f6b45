// Nothing typed is lost: a form with data-draft is sent there (PUT) when the writer pauses. Where the server cannot be reached,
// the words stay in this browser until it can.
import { clock, onContent, quiet, send, word } from './page.js';

const pause = 800;
const pending = new Map();
const storeKey = (url) => `amparo.draft.${url}`;

function words(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== 'csrf') fields.append(name, value);
  return fields.toString();
}

async function save(form) {
  pending.delete(form);
  const url = form.dataset.draft;
  const body = words(form);
  tell(form, word('saving'));
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const response = await send(url, 'PUT', body, { headers, keepalive: body.length < 60_000 }).catch(() => null);
  if (response?.ok) {
    sessionStorage.removeItem(storeKey(url));
    if (words(form) === body) tell(form, word('savedAt', { time: clock(new Date()) }));
  } else {
    keepHere(url, body);
    tell(form, word('savedHere'));
  }
}

function keepHere(url, body) {
  try { sessionStorage.setItem(storeKey(url), body); } catch { /* full or forbidden: the form itself still has the words */ }
}

function tell(form, text) {
  const place = form.querySelector('[data-saved]');
  if (place) place.textContent = text;
}

document.addEventListener('input', (event) => {
  const form = event.target.form ?? event.target.closest?.('form');
  if (!form?.dataset.draft) return;
  if (!pending.has(form)) pending.set(form, quiet(pause, () => save(form)));
  pending.get(form)();
});

function flush() {
  for (const [form, timer] of pending) {
    timer.stop();
    if (form.isConnected || document.hidden) save(form);
  }
  pending.clear();
}
addEventListener('pagehide', flush);
addEventListener('amparo:leave', flush);
addEventListener('online', () => document.querySelectorAll('form[data-draft]').forEach((form) =>
  sessionStorage.getItem(storeKey(form.dataset.draft)) && save(form)));

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.dataset.draft) return;
  pending.get(form)?.stop();
  pending.delete(form);
  sessionStorage.removeItem(storeKey(form.dataset.draft));
}, true);

/// What the server never got is put back into its fields.
onContent((root) => {
  for (const form of root.querySelectorAll('form[data-draft]')) {
    const left = sessionStorage.getItem(storeKey(form.dataset.draft));
    if (!left) continue;
    for (const [name, value] of new URLSearchParams(left)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text')) field.value = value;
    }
    tell(form, word('restored'));
    save(form);
  }
});
