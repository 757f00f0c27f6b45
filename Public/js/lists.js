// Lists: the next rows in place, ticks for many rows at once.
import { count, contentAdded, number } from './page.js';
import { fetchPage } from './visit.js';

document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('a[data-more]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const place = link.closest('.more-rows');
  const answer = await fetchPage(link.href).catch(() => null);
  const rows = answer?.page.getElementById('rows');
  if (!rows) return void location.assign(link.href);
  const before = place.previousElementSibling;
  place.replaceWith(...[...rows.childNodes].map((row) => document.adoptNode(row)));
  before?.nextElementSibling?.querySelector('[data-row]')?.focus();
  contentAdded(document.getElementById('rows'));
});

let last;
document.addEventListener('click', (event) => {
  const box = event.target;
  if (!box.matches?.('[data-select]')) return;
  const all = [...document.querySelectorAll('[data-select]')];
  if (event.shiftKey && last) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
    all.slice(Math.max(0, from), to + 1).forEach((other) => (other.checked = box.checked));
  }
  last = box;
  showSelection();
});

document.addEventListener('change', (event) => event.target.matches?.('[data-select]') && showSelection());

function showSelection() {
  const chosen = document.querySelectorAll('[data-select]:checked').length;
  document.querySelectorAll('[data-bulk]').forEach((bar) => (bar.hidden = chosen === 0));
  document.querySelectorAll('[data-selected-count]').forEach((place) => (place.textContent = number(chosen)));
}

/// Shows that so many tickets came or changed; the list itself stays until asked.
export function showArrivals(list, waiting) {
  const link = list.closest('.list')?.querySelector('.arrivals');
  if (!link) return;
  link.hidden = waiting === 0;
  link.textContent = count('arrivals', waiting);
}
