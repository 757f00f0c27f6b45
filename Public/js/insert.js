// Finds canned answers and articles and puts their words into a text.
import { icon, make, quiet, word } from './page.js';
import { insert } from './composer.js';

export function open(button, area) {
  const source = button.dataset.insert;
  const name = button.getAttribute('aria-label');
  const field = make('input', { class: 'input', type: 'search', autocomplete: 'off', 'aria-label': name, placeholder: name });
  const list = make('ul', { class: 'inserts' });
  const close = make('button', { class: 'btn plain square end', type: 'button', 'aria-label': word('close') }, icon('close'));
  const dialog = make('dialog', { class: 'dialog narrow inserting', 'aria-label': name },
    make('header', {}, make('h1', {}, name), close), make('div', { class: 'content' }, field, list));
  const ask = quiet(150, () => fill(source + encodeURIComponent(field.value.trim()), list, (text) => {
    dialog.close();
    insert(area, text);
  }));
  field.oninput = ask;
  close.onclick = () => dialog.close();
  dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  ask();
}

async function fill(url, list, take) {
  const response = await fetch(url).catch(() => null);
  const items = response?.ok ? await response.json() : [];
  list.replaceChildren(...items.map((item) => {
    const button = make('button', { class: 'item', type: 'button' },
      make('span', { class: 'stack tight' }, make('span', { class: 'medium' }, item.text), make('span', { class: 'xs quiet cut' }, item.hint ?? '')));
    button.onclick = () => take(item.insert ?? item.text);
    return make('li', {}, button);
  }));
  if (!items.length) list.append(make('li', { class: 'quiet small' }, word('pick.none')));
}
