/* The card of a firm: its numbers, its partners, and what would happen if it left. */
const card = $('card');
let opener = null; // the focus goes back there when the card closes

const nameButton = node => make('button', {
  type: 'button', className: 'firm', textContent: node.name,
  onclick: event => { opener = event.currentTarget; openCard(node, true); },
});

function closeCard() {
  state.open = state.gone = null;
  state.cut.clear();
  card.hidden = true;
  markChips();
  paint();
}
function leaveCard() {
  closeCard();
  (opener && opener.isConnected ? opener : canvas).focus();
  opener = null;
}

function openCard(node, focus = false, refresh = false) {
  if (node !== state.open) { state.gone = null; state.cut.clear(); }
  state.open = node;
  state.hover = null;
  const partners = partnersOf(node);
  const silent = node.answered === 'silent';
  fill(card,
    make('button', { type: 'button', className: 'x', 'aria-label': 'Close', textContent: '×', onclick: leaveCard }),
    make('h2', { textContent: node.name }),
    make('p', { className: 'small muted', textContent: node.line || '\u00a0' }),
    make('p', { textContent: node.status, title: node.term }),
    facts(node.facts),
    silent ? make('p', { className: 'small muted', textContent: 'Its own numbers stay empty: only its answer can fill them.' }) : '',
    node.inside && !silent && partners.length ? whatIf(node) : '',
    partners.length ? make('h3', { textContent: silent ? 'Named by' : 'Partners' }) : '',
    partnerList(node, partners),
    node.about.length ? make('h3', { textContent: 'From the survey' }) : '',
    facts(node.about));
  card.hidden = false;
  if (!refresh) { card.scrollTop = 0; bringIntoSight(node); }
  $('tip').hidden = true;
  markChips();
  if (!refresh) announce(`${node.name}. ${node.status}`);
  if (focus) card.firstChild.focus({ preventScroll: true });
  paint();
}
const facts = rows => make('dl', {}, rows.flatMap(([label, value, term]) => [make('dt', {}, wordFor(label, term)), make('dd', { textContent: value })]));
function wordFor(label, term) {
  const meaning = term && $(`t-${term}`);
  if (!meaning) return label;
  const button = make('button', { type: 'button', className: 'term', textContent: label, popovertarget: meaning.id });
  explain(button);
  return button;
}
function partnerList(node, partners) {
  const most = 30;
  const items = partners.slice(0, most).map(partner => make('li', {}, nameButton(partner),
    [...new Set(node.ties.filter(tie => shown(tie) && other(tie, node) === partner).map(tie => tie.layer.formality))].map(lineKey)));
  if (partners.length > most) items.push(make('li', { className: 'muted', textContent: `and ${partners.length - most} more, in the table of ties` }));
  return make('ul', {}, items);
}

function whatIf(node) {
  const place = make('div', { className: 'what' });
  const button = make('button', {
    type: 'button', textContent: 'What if it leaves?',
    onclick: () => { state.gone = state.gone ? null : node; state.cut = new Set(state.gone ? cutOff(node) : []); write(); paint(); },
  });
  const write = () => {
    press(button, Boolean(state.gone));
    if (!state.gone) return fill(place, button);
    const lost = [...state.cut];
    const sure = lost.filter(n => n.answered === 'answered');
    const perhaps = lost.length - sure.length;
    const names = sure.slice(0, 12).flatMap((n, k) => [k ? ', ' : ': ', nameButton(n)]);
    const text = sure.length ? `${plural(sure.length, 'actor', 'actors')} would be cut off from the rest` : 'Nobody that answered would be cut off';
    const unsure = perhaps ? ` ${perhaps} more perhaps: ${perhaps === 1 ? 'its own answer is' : 'their own answers are'} missing.` : '';
    announce(text);
    return fill(place, button, make('p', {}, text, names, sure.length > 12 ? ' and others.' : '.', unsure),
      make('p', { className: 'small muted', textContent: 'Counted over the ties shown.' }));
  };
  if (state.gone) state.cut = new Set(cutOff(node));
  write();
  return place;
}

function bringIntoSight(node) {
  const place = small.matches ? $('map') : box;
  const seen = place.getBoundingClientRect();
  if (seen.top < 0 || seen.top > innerHeight * 0.7) place.scrollIntoView({ block: 'start', behavior: calm.matches ? 'auto' : 'smooth' });
  if (node.x === null || node.left === undefined) return;
  const right = wide() ? screen.width - 320 : screen.width;
  if (X(node) < 20 || X(node) > right) view.x += right / 2 - X(node);
  if (Y(node) < 20 || Y(node) > screen.height - 20) view.y += screen.height / 2 - Y(node);
}
const markChips = () => every('.dock').forEach(chip => chip.classList.toggle('on', nodes[chip.dataset.actor] === state.open));
