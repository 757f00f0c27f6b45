// Every page works without this. What a page has no use for is not loaded.

const everywhere = ['time', 'composer', 'drafts', 'pick', 'dialogs', 'visit'];
const desk = ['lists', 'keys', 'live', 'presence'];

const names = document.body.hasAttribute('data-desk') ? [...everywhere, ...desk] : everywhere;
for (const name of names) import(`./${name}.js`);

// What a page wants to be read or filled first; never away from where somebody is already.
if (document.activeElement === document.body && !location.hash) document.querySelector('[data-focus]')?.focus();
