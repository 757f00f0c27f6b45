// Young times stay true while a page stands open.
import { clock, word } from './page.js';

function refresh() {
  for (const place of document.querySelectorAll('time[data-fresh]')) {
    const date = new Date(place.dateTime);
    const minutes = Math.floor((Date.now() - date) / 60_000);
    if (minutes < 60) place.textContent = minutes < 1 ? word('now') : word('minutes', { count: minutes });
    else {
      place.textContent = clock(date);
      place.removeAttribute('data-fresh');
    }
  }
}

setInterval(refresh, 30_000);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
