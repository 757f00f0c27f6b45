// Every action and place by words: what the page itself has, a ticket by its number, and what the search finds
// (GET /search.json?q=: [{"kind": "ticket", "title": "…", "note": "LBT-1042", "url": "/tickets/LBT-1042", "state": "open"}]).
import { count, icon, labelOf, make, quiet, say, word } from './page.js';
import { caps, run } from './keys.js';
import { go } from './visit.js';

let dialog;
let field;
let box;
let options = [];
let chosen = 0;
let found = { query: '', items: [] };

export function open() {
  if (dialog?.open) return;
  build();
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  fill();
}

function build() {
  field = make('input', {
    id: 'palette-ask', type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'true',
    'aria-controls': 'palette-found', 'aria-autocomplete': 'list' });
  box = make('div', { class: 'content', id: 'palette-found', role: 'listbox', 'aria-label': word('palette') });
  const close = make('button', { class: 'btn plain square', type: 'button', 'aria-label': word('close') }, icon('close'));
  close.onclick = () => dialog.close();
  const here = document.querySelector('[data-live-ticket]')?.dataset.liveTicket;
  dialog = make('dialog', { class: 'dialog palette', 'aria-label': word('palette') },
    make('div', { class: 'ask' }, big(icon('search')), make('label', { class: 'sr', for: 'palette-ask' }, word('palette')),
      field, here ? make('span', { class: 'chip num' }, here) : null, close),
    box, foot());
  dialog.onclose = () => dialog.remove();
  dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
  field.oninput = () => { fill(); search(); };
  field.onkeydown = move;
}

const big = (svg) => (svg.classList.add('l'), svg);

function foot() {
  const hint = (key, name) => make('span', { class: 'line' }, ...key.map((cap) => make('kbd', {}, cap)), word(name));
  return make('footer', {}, hint(['↑', '↓'], 'palette.move'), hint(['↵'], 'palette.run'), hint(['Esc'], 'palette.close'),
    make('span', { class: 'end' }, hint(['?'], 'palette.keys')));
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) choose((chosen + step + options.length) % options.length);
  else if (event.key === 'Enter' && !event.isComposing) options[chosen]?.run();
  else return;
  event.preventDefault();
}

const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/// All words of the question begin somewhere in the label.
function matches(label, query) {
  const text = ` ${fold(label)}`;
  return fold(query).split(/\s+/).every((part) => text.includes(part));
}

function fill() {
  const query = field.value.trim();
  const elements = [...document.querySelectorAll('[data-key], [data-command], [data-place]')]
    .filter((element) => !element.closest('dialog') && element.dataset.key !== 'Ctrl+Enter' && !element.disabled);
  const seen = new Set();
  const own = elements.map((element) => command(element)).filter(({ label }) =>
    label && matches(label, query) && !seen.has(label) && seen.add(label));
  const groups = [
    [word('palette.here'), own.filter((item) => !item.place)],
    [word('palette.places'), own.filter((item) => item.place)],
    [word('palette.found'), [...jumps(query), ...(found.query === query ? found.items : []), ...searches(query)]],
  ];
  options = [];
  box.replaceChildren(...groups.filter(([, items]) => items.length).map(([name, items], index) => group(name, items, index, query)));
  choose(0);
}

const command = (element) => ({
  label: labelOf(element), key: element.dataset.key, place: element.hasAttribute('data-place'), picture: element.querySelector('use')?.getAttribute('href'),
  run: () => { dialog.close(); run(element); } });

function jumps(query) {
  const number = /^(?:([a-z]{2,8})-?)?(\d{1,12})$/i.exec(query);
  if (!number) return [];
  const prefix = number[1] ?? document.querySelector('[data-ticket], [data-live-ticket]')
    ?.getAttribute('data-ticket')?.split('-')[0] ?? 'LBT';
  const name = `${prefix.toUpperCase()}-${number[2]}`;
  return [{ label: word('palette.jump', { number: name }), picture: '#arrowRight', run: () => leave(`/tickets/${name}`) }];
}

const searches = (query) => query.length < 2 ? [] :
  [{ label: word('palette.search', { query }), picture: '#search', key: '/', run: () => leave(`/search?q=${encodeURIComponent(query)}`) }];

function leave(url) {
  dialog.close();
  go(url);
}

const search = quiet(150, async () => {
  const query = field.value.trim();
  if (query.length < 2) return;
  const response = await fetch(`/search.json?q=${encodeURIComponent(query)}`).catch(() => null);
  if (!response?.ok || query !== field.value.trim()) return;
  const pictures = { ticket: '#inbox', contact: '#user', article: '#book', organisation: '#organisation' };
  const items = (await response.json()).map((item) => ({
    label: item.title, note: item.note, state: item.state, picture: pictures[item.kind] ?? '#search', run: () => leave(item.url) }));
  found = { query, items };
  fill();
  say(count('palette.count', items.length));
});

function group(name, items, index, query) {
  const id = `palette-group-${index}`;
  const lines = items.map((item) => line(item, query));
  return make('div', { class: 'group', role: 'group', 'aria-labelledby': id }, make('p', { class: 'label', id }, name), ...lines);
}

function line(item, query) {
  const index = options.length;
  const sign = item.state ? make('span', { class: `state ${item.state}` }) : icon((item.picture ?? '#arrowRight').split('#').pop());
  const element = make('div', { class: 'item', role: 'option', id: `palette-${index}`, 'aria-selected': 'false' },
    sign, make('span', { class: 'cut' }, ...marked(item.label, query)));
  if (item.note) element.append(make('span', { class: 'end xs quiet num' }, item.note));
  if (item.key) element.append(...caps(item.key));
  element.onclick = item.run;
  element.onpointermove = () => choose(index, false);
  options.push({ element, run: item.run });
  return element;
}

/// The label with the asked letters marked, where folding keeps their places.
function marked(label, query) {
  const at = query ? fold(label).indexOf(fold(query)) : -1;
  if (at < 0 || fold(label).length !== label.length) return [label];
  return [label.slice(0, at), make('mark', {}, label.slice(at, at + query.length)), label.slice(at + query.length)];
}

function choose(index, scroll = true) {
  options[chosen]?.element.setAttribute('aria-selected', 'false');
  chosen = index;
  const now = options[index]?.element;
  now?.setAttribute('aria-selected', 'true');
  if (scroll) now?.scrollIntoView({ block: 'nearest' });
  if (now) field.setAttribute('aria-activedescendant', now.id);
  else field.removeAttribute('aria-activedescendant');
}
