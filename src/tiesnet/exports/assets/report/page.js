/* The names in the page, the theme, paper; then the first drawing. */
const small = matchMedia('(max-width: 700px)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/* Every name in the page opens its card. */
every('[data-actor]:not(.dock)').forEach(button => {
  button.addEventListener('click', () => { opener = button; openCard(nodes[button.dataset.actor], true); });
});
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
  $('theme').textContent = themeNamed(THEMES[theme]);
  applyTheme(THEMES[theme]);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(THEMES[theme]));

/* On a phone the map comes first, in reading order as well as to the eye. */
const arrange = () => (small.matches ? $('first').prepend($('map')) : $('found').after($('map')));
arrange();
small.addEventListener('change', arrange);

const fit = () => {
  const edge = box.getBoundingClientRect();
  if (!edge.width || (edge.width === screen.width && edge.height === screen.height)) return;
  resize(edge.width, edge.height, Math.min(3, devicePixelRatio || 1));
  showSizes();
};
/* Paper: light, the whole map at full width, all rows. */
addEventListener('beforeprint', () => {
  closeCard();
  state.hover = null;
  growers.forEach(grow => grow(true));
  Object.assign(view, { scale: 1, x: 0, y: 0 });
  applyTheme('light');
  resize(688, 325, 3);
  showSizes();
  draw();
});
addEventListener('afterprint', () => {
  growers.forEach(grow => grow(false));
  applyTheme(THEMES[theme]);
  screen.width = 0;
  fit();
});

takeRound(data.round);
every('.needs-script').forEach(part => { part.hidden = false; });
showSwitches();
readPalette();
showReading();
new ResizeObserver(fit).observe(box);
fit();
showSwatches();
