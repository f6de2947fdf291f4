/* The card of a firm: its status, its numbers among those of the others, whom it should meet, its
   partners; and what would change if it left or met another. */
const card = $('card');
let opener = null; // the focus goes back there when the card closes

const nameButton = node => make('button', {
  type: 'button', className: 'firm', textContent: node.name,
  onclick: event => { if (!card.contains(event.currentTarget)) opener = event.currentTarget; openCard(node, true); },
});

function closeCard() {
  state.open = null;
  forget();
  card.hidden = true;
  markChips();
  paint();
}
function leaveCard() {
  closeCard();
  (opener && opener.isConnected ? opener : canvas).focus();
  opener = null;
}
/* Nobody leaves and nobody meets any more. */
function forget() {
  state.gone = state.meeting = null;
  state.cut.clear();
}

function openCard(node, focus = false, refresh = false) {
  if (node !== state.open) forget();
  state.open = node;
  state.hover = null;
  const partners = partnersOf(node);
  const silent = node.answered === 'silent';
  card.setAttribute('aria-label', say('Card of {name}', { name: node.name }));
  fill(card,
    make('button', { type: 'button', className: 'x', 'aria-label': say('Close'), textContent: '×', onclick: leaveCard }),
    make('h2', { textContent: node.name }),
    make('p', { className: 'small muted', textContent: node.line || '\u00a0' }),
    statusOf(node),
    silent ? make('p', { className: 'small muted', textContent: say('Its own numbers stay empty: only its answer can fill them.') }) : '',
    whatIf(node, partners),
    part(say('Introductions proposed'), proposals(node)),
    part(silent ? say('What others tell') : say('Numbers'), numbersOf(node)),
    part(say('Roles it plays'), rolesOf(node)),
    part(silent ? say('Named by') : say('Partners'), partnerLists(node, partners)),
    part(say('Offers'), node.offers && make('p', { textContent: node.offers })),
    part(say('Looks for'), node.seeks && make('p', { textContent: node.seeks })),
    part(say('From the survey'), node.about.length && make('dl', {}, node.about.flatMap(([label, value]) => fact(label, value)))));
  card.hidden = false;
  if (!refresh) { card.scrollTop = 0; bringIntoSight(node); }
  $('tip').hidden = true;
  markChips();
  if (!refresh) announce(`${node.name}. ${node.status}`);
  if (focus) card.firstChild.focus({ preventScroll: true });
  paint();
}
const part = (heading, content) => (content ? make('section', {}, make('h3', { textContent: heading }), content) : '');
const fact = (label, value) => [make('dt', {}, label), make('dd', {}, value)];

function statusOf(node) {
  const meaning = $('t-connection') && node.symbol
    ? [' ', defined(make('button', { type: 'button', className: 'ask', textContent: '?', 'aria-label': say('What do the words for connection mean?') }), 'connection')] : '';
  return make('p', { className: 'status' }, node.symbol ? symbol(`m-${node.symbol}`, 20) : '', make('span', {}, node.status, meaning));
}
/* A button that opens the definition of a measure. */
function defined(button, measure) {
  button.setAttribute('popovertarget', `t-${measure}`);
  explain(button);
  return button;
}
const wordFor = (label, measure) => ($(`t-${measure}`)
  ? defined(make('button', { type: 'button', className: 'term', textContent: label }), measure) : label);

/* Each number, and its place among the firms that answered: as words and as a bar. */
const standing = (share, words) => [bar(share), make('span', { textContent: words })];
function numbersOf(node) {
  if (!node.facts.length) return '';
  const compared = node.facts.some(one => one.length > 3);
  return [
    make('dl', {}, node.facts.flatMap(([label, value, measure, share, words]) => [
      ...fact(wordFor(label, measure), value), share === undefined ? '' : make('dd', { className: 'place' }, ...standing(share, words)),
    ])),
    compared ? make('p', { className: 'small muted', textContent: sayN(data.compared, 'Compared with {n} firm that answered in full.', 'Compared with the {n} firms that answered in full.') }) : '',
  ];
}
function bar(share) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const draw = (tag, attributes) => { svg.append(document.createElementNS(space, tag)); for (const [k, v] of Object.entries(attributes)) svg.lastChild.setAttribute(k, v); };
  for (const [k, v] of Object.entries({ width: 62, height: 9, class: 'bar-of', 'aria-hidden': 'true' })) svg.setAttribute(k, v);
  draw('path', { d: 'M1 0V9M61 0V9M1 4.5H61', fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.45 });
  draw('rect', { x: 1, y: 2, width: 60 * share, height: 5, fill: 'currentColor' });
  return svg;
}
function rolesOf(node) {
  return node.roles.length ? make('dl', {}, node.roles.flatMap(([label, value, measure, ...rest]) => [
    ...fact(wordFor(label, measure), value), make('dd', { className: 'role', textContent: rest[rest.length - 1] }),
    rest.length > 1 ? make('dd', { className: 'place' }, ...standing(rest[0], rest[1])) : '',
  ])) : '';
}

/* Whom it should meet, why, and whom to ask. */
function proposals(node) {
  if (!node.meets.length) return '';
  return make('ul', { className: 'meets' }, node.meets.map(({ whom, why, ask, how }) => {
    const who = typeof ask === 'number' ? nameButton(nodes[ask]) : ask;
    return make('li', {}, nameButton(nodes[whom]), why ? make('small', { textContent: why }) : '',
      how ? make('small', {}, spliced(how, { who: [who] })) : '',
      make('button', { type: 'button', className: 'try', textContent: say('What if they meet?'), onclick: () => meet(node, nodes[whom]) }));
  }));
}

/* Partners by kind, with the lines that tie them and who names whom. */
const KINDS = [
  [() => say('Firms'), node => node.inside && isFirm(node)],
  [() => say('Institutions'), node => node.inside && !isFirm(node)],
  [() => say('Outside the cluster'), node => !node.inside],
];
const MOST_PARTNERS = 12;
const told = layers.map((_, k) => {
  const pairs = data.told[k], found = new Set();
  for (let at = 0; at < pairs.length; at += 2) found.add(pairs[at] * nodes.length + pairs[at + 1]);
  return found;
});
const tells = (from, to) => told.some((pairs, k) => layers[k].on && pairs.has(from.index * nodes.length + to.index));
function direction(node, partner) {
  const [out, back] = [tells(node, partner), tells(partner, node)];
  if (out && back) return ['↔', say('each names the other')];
  if (out) return ['→', say('it names this partner')];
  return back ? ['←', say('this partner names it')] : ['', ''];
}
function partnerLists(node, partners) {
  if (!partners.length) return '';
  const kinds = KINDS.map(([label, fits]) => [label(), partners.filter(fits)]).filter(([, list]) => list.length);
  const marked = partners.some(partner => direction(node, partner)[0]);
  return [
    marked ? make('p', { className: 'small muted', textContent: say('→ it names them · ← they name it · ↔ both') }) : '',
    ...kinds.map(([label, list]) => [kinds.length > 1 ? make('h4', { textContent: `${label} ${numbers.format(list.length)}` }) : '', partnerList(node, list)]).flat(),
  ];
}
function partnerList(node, partners) {
  const item = partner => {
    const [mark, words] = direction(node, partner);
    const kinds = [...new Set(node.ties.filter(tie => shown(tie) && other(tie, node) === partner).map(tie => tie.layer.formality))].sort();
    return make('li', {}, make('span', { className: 'way', title: words }, make('span', { 'aria-hidden': 'true', textContent: mark }), words ? make('span', { className: 'hear', textContent: words }) : ''),
      nameButton(partner), kinds.map(lineKey));
  };
  const list = make('ul', {}, partners.slice(0, MOST_PARTNERS).map(item));
  if (partners.length > MOST_PARTNERS) {
    list.append(make('li', {}, make('button', { type: 'button', className: 'more', textContent: say('Show all {n}', { n: partners.length }),
      onclick: event => { event.target.parentElement.remove(); list.append(...partners.slice(MOST_PARTNERS).map(item)); } })));
  }
  return list;
}

/* The two questions of the card; one is answered at a time. */
function whatIf(node, partners) {
  if (!node.inside) return '';
  const place = make('div', { className: 'what' });
  const leave = partners.length && make('button', { type: 'button', textContent: say('What if it leaves?'), onclick: () => leaveOr(node) });
  const meets = node.answered !== 'silent' && make('button', { type: 'button', textContent: say('What if it meets …'), onclick: () => choose(node) });
  fill(place, make('div', { className: 'ask-what' }, leave || '', meets || ''), make('div', { id: 'answer' }));
  if (leave) press(leave, state.gone === node);
  if (meets) press(meets, Boolean(state.meeting));
  const said = place.lastChild;
  if (state.gone === node && leave) answerLeaving(node, said);
  else if (state.meeting) answerMeeting(said, ...state.meeting);
  return leave || meets ? place : '';
}
function leaveOr(node) {
  const gone = state.gone === node ? null : node;
  forget();
  state.gone = gone;
  openCard(node, false, true);
  $('answer').previousSibling.firstChild.focus({ preventScroll: true });
}
function answerLeaving(node, said) {
  const found = leaving(node);
  state.cut = new Set([...found.cut, ...found.perhaps]);
  fill(said, leavingInWords(node, found));
  announce(said.firstChild.textContent);
}

function bringIntoSight(node) {
  const seen = box.getBoundingClientRect();
  const end = small.matches ? innerHeight / 2 : innerHeight; // on a phone a sheet covers the lower half
  if (seen.top < 0 || seen.bottom > end) {
    const block = small.matches || seen.height > innerHeight ? 'start' : 'nearest';
    box.scrollIntoView({ block, behavior: calm.matches ? 'auto' : 'smooth' });
  }
  if (node.x === null || node.left === undefined) return;
  const right = wide() ? screen.width - 320 : screen.width;
  if (X(node) < 20 || X(node) > right) view.x += right / 2 - X(node);
  if (Y(node) < 20 || Y(node) > screen.height - 20) view.y += screen.height / 2 - Y(node);
}
const markChips = () => every('.dock').forEach(chip => chip.classList.toggle('on', nodes[chip.dataset.actor] === state.open));
