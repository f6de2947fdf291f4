/* The controls around the map, the theme, definitions, paper; then the first drawing. */
const small = matchMedia('(max-width: 700px)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/* Legend = filter: one switch for each formality and one for each of its relations. */
function switchLayers(own, on) {
  own.forEach(layer => { layer.on = on; });
  filterChanged();
}
function showSwitches() {
  every('[data-formality]').forEach(button => {
    const own = layers.filter(layer => layer.formality === button.dataset.formality);
    const on = own.filter(layer => layer.on).length;
    press(button, on === own.length ? true : on ? 'mixed' : false);
  });
  every('[data-layer]').forEach(button => press(button, layers[button.dataset.layer].on));
  every('[data-group]').forEach(button => press(button, state[button.dataset.group]));
}
every('[data-formality]').forEach(button => button.addEventListener('click', () => {
  const own = layers.filter(layer => layer.formality === button.dataset.formality);
  switchLayers(own, !own.some(layer => layer.on));
}));
every('[data-layer]').forEach(button => button.addEventListener('click', () => {
  const layer = layers[button.dataset.layer];
  switchLayers([layer], !layer.on);
}));
every('[data-group]').forEach(button => button.addEventListener('click', () => {
  state[button.dataset.group] = !state[button.dataset.group];
  filterChanged();
}));
function filterChanged() {
  showSwitches();
  if (state.open) openCard(state.open, false, true);
  listTies();
  announce(`${plural(ties.filter(shown).length, 'tie', 'ties')} shown`);
  paint();
}
if ($('strength')) {
  $('strength').addEventListener('input', event => {
    state.grade = Number(event.target.value);
    $('strength-says').textContent = data.grades[state.grade];
    filterChanged();
  });
}
if ($('colour')) $('colour').addEventListener('change', event => { state.colour = Number(event.target.value); showSwatches(); paint(); });
if ($('size')) $('size').addEventListener('change', event => { state.size = Number(event.target.value); paint(); });

/* The stage has its heads over the columns; any other colouring gets its own row of swatches. */
function showSwatches() {
  const colour = data.colours[state.colour];
  const place = $('swatches');
  place.hidden = !colour || (colour.key === 'stage' && heads.length > 0);
  if (!colour || place.hidden) return;
  fill(place, colour.values.map((value, k) => make('span', {},
    make('span', { className: `chip k${k % 8}`, 'aria-hidden': 'true', textContent: k + 1 }), make('span', { textContent: shorten(value, 30) }))));
}

/* Every name in the page opens its card; the docks also light their ties. */
every('[data-actor]').forEach(button => {
  const node = nodes[button.dataset.actor];
  button.addEventListener('click', () => { opener = button; openCard(node, true); });
  if (!button.classList.contains('dock')) return;
  node.chip = button;
  const lit = on => () => { state.hover = on ? node : null; paint(); };
  button.addEventListener('mouseenter', lit(true));
  button.addEventListener('mouseleave', lit(false));
  button.addEventListener('focus', lit(true));
  button.addEventListener('blur', lit(false));
});
every('[data-more]').forEach(button => button.addEventListener('click', () => {
  every('[hidden]', $(button.dataset.more)).forEach(item => { item.hidden = false; });
  button.parentElement.remove();
}));
every('[data-heat]').forEach(button => button.addEventListener('click', () => showHeat(button.dataset.heat)));
function showHeat(name) {
  every('[data-heat]').forEach(button => press(button, button.dataset.heat === name));
  every('[data-heat-of]').forEach(part => { part.hidden = part.dataset.heatOf !== name; });
}
const firstHeat = document.querySelector('[data-heat]');
if (firstHeat) showHeat(firstHeat.dataset.heat);

/* Theme: as the system has it, or chosen. */
const THEMES = ['system', 'light', 'dark'];
let theme = 0;
function applyTheme(name) {
  if (name === 'system') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = name;
  readPalette();
  paint();
}
$('theme').addEventListener('click', () => {
  theme = (theme + 1) % THEMES.length;
  $('theme').textContent = `Theme: ${THEMES[theme]}`;
  applyTheme(THEMES[theme]);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(THEMES[theme]));

/* On a phone the map comes first, in reading order as well as to the eye. */
const arrange = () => (small.matches ? $('first').prepend($('map')) : $('found').after($('map')));
arrange();
small.addEventListener('change', arrange);

const fit = () => {
  const edge = box.getBoundingClientRect();
  if (edge.width) resize(edge.width, edge.height, Math.min(3, devicePixelRatio || 1));
};
/* Paper: light, the whole map at full width, all rows. */
addEventListener('beforeprint', () => {
  closeCard();
  state.hover = null;
  growers.forEach(grow => grow(true));
  Object.assign(view, { scale: 1, x: 0, y: 0 });
  applyTheme('light');
  resize(688, 393, 3);
  draw();
});
addEventListener('afterprint', () => { growers.forEach(grow => grow(false)); applyTheme(THEMES[theme]); fit(); });

every('.needs-script').forEach(part => { part.hidden = false; });
showSwitches();
showSwatches();
readPalette();
new ResizeObserver(fit).observe(box);
fit();
