/* The legend of colours and sizes; pressing an entry singles its group out. */
const SPACE = 'http://www.w3.org/2000/svg';
if ($('colour')) {
  $('colour').value = state.colour;
  $('colour').addEventListener('change', event => {
    state.colour = Number(event.target.value);
    state.group = null;
    showSwatches();
    paint();
  });
}
if ($('size')) {
  $('size').value = state.size;
  $('size').addEventListener('change', event => { state.size = Number(event.target.value); showSizes(); paint(); });
}

/* The stage has its heads over the columns; any other colouring, and heads that are only numbers,
   need this legend. */
function showSwatches() {
  const by = colourings[state.colour];
  const place = $('swatches');
  if (!place) return;
  place.hidden = !by || (by.key === 'stage' && inLanes() && heads.length > 0 && !headNames.numbered);
  if (place.hidden) { fill(place); return; }
  const labels = by.shades ? by.classes : by.values;
  const drawn = nodes.filter(node => node.inside && isFirm(node) && drawable(node));
  const entries = labels.map((label, k) => swatch(k, `${by.shades ? 'k-' : 'k'}${by.shades ? `s${shadeOf(k, by)}` : k % 8}`, label));
  const blank = drawn.filter(node => groupOf(node) < 0).length;
  if (blank) entries.push(swatch(-1, 'k-blank', isKnown(by) ? say('not known') : say('not computed for this wave')));
  fill(place, entries);
}
function swatch(group, style, label) {
  const short = shorten(label, 30);
  const button = make('button', { type: 'button', className: 'swatch', onclick: () => singleGroup(group) },
    make('span', { className: `chip ${style}`, 'aria-hidden': 'true', textContent: group < 0 ? '' : group + 1 }), make('span', { textContent: short }));
  if (short !== label) button.title = label;
  press(button, state.group === group);
  return button;
}
function singleGroup(group) {
  state.group = state.group === group ? null : group;
  state.column = -1;
  heads.forEach(button => press(button, false));
  showSwatches();
  const at = every('.swatch', $('swatches')).find(button => button.getAttribute('aria-pressed') === 'true');
  if (at) at.focus({ preventScroll: true });
  paint();
}

/* Three discs with their values; the smallest stands for nought, and for what is not known. */
function showSizes() {
  const place = $('sizes');
  if (!place) return;
  const by = data.numbers[state.size];
  place.hidden = !by || !by.marks.length;
  if (place.hidden) { fill(place); return; }
  const marks = [...by.marks].reverse().map(([value, text]) => make('span', {}, disc(radiusFor(value)), make('span', { textContent: text })));
  const blank = nodes.some(node => node.inside && isFirm(node) && drawable(node) && valueOf(by, node) === null);
  if (blank) marks.push(make('span', {}, disc(radiusFor(null)), make('span', { textContent: isKnown(by) ? say('0 or not known') : say('not computed for this wave') })));
  fill(place, marks);
}
function disc(r) {
  const svg = document.createElementNS(SPACE, 'svg');
  const circle = document.createElementNS(SPACE, 'circle');
  const side = Math.ceil(2 * r + 2);
  for (const [name, value] of Object.entries({ width: side, height: side, viewBox: `0 0 ${side} ${side}`, class: 'disc', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ cx: side / 2, cy: side / 2, r: Math.max(1, r) })) circle.setAttribute(name, value);
  svg.append(circle);
  return svg;
}

/* How to read the layout, or which wave is shown. */
function showReading() {
  const place = $('reading');
  const waves = data.rounds.length && !isMeasured()
    ? [say('This is {wave}; the chapters, the tables and all findings tell of {measured}.', { wave: data.rounds[state.round], measured: data.rounds[data.round] })] : [];
  const note = inLanes() ? [] : [layoutShown().note];
  place.textContent = [...waves, ...note].join(' ');
  place.hidden = !place.textContent;
  $('columns').hidden = !inLanes() || !heads.length;
  box.classList.toggle('tall', layoutShown().shape === 'equal' || layoutShown().shape === 'round');
}
function chooseLayout(place) {
  state.layout = place;
  state.column = -1;
  heads.forEach(button => press(button, false));
  showReading();
  showSwatches();
  Object.assign(view, { scale: 1, x: 0, y: 0 });
  walkTo();
  announce(`${layoutShown().label}. ${layoutShown().note}`);
}
if ($('layout')) $('layout').addEventListener('change', event => chooseLayout(Number(event.target.value)));
