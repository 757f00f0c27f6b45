// Parts of a page get new without the reader losing focus, place or what they opened.
import { contentAdded } from './page.js';

/// Takes over the marked parts that differ. Returns whether any did.
export function swapParts(page) {
  let changed = false;
  for (const part of document.querySelectorAll('[data-part]')) {
    const next = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!next || next.innerHTML === part.dataset.source || next.innerHTML === part.innerHTML) continue;
    if (part.contains(document.activeElement) && part.querySelector('input:focus, textarea:focus, select:focus')) continue;
    swapPart(part, next);
    changed = true;
  }
  return changed;
}

function swapPart(part, next) {
  const focus = addressOf(document.activeElement, part);
  const opened = [...part.querySelectorAll('details')].map((details) => details.open);
  const scroller = part.closest('[data-keep-scroll]');
  const place = scroller && { top: scroller.scrollTop, height: scroller.scrollHeight };
  part.replaceChildren(...[...next.childNodes].map((node) => document.adoptNode(node)));
  part.querySelectorAll('details').forEach((details, index) => opened[index] !== undefined && (details.open = opened[index]));
  if (place && place.top !== 0) scroller.scrollTop = place.top - (scroller.scrollHeight - place.height);
  if (focus) part.querySelector(focus)?.focus({ preventScroll: true });
  contentAdded(part);
}

/// How to find the focused element again.
function addressOf(element, part) {
  if (!element || !part.contains(element) || element === part) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ['data-key', 'href', 'name', 'popovertarget']) {
    const value = element.getAttribute(name);
    if (value) return `${element.localName}[${name}="${CSS.escape(value)}"]`;
  }
  return null;
}
