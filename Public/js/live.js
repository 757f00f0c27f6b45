// One event stream per browser: the tab that holds the lock listens and tells the others. What the server sends:
//   counters  {"inbox": 7, "queue-5": 4}
//   ticket    {"number": "LBT-1042", "version": 5, "what": "message", "by": "…", "lists": ["inbox", "queue-5"]}
//   presence  {"number": "LBT-1042", "reading": ["Inês"], "writing": []}
import { number, quiet, say, word } from './page.js';
import { fetchPage } from './visit.js';
import { swapParts } from './swap.js';
import { showArrivals } from './lists.js';
import { showPresence } from './presence.js';

const kinds = ['counters', 'ticket', 'presence'];
const channel = new BroadcastChannel('amparo-live');
let position = document.body.dataset.desk || '';
let tries = 0;

channel.onmessage = ({ data }) => take(data);

function take({ kind, value, id }) {
  if (id) position = id;
  if (kind === 'counters') showCounters(value);
  if (kind === 'presence') showPresence(value);
  if (kind === 'ticket') ticketChanged(value);
}

/// Listens until the stream breaks for good; then again after a random time, longer each time up to a minute.
function listen() {
  const source = new EventSource(position ? `/events?after=${encodeURIComponent(position)}` : '/events');
  source.onopen = () => (tries = 0);
  for (const kind of kinds) {
    source.addEventListener(kind, (event) => {
      const news = { kind, value: JSON.parse(event.data), id: event.lastEventId };
      take(news);
      channel.postMessage(news);
    });
  }
  source.onerror = () => {
    source.close();
    const longest = Math.min(60_000, 2000 * 2 ** Math.min(tries++, 5));
    setTimeout(listen, 500 + Math.random() * longest);
  };
}

// Web Locks exist on https and localhost only; elsewhere every tab listens for itself.
if (navigator.locks) navigator.locks.request('amparo-live', () => new Promise(listen));
else listen();

function showCounters(counters) {
  for (const place of document.querySelectorAll('[data-count]')) {
    const value = counters[place.dataset.count];
    if (value === undefined) continue;
    place.textContent = value === 0 ? '' : number(value);
    place.hidden = value === 0;
  }
}

const waiting = new Set();
addEventListener('amparo:leave', () => waiting.clear());

function ticketChanged(ticket) {
  const own = ticket.by && ticket.by === document.body.dataset.me;
  const open = document.querySelector('[data-live-ticket]');
  if (open?.dataset.liveTicket === ticket.number) {
    if (!own) say(word(ticket.what === 'message' ? 'newMessage' : 'updated', { number: ticket.number }));
    return refresh();
  }
  const list = document.querySelector('[data-live-list]');
  if (!list || own) return;
  const shown = list.querySelector(`[data-ticket="${CSS.escape(ticket.number)}"]`);
  if (!shown && !ticket.lists?.includes(list.dataset.liveList)) return;
  waiting.add(ticket.number);
  showArrivals(list, waiting.size);
}

/// Fetches this very page and takes over what differs; of the list only the row that is open.
const refresh = quiet(150, async () => {
  const answer = await fetchPage(location.href).catch(() => null);
  if (answer?.status !== 200) return;
  swapParts(answer.page);
  const row = answer.page.querySelector('[data-row][aria-current]')?.closest('.row');
  const shown = row && document.querySelector(`.row[data-ticket="${CSS.escape(row.dataset.ticket)}"]`);
  if (shown && !shown.contains(document.activeElement)) shown.replaceWith(document.adoptNode(row));
});

document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('.arrivals');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetchPage(location.href).catch(() => null);
  const rows = answer?.page.getElementById('rows');
  if (!rows) return void location.assign(link.href);
  document.getElementById('rows').replaceChildren(...[...rows.childNodes].map((row) => document.adoptNode(row)));
  waiting.clear();
  link.hidden = true;
  document.querySelector('#rows [data-row]')?.focus();
});
