// What every module needs: texts, the session's token, announcements, small elements.

const language = document.documentElement.lang || 'en';
const { default: texts } = await import(`./words-${language}.js`);
const plurals = new Intl.PluralRules(language);
const digits = new Intl.NumberFormat(language);

/// The text of a key with its {gaps} filled; a key without text shows itself.
export function word(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

/// The text for so many things.
export function count(key, number, values = {}) {
  const form = `${key}.${plurals.select(number)}`;
  return word(texts[form] ? form : `${key}.other`, { count: digits.format(number), ...values });
}

export const number = (value) => digits.format(value);

export const clock = (date) =>
  date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false });

/// A request that changes something carries the session's token.
export function send(url, method, body, more = {}) {
  const token = document.querySelector('meta[name=csrf]')?.content ?? '';
  return fetch(url, { method, body, ...more, headers: { 'X-CSRF-Token': token, ...more.headers } });
}

/// Told to screen readers, politely; and shown where `visible`.
export function say(text, { visible = false } = {}) {
  const told = document.getElementById('told');
  if (told) told.textContent = text;
  if (visible) showToast(text);
}

function showToast(text) {
  document.querySelector('.toast[data-said]')?.remove();
  const toast = make('div', { class: 'toast', 'data-said': '' }, make('span', {}, text));
  (document.querySelector('dialog[open]') ?? document.body).append(toast);
  setTimeout(() => toast.remove(), 6000);
}

/// An element with attributes and children; strings become text, never markup.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', new URL(`../icons.svg#${name}`, import.meta.url).href);
  svg.append(use);
  return svg;
}

export const isTyping = (target) =>
  target instanceof Element &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])'));

/// The words of a link or button, without the keys drawn on it.
export function labelOf(element) {
  const named = element.getAttribute('data-command') || element.getAttribute('aria-label');
  if (named) return named;
  const copy = element.cloneNode(true);
  copy.querySelectorAll('kbd, .count, svg, .avatar').forEach((part) => part.remove());
  return copy.textContent.trim().replace(/\s+/g, ' ');
}

/// What modules do with parts of a page: at the start with all of it, later with what was put in.
const enhancers = [];
export function onContent(enhancer) {
  enhancers.push(enhancer);
  enhancer(document);
}
export const contentAdded = (root) => enhancers.forEach((enhancer) => enhancer(root));

/// Waits until it was not called for so many milliseconds.
export function quiet(milliseconds, action) {
  let timer;
  const later = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
  later.stop = () => clearTimeout(timer);
  return later;
}
