// A link with data-dialog shows the page behind it as a dialog: the same form, the same errors. What was typed is there again
// when it is opened again. The context of a ticket becomes a dialog where it does not fit beside it.
import { contentAdded, icon, make, say, word } from './page.js';
import { fetchPage, show } from './visit.js';

const kept = new Map();
addEventListener('amparo:leave', () => kept.clear());

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
  const link = event.target.closest?.('a[data-dialog]');
  if (link) { event.preventDefault(); return void open(link); }
  const closer = event.target.closest?.('[data-close]');
  const host = closer?.closest('dialog');
  if (host) { event.preventDefault(); return host.close(); }
  const drawer = event.target.closest?.('[data-drawer]');
  if (drawer) { event.preventDefault(); openDrawer(); }
});

async function open(link) {
  const old = kept.get(link.href);
  if (old) return present(old, link);
  link.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetchPage(link.href);
    const part = answer?.page.querySelector('[data-dialog-part]');
    if (!part || answer.status >= 400) return void location.assign(link.href);
    const host = make('dialog', { class: 'dialog-host', 'aria-labelledby': 'sheet-name' });
    put(host, part);
    kept.set(link.href, host);
    present(host, link);
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute('aria-busy');
  }
}

function put(host, part) {
  host.replaceChildren(...[...part.childNodes].map((node) => document.adoptNode(node)));
  contentAdded(host);
}

function present(host, opener) {
  host.onclose = () => { host.remove(); opener.isConnected && opener.focus(); };
  host.onclick = (event) => { if (event.target === host) host.close(); };
  document.body.append(host);
  host.showModal();
  (host.querySelector('[data-focus], [autofocus]') ?? host.querySelector('.content :is(input:not([type=hidden]), select, textarea)'))?.focus();
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  const host = form.closest('.dialog-host');
  if (!host || event.defaultPrevented || form.method !== 'post') return;
  event.preventDefault();
  if (form.hasAttribute('aria-busy')) return;
  form.setAttribute('aria-busy', 'true');
  try {
    await answerTo(form, event.submitter, host);
  } catch {
    say(word('failed'), { visible: true });
  } finally {
    form.removeAttribute('aria-busy');
  }
});

async function answerTo(form, submitter, host) {
  const data = new FormData(form, submitter);
  const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
  const action = submitter?.hasAttribute('formaction') ? submitter.formAction : form.action;
  const answer = await fetchPage(action, { method: 'POST', body });
  if (!answer) return void location.reload();
  const part = answer.page.querySelector('[data-dialog-part]');
  if (answer.status === 422 && part) {
    put(host, part);
    return void host.querySelector('[data-focus], [aria-invalid=true]')?.focus();
  }
  kept.clear();
  host.close();
  show(answer, { push: answer.url !== location.href });
}

/// The context, moved into a dialog for as long as it is open.
function openDrawer() {
  const context = document.getElementById('context');
  if (!context || getComputedStyle(context).position !== 'fixed') return context?.focus();
  const inside = context.querySelector('[data-part]');
  const close = make('button', { class: 'btn plain square close', type: 'button', 'aria-label': word('close'), 'data-close': true }, icon('close'));
  const dialog = make('dialog', { class: 'drawer context', 'aria-label': context.getAttribute('aria-label') }, close, inside);
  dialog.onclose = () => { context.append(inside); dialog.remove(); };
  dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
  document.body.append(dialog);
  dialog.showModal();
}
