// Who else reads or writes here. Told by every open ticket twice a minute while it can be seen.
import { send, word } from './page.js';

const list = new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' });

export function showPresence({ number, reading = [], writing = [] }) {
  for (const place of document.querySelectorAll(`[data-presence="${CSS.escape(number)}"]`)) {
    const parts = [
      writing.length ? word('writing', { names: list.format(writing) }) : null,
      reading.length ? word('reading', { names: list.format(reading) }) : null,
    ];
    place.textContent = parts.filter(Boolean).join(' · ');
  }
}

let typed = 0;
document.addEventListener('input', (event) => {
  if (event.target.closest?.('.composer')) typed = Date.now();
});

function tell() {
  const ticket = document.querySelector('[data-live-ticket]')?.dataset.liveTicket;
  if (!ticket || document.hidden) return;
  const what = Date.now() - typed < 30_000 ? 'writing' : 'reading';
  send(`/tickets/${encodeURIComponent(ticket)}/presence`, 'POST', new URLSearchParams({ what })).catch(() => {});
}

setInterval(tell, 25_000);
document.addEventListener('visibilitychange', tell);
tell();
