/* Find an actor by any part of its name, accents or not. Two fields do: that of the map and, on a
   card, the one that asks whom the firm meets. */
const keys = nodes.map(node => fold(node.name));
const MOST_HITS = 8;

function namesLike(text, fits) {
  const wanted = fold(text);
  if (!wanted) return [];
  const found = nodes.filter(node => fits(node) && keys[node.index].includes(wanted));
  const starts = node => (keys[node.index].startsWith(wanted) ? 0 : 1);
  return found.sort((p, q) => starts(p) - starts(q) || q.inside - p.inside || collator.compare(p.name, q.name)).slice(0, MOST_HITS);
}
/* What stands beside a name: its status, or what kind of actor it is. */
const besideName = node => [isFirm(node) ? '' : node.line, node.word].filter(Boolean)[0] || '';

/* A text field with the names that fit below it: arrows choose, Enter takes, Esc empties. */
function nameField(field, hits, { take, leave, fits = () => true }) {
  let chosen = 0;
  const id = k => `${hits.id}-${k}`;
  const option = (node, k) => make('li', {
    id: id(k), role: 'option', 'aria-selected': String(k === chosen),
    onpointerdown: event => { event.preventDefault(); choose(node); },
  }, make('span', { textContent: node.name }), ' ', make('small', { className: 'muted', textContent: besideName(node) }));
  const point = node => { state.hover = node; paint(); };
  const shut = () => { hits.hidden = true; field.setAttribute('aria-expanded', 'false'); field.removeAttribute('aria-activedescendant'); };
  const choose = node => { field.value = ''; shut(); point(null); take(node); };
  function offer() {
    const found = namesLike(field.value, fits);
    chosen = Math.min(chosen, Math.max(0, found.length - 1));
    if (!field.value.trim()) { shut(); point(null); return found; }
    hits.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    fill(hits, found.length ? found.map(option) : make('li', { className: 'muted', textContent: say('No such name') }));
    if (found.length) field.setAttribute('aria-activedescendant', id(chosen)); else field.removeAttribute('aria-activedescendant');
    point(found[chosen] || null);
    return found;
  }
  field.addEventListener('input', () => { chosen = 0; offer(); });
  field.addEventListener('blur', () => { shut(); point(null); });
  field.addEventListener('keydown', event => {
    const found = namesLike(field.value, fits);
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length) {
      event.preventDefault();
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
      offer();
    } else if (event.key === 'Enter' && found[chosen]) { event.preventDefault(); choose(found[chosen]); }
    else if (event.key === 'Escape') { event.stopPropagation(); field.value = ''; offer(); leave(); }
  });
}
nameField($('find'), $('hits'), {
  take: node => { opener = $('find'); openCard(node, true); },
  leave: () => canvas.focus(),
});
