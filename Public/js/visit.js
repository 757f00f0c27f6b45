// Opening a ticket leaves the list beside it as it is, with its place and its ticks. Whatever goes wrong, the browser goes
// there by itself.
import { contentAdded, say, word } from './page.js';

const sheetOf = (page) => page.querySelector('link[rel=stylesheet]')?.getAttribute('href');

export const parse = (text) => new DOMParser().parseFromString(text, 'text/html');

/// Fetches a page of ours; null where it is no page of this release.
export async function fetchPage(url, options) {
  const response = await fetch(url, { ...options, headers: { Accept: 'text/html', ...options?.headers } });
  if (!response.headers.get('Content-Type')?.startsWith('text/html')) return null;
  const page = parse(await response.text());
  return sheetOf(page) === sheetOf(document) ? { page, url: response.url, status: response.status } : null;
}

let asked = 0;

export async function go(url, { push = true } = {}) {
  const mine = ++asked;
  try {
    const answer = await fetchPage(url);
    if (mine !== asked) return;
    if (!answer) return void location.assign(url);
    show(answer, { push });
  } catch {
    location.assign(url);
  }
}

/// Sends a form and shows the page that answers, without losing what is around it.
export async function submit(form, submitter) {
  const body = new FormData(form, submitter);
  const action = submitter?.hasAttribute('formaction') ? submitter.formAction : form.action;
  const plain = form.enctype !== 'multipart/form-data';
  form.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetchPage(action, { method: 'POST', body: plain ? new URLSearchParams(body) : body });
    if (!answer) return void location.reload();
    show(answer, { push: answer.url !== location.href });
  } catch {
    say(word('failed'), { visible: true });
  } finally {
    form.removeAttribute('aria-busy');
  }
}

/// Puts a fetched page in place of this one.
export function show({ page, url }, { push = true } = {}) {
  document.dispatchEvent(new CustomEvent('amparo:leave', { bubbles: true }));
  if (push) history.pushState({ amparo: true }, '', url);
  document.title = page.title;
  const part = sameList(page) ? swapTicket(page) : swapAll(page);
  contentAdded(part);
}

const listName = (page) => page.querySelector('.list .arrivals')?.getAttribute('href');
const sameList = (page) => listName(page) && listName(page) === listName(document);

function swapAll(page) {
  document.body.replaceWith(document.adoptNode(page.body));
  scrollTo(0, 0);
  (document.querySelector('[data-focus]') ?? document.getElementById('content'))?.focus({ preventScroll: true });
  return document;
}

function swapTicket(page) {
  const shell = document.querySelector('.shell');
  const left = document.querySelector('[data-live-ticket]')?.dataset.liveTicket;
  shell.dataset.shows = page.querySelector('.shell').dataset.shows;
  swap(page, '#content');
  swapOrRemove(page, '#context', shell);
  swapOrRemove(page, '.shell > .toast', shell);
  if (left) markLeft(page, left);
  markRows(page);
  document.getElementById('content').focus({ preventScroll: true });
  return shell;
}

function swap(page, selector) {
  document.querySelector(selector).replaceWith(document.adoptNode(page.querySelector(selector)));
}

function swapOrRemove(page, selector, parent) {
  const next = page.querySelector(selector);
  document.querySelector(selector)?.remove();
  if (next) parent.append(document.adoptNode(next));
}

/// The row of the ticket that was open looks as the list shows it now. Where the list has it no more, as it was answered or solved,
/// it stays in its place and calls for nobody.
function markLeft(page, number) {
  const selector = `.row[data-ticket="${CSS.escape(number)}"]`;
  const row = document.querySelector(selector);
  const next = page.querySelector(selector);
  if (!row) return;
  if (next) return row.replaceWith(document.adoptNode(next));
  row.classList.remove('unread');
  row.querySelectorAll('.state, .who + .sr').forEach((mark) => mark.remove());
}

/// Which row is open, and that it is read now. A row that the list shows differently meanwhile takes its new look.
function markRows(page) {
  document.querySelectorAll('[data-row][aria-current]').forEach((row) => row.removeAttribute('aria-current'));
  const open = page.querySelector('[data-row][aria-current]')?.closest('.row');
  const number = open?.dataset.ticket ?? page.querySelector('[data-live-ticket]')?.dataset.liveTicket;
  const row = number && document.querySelector(`.row[data-ticket="${CSS.escape(number)}"]`);
  if (row && open) row.replaceWith(document.adoptNode(open));
  else row?.querySelector('[data-row]')?.setAttribute('aria-current', 'true');
}

const plainClick = (event) =>
  event.button === 0 && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-row], a[data-back], a[data-visit]');
  if (!link || !plainClick(event)) return;
  event.preventDefault();
  go(link.href);
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('.composer, [data-visit]')) return;
  event.preventDefault();
  if (!form.hasAttribute('aria-busy')) submit(form, event.submitter);
});

addEventListener('popstate', () => go(location.href, { push: false }));
