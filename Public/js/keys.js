// Keys: `data-key` on a link, button or field names what presses it ("s", "g i", "Ctrl+Enter"). Never while typing. Keys of
// one letter can be switched off (WCAG 2.1.4): in the list of keys, or by the person's setting (data-keys="off").
import { isTyping, labelOf, make, onContent, word, icon } from './page.js';

const patience = 1200;
let begun = '';
let timer;

const stored = 'amparo.keys';
const areOn = () => document.documentElement.dataset.keys !== 'off' && localStorage.getItem(stored) !== 'off';

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey && event.key.toLowerCase() === 'k') return void openPalette(event);
  if (event.key === 'Escape' && isTyping(event.target) && !event.target.closest('dialog')) return event.target.blur();
  if (mod || event.altKey || isTyping(event.target) || !areOn()) return;
  if (press(event.key)) event.preventDefault();
});

async function openPalette(event) {
  event.preventDefault();
  (await import('./palette.js')).open();
}

/// Runs what the key means here; false where it means nothing.
function press(key) {
  const name = key.length === 1 && key !== '?' ? key.toLowerCase() : key;
  const keys = begun ? `${begun} ${name}` : name;
  forget();
  if (name === '?' && !begun) return showKeys(), true;
  const top = document.querySelector('dialog[open]') ?? document;
  const found = [...top.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)].find((element) => !element.disabled);
  if (found) return run(found), true;
  if (top.querySelector(`[data-key^="${CSS.escape(name)} "]`)) return begin(name), true;
  return top === document && inList(name);
}

function begin(name) {
  begun = name;
  timer = setTimeout(forget, patience);
}

function forget() {
  begun = '';
  clearTimeout(timer);
}

export function run(element) {
  if (isTyping(element)) element.focus();
  else element.click();
}

function inList(key) {
  if (key === '.') return pressArrivals();
  const rows = [...document.querySelectorAll('[data-keys-list] [data-row]')];
  if (!rows.length || !['j', 'k', 'x', 'o'].includes(key)) return false;
  const now = rows.findIndex((row) => row === document.activeElement);
  const here = now >= 0 ? now : rows.findIndex((row) => row.hasAttribute('aria-current'));
  if (key === 'j') rows[Math.min(rows.length - 1, here + 1)].focus();
  if (key === 'k') rows[Math.max(0, here - 1)].focus();
  if (key === 'x') rows[now]?.closest('.row').querySelector('[data-select]')?.click();
  if (key === 'o') rows[Math.max(0, here)].click();
  return true;
}

function pressArrivals() {
  const link = document.querySelector('.arrivals:not([hidden])');
  link?.click();
  return Boolean(link);
}

document.addEventListener('click', (event) => event.target.closest?.('[data-keys-help]') && showKeys());
onContent((root) => root.querySelectorAll('[data-keys-help]').forEach((button) => (button.hidden = false)));

/// The list of keys, made from what the page has.
function showKeys() {
  document.getElementById('keys')?.remove();
  const dialog = make('dialog', { class: 'dialog keys', id: 'keys', 'aria-labelledby': 'keys-name' });
  const close = make('button', { class: 'btn plain square end', type: 'button', 'aria-label': word('close') }, icon('close'));
  close.onclick = () => dialog.close();
  const [places, actions] = keyed();
  const list = [['j', 'keys.next'], ['k', 'keys.previous'], ['o', 'keys.open'], ['x', 'keys.select']].map(([key, name]) => [key, word(name)]);
  const always = [['?', 'keys.help'], ['Ctrl K', 'keys.palette'], ['Ctrl ↵', 'keys.send'], ['Esc', 'keys.escape']].map(([key, name]) => [key, word(name)]);
  dialog.append(
    make('header', {}, make('h1', { id: 'keys-name' }, word('keys.title')), close),
    make('div', { class: 'content columns', tabindex: '0', role: 'group', 'aria-labelledby': 'keys-name' },
      group(word('palette.here'), [...actions, ...always]), group(word('keys.list'), list), group(word('palette.places'), places)),
    make('footer', {}, toggle()));
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
}

function keyed() {
  const seen = new Set();
  const places = [];
  const actions = [];
  for (const element of document.querySelectorAll('[data-key]')) {
    const key = element.dataset.key;
    if (seen.has(key) || key === 'Ctrl+Enter' || key === '?') continue;
    seen.add(key);
    (element.hasAttribute('data-place') ? places : actions).push([key, labelOf(element)]);
  }
  return [places, actions];
}

function group(name, keys) {
  const rows = keys.map(([key, label]) =>
    make('div', {}, make('dt', {}, ...caps(key)), make('dd', {}, label)));
  return keys.length ? make('section', {}, make('h2', { class: 'label' }, name), make('dl', {}, ...rows)) : null;
}

export const caps = (key) =>
  key.startsWith('Ctrl') ? [make('kbd', {}, key.replace('+Enter', ' ↵'))]
    : key.split(' ').map((cap) => make('kbd', {}, cap.length === 1 ? cap.toUpperCase() : cap));

function toggle() {
  const box = make('input', { type: 'checkbox', checked: areOn() });
  box.onchange = () => (box.checked ? localStorage.removeItem(stored) : localStorage.setItem(stored, 'off'));
  return make('label', { class: 'choice small' }, box, make('span', {}, word('keys.single')));
}
