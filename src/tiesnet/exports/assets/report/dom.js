/* Small helpers. Text from the data reaches the page through textContent only. */
const $ = id => document.getElementById(id);
const every = (selector, root = document) => [...root.querySelectorAll(selector)];

/* What people read: English here, the page's language from its texts. {name} is filled in. */
const texts = JSON.parse($('texts').textContent);
const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => {
  const value = values[name];
  return typeof value === 'number' ? numbers.format(value) : value;
});
const numbers = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
const say = (text, values) => (values ? filled(texts[text] || text, values) : texts[text] || text);
const sayN = (n, one, many, values) => filled((texts[`${one}|${many}`] || [one, many])[n === 1 ? 0 : 1], { n, ...values });

const themeNamed = name => ({ system: say('Theme: system'), light: say('Theme: light'), dark: say('Theme: dark') })[name];

function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== ''));
  return element;
}

/* A sentence with names in it: {who} gives way to the parts given for it, text or elements. */
const spliced = (text, parts) => text.split(/{(\w+)}/).flatMap((piece, k) => (k % 2 ? parts[piece] : [piece]));
/* A, B and C, of text or elements. */
const lists = new Intl.ListFormat(document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang);
const listed = parts => lists.formatToParts(parts.map((_, k) => String(k)))
  .map(({ type, value }) => (type === 'element' ? parts[Number(value)] : value));

const fill = (element, ...children) => {
  element.replaceChildren(...children.flat().filter(child => child !== null && child !== ''));
  return element;
};

const press = (button, value) => button.setAttribute('aria-pressed', String(value));
const announce = text => { $('say').textContent = text; };
const fold = text => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').trim();
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/* A drawing that stands once in the page, used again: <svg><use href="#symbol"></use></svg>. */
function symbol(id, width = 14, height = 14) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `#${id}`);
  svg.append(use);
  for (const [name, value] of Object.entries({ width, height, class: 'mark', 'aria-hidden': 'true' })) {
    svg.setAttribute(name, value);
  }
  return svg;
}
const lineKey = formality => symbol(`key-${formality}`, 22, 8);

/* Long names keep their start; the whole name is in the card and the tables. */
const shorten = (name, most = 26) => {
  const letters = [...name];
  return letters.length > most ? letters.slice(0, most - 1).join('').trimEnd() + '…' : name;
};
