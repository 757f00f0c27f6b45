// Where an agent writes: tabs, Ctrl+Enter, files, words to insert, and a few seconds to take a sending back.
import { icon, isTyping, make, onContent, word } from './page.js';

document.addEventListener('click', (event) => {
  const tab = event.target.closest?.('[data-tab]');
  if (tab && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    chooseTab(tab);
  }
});

function chooseTab(tab) {
  const composer = tab.closest('[data-composer]');
  composer.querySelectorAll('[data-tab]').forEach((other) => other.removeAttribute('aria-current'));
  tab.setAttribute('aria-current', 'true');
  for (const panel of composer.querySelectorAll('[data-panel]')) {
    panel.hidden = panel.dataset.panel !== tab.dataset.tab;
    if (!panel.hidden) panel.querySelector('textarea')?.focus();
  }
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = isTyping(event.target) ? event.target.form : event.target.closest?.('form');
  const button = (form ?? document.querySelector('dialog[open] form'))?.querySelector('[data-send]');
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

// Files: shown by name, each can be taken out.
document.addEventListener('change', (event) => {
  if (event.target.matches?.('[data-file-input]')) showFiles(event.target);
});

function showFiles(input) {
  const list = input.form.querySelector('[data-files]');
  if (!list) return;
  const files = [...input.files];
  list.hidden = files.length === 0;
  list.replaceChildren(...files.map((file) => {
    const out = make('button', { type: 'button', 'aria-label': word('remove', { name: file.name }) }, icon('close'));
    out.onclick = () => keepOnly(input, files.filter((other) => other !== file));
    return make('li', { class: 'pill' }, icon('clip'), make('span', { class: 'cut' }, file.name), out);
  }));
}

function keepOnly(input, files) {
  const transfer = new DataTransfer();
  files.forEach((file) => transfer.items.add(file));
  input.files = transfer.files;
  showFiles(input);
}

document.addEventListener('paste', (event) => addFiles(event, event.clipboardData));
document.addEventListener('drop', (event) => addFiles(event, event.dataTransfer));
document.addEventListener('dragover', (event) => event.target.closest?.('.composer') && event.preventDefault());

function addFiles(event, source) {
  const input = event.target.closest?.('.composer')?.querySelector('[data-file-input]');
  if (!input || !source?.files.length) return;
  event.preventDefault();
  keepOnly(input, [...input.files, ...source.files]);
}

/// Puts words where the cursor stands; the browser's own undo still works.
export function insert(area, text) {
  area.focus();
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

// Canned answers and articles: a small search beside the text; the chosen entry's `insert` goes in.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-insert]');
  if (!button) return;
  const area = document.getElementById(button.closest('[data-inserts]').dataset.inserts);
  (await import('./insert.js')).open(button, area);
});
onContent((root) => root.querySelectorAll('[data-insert]').forEach((button) => (button.hidden = false)));

// Text fields as high as their words, where the browser does not do so by itself.
if (!CSS.supports('field-sizing', 'content')) {
  const grow = (area) => {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  document.addEventListener('input', (event) => event.target.matches?.('[data-grow]') && grow(event.target));
  onContent((root) => root.querySelectorAll('[data-grow]').forEach(grow));
}

// Undo: the seconds that are left.
setInterval(() => {
  for (const toast of document.querySelectorAll('[data-undo-until]')) {
    const left = Math.ceil((new Date(toast.dataset.undoUntil) - Date.now()) / 1000);
    if (left <= 0) toast.remove();
    else toast.firstElementChild.textContent = word('sendingIn', { text: toast.dataset.text, count: left });
  }
  document.querySelectorAll('.shell > .toast:not([data-undo-until])').forEach(fade);
}, 500);

// Steps that can be taken back elsewhere too are told for half a minute, longer while somebody is at the button.
const told = new WeakMap();

function fade(toast) {
  if (!told.has(toast) || toast.matches(':hover, :focus-within')) told.set(toast, Date.now());
  else if (Date.now() - told.get(toast) > 30_000) toast.remove();
}
