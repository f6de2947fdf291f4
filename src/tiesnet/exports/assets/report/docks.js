/* Who stands beside the map: buttons that open cards and light their ties. */
const MOST_DOCKED = 24;
function dock(button) {
  const node = nodes[button.dataset.actor];
  node.chip = button;
  button.addEventListener('click', () => { opener = button; openCard(node, true); });
  const lit = on => () => { state.hover = on ? node : null; paint(); };
  button.addEventListener('mouseenter', lit(true));
  button.addEventListener('mouseleave', lit(false));
  button.addEventListener('focus', lit(true));
  button.addEventListener('blur', lit(false));
}
every('.dock[data-actor]').forEach(dock);

/* A long list shows its start, and the whole in a place of its own that scrolls. */
function showWhole(button) {
  const list = $(button.dataset.more);
  const rest = every('[hidden]', list);
  rest.forEach(item => { item.hidden = false; });
  button.parentElement.remove();
  list.classList.add('whole');
  if (rest[0]) rest[0].firstChild.focus({ preventScroll: true });
}
every('[data-more]').forEach(button => button.addEventListener('click', () => showWhole(button)));

/* The areas of another wave. */
function fillDocks() {
  const place = $('docks');
  if (!place) return;
  nodes.forEach(node => { node.chip = null; });
  fill(place, data.areas.map(area => {
    const members = nodes.filter(node => node.place === area.place);
    return members.length ? areaOf(area, members) : '';
  }));
}
function areaOf(area, members) {
  const items = members.map((node, k) => {
    const button = make('button', { type: 'button', className: 'dock', 'data-actor': node.index }, symbol(`m-${area.symbol}`, 20), make('span', { textContent: node.name }));
    dock(button);
    return make('li', { hidden: k >= MOST_DOCKED }, button);
  });
  const list = make('ul', { id: `dock-${area.key}` }, items);
  const more = members.length - MOST_DOCKED;
  if (more > 0) {
    const button = make('button', { type: 'button', className: 'dock', 'data-more': list.id, textContent: sayN(more, 'and {n} more', 'and {n} more') });
    button.addEventListener('click', () => showWhole(button));
    list.append(make('li', { className: 'no-print' }, button));
  }
  return make('div', {}, make('h3', {}, area.label, ' ', make('span', { className: 'count', textContent: numbers.format(members.length) }),
    make('span', { className: 'meaning', textContent: area.meaning })), list);
}
