/* Find a firm by any part of its name, accents or not. */
const field = $('find');
const hits = $('hits');
const keys = nodes.map(node => fold(node.name));
let chosen = 0;

const matches = () => {
  const wanted = fold(field.value);
  if (!wanted) return [];
  const found = nodes.filter(node => keys[node.index].includes(wanted));
  const starts = node => (keys[node.index].startsWith(wanted) ? 0 : 1);
  return found.sort((p, q) => starts(p) - starts(q) || q.inside - p.inside || collator.compare(p.name, q.name)).slice(0, 7);
};
function offer() {
  const found = matches();
  const nothing = Boolean(field.value.trim()) && !found.length;
  chosen = Math.min(chosen, Math.max(0, found.length - 1));
  hits.hidden = !found.length && !nothing;
  field.setAttribute('aria-expanded', String(!hits.hidden));
  fill(hits, nothing ? make('li', { className: 'muted', textContent: 'No such name' }) : found.map((node, k) => make('li', {
    id: `hit-${k}`, role: 'option', 'aria-selected': String(k === chosen), textContent: node.name,
    onpointerdown: event => { event.preventDefault(); take(node); },
  })));
  if (found.length) field.setAttribute('aria-activedescendant', `hit-${chosen}`); else field.removeAttribute('aria-activedescendant');
  state.hover = found[chosen] || null;
  paint();
}
function take(node) {
  field.value = '';
  offer();
  opener = field;
  openCard(node, true);
}
field.addEventListener('input', () => { chosen = 0; offer(); });
field.addEventListener('blur', () => { hits.hidden = true; field.setAttribute('aria-expanded', 'false'); state.hover = null; paint(); });
field.addEventListener('keydown', event => {
  const found = matches();
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length) {
    event.preventDefault();
    chosen = (chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
    offer();
  } else if (event.key === 'Enter' && found[chosen]) { event.preventDefault(); take(found[chosen]); }
  else if (event.key === 'Escape') { field.value = ''; offer(); canvas.focus(); event.stopPropagation(); }
});
