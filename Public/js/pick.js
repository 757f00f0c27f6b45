// Type-ahead: a field with data-pick="/contacts.json?q=" offers what the server finds,
// [{"value": "81", "text": "Ana Popescu", "hint": "ana@…"}]. One value goes into the hidden field `<name>-id`; with data-pick-many
// each becomes a pill with a hidden field of the name in data-pick-many. Without scripts the server reads what was typed.
import { count, icon, make, onContent, quiet, say, word } from './page.js';

let serial = 0;

onContent((root) => root.querySelectorAll('input[data-pick]:not([role=combobox])').forEach(begin));

function begin(field) {
  const list = make('ul', { class: 'menu picks', id: `picks-${++serial}`, role: 'listbox', 'aria-label': field.labels?.[0]?.textContent.trim(), hidden: true });
  for (const [name, value] of Object.entries({
    role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) field.setAttribute(name, value);
  field.parentElement.classList.add('pick-host');
  field.after(list);
  const state = { field, list, items: [], chosen: -1, taking: false };
  const ask = quiet(150, () => search(state));
  field.addEventListener('input', () => state.taking || (forget(field), ask()));
  field.addEventListener('keydown', (event) => key(event, state));
  field.addEventListener('blur', () => setTimeout(() => shut(state), 150));
}

async function search(state) {
  const query = state.field.value.trim();
  if (!query) return shut(state);
  const response = await fetch(state.field.dataset.pick + encodeURIComponent(query)).catch(() => null);
  if (!response?.ok || query !== state.field.value.trim()) return;
  state.items = await response.json();
  state.list.replaceChildren(...state.items.map((item, index) => option(item, index, state)));
  if (!state.items.length) return shut(state);
  state.list.hidden = false;
  state.list.scrollIntoView({ block: 'nearest' });
  state.field.setAttribute('aria-expanded', 'true');
  say(count('pick.results', state.items.length));
  choose(state, -1);
}

function option(item, index, state) {
  const element = make('li', { class: 'item', role: 'option', id: `${state.list.id}-${index}`, 'aria-selected': 'false' },
    make('span', { class: 'cut' }, item.text), item.hint ? make('span', { class: 'end xs quiet cut' }, item.hint) : null);
  element.onpointerdown = (event) => { event.preventDefault(); take(state, item); };
  return element;
}

function key(event, state) {
  const open = !state.list.hidden;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (!open) return void search(state);
    const length = state.items.length;
    choose(state, (state.chosen + (event.key === 'ArrowDown' ? 1 : -1) + length) % length);
  } else if (event.key === 'Enter' && open && state.chosen >= 0 && !event.isComposing) take(state, state.items[state.chosen]);
  else if (event.key === 'Escape' && open) shut(state);
  else if (event.key === 'Backspace' && !state.field.value && state.field.dataset.pickMany) lastPill(state.field)?.remove();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function choose(state, index) {
  state.list.children[state.chosen]?.setAttribute('aria-selected', 'false');
  state.chosen = index;
  const now = state.list.children[index];
  now?.setAttribute('aria-selected', 'true');
  now?.scrollIntoView({ block: 'nearest' });
  if (now) state.field.setAttribute('aria-activedescendant', now.id);
  else state.field.removeAttribute('aria-activedescendant');
}

function take(state, item) {
  const { field } = state;
  if (field.dataset.pickMany) {
    field.before(pill(field.dataset.pickMany, item));
    field.value = '';
  } else {
    field.value = item.text;
    hiddenOf(field).value = item.value;
  }
  // Drafts hear of it, the search does not.
  state.taking = true;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  state.taking = false;
  shut(state);
}

function pill(name, item) {
  const out = make('button', { type: 'button', 'aria-label': word('remove', { name: item.text }), 'data-take-out': true }, icon('close'));
  return make('span', { class: 'pill' }, item.text, make('input', { type: 'hidden', name, value: item.value }), out);
}

const lastPill = (field) => field.previousElementSibling?.matches('.pill') ? field.previousElementSibling : null;

document.addEventListener('click', (event) => {
  const out = event.target.closest?.('[data-take-out]');
  if (!out) return;
  const field = out.closest('.pick-host, .to, form')?.querySelector('[role=combobox]');
  const form = out.form;
  out.closest('.pill').remove();
  field?.focus();
  form?.dispatchEvent(new Event('input', { bubbles: true }));
});

function hiddenOf(field) {
  const name = `${field.name}-id`;
  return field.form?.elements.namedItem(name) ?? field.parentElement.appendChild(make('input', { type: 'hidden', name }));
}

/// Other letters are no longer the person who was chosen.
function forget(field) {
  if (!field.dataset.pickMany) hiddenOf(field).value = '';
}

function shut(state) {
  state.list.hidden = true;
  state.field.setAttribute('aria-expanded', 'false');
  choose(state, -1);
}
