// Answers that may help appear under a question while it is typed.
import { quiet } from './page.js';

const area = document.querySelector('[data-ask]');
const region = document.getElementById('maybe');
let asked = 0;

const look = quiet(400, async () => {
  const text = area.value.trim();
  const mine = ++asked;
  if (text.length < 4) return void (region.hidden = true);
  const response = await fetch(`${area.dataset.ask}?q=${encodeURIComponent(text.slice(0, 1000))}`).catch(() => null);
  if (mine !== asked || !response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const open = [...region.querySelectorAll('details')].some((details) => details.open);
  // What is being read stays.
  if (open || region.contains(document.activeElement)) return;
  region.replaceChildren(...[...page.body.childNodes].map((node) => document.adoptNode(node)));
  region.hidden = !region.querySelector('li');
});

area?.addEventListener('input', look);
