/* A page without a map: the theme, and all rows on paper. */
const THEMES = ['system', 'light', 'dark'];
let theme = 0;
const applyTheme = name => {
  if (name === 'system') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = name;
};
$('theme').addEventListener('click', () => {
  theme = (theme + 1) % THEMES.length;
  $('theme').textContent = themeNamed(THEMES[theme]);
  applyTheme(THEMES[theme]);
});
addEventListener('beforeprint', () => {
  growers.forEach(grow => grow(true));
  applyTheme('light');
});
addEventListener('afterprint', () => { growers.forEach(grow => grow(false)); applyTheme(THEMES[theme]); });
every('.needs-script').forEach(part => { part.hidden = false; });
