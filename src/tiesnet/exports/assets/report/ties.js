/* The map as a table: the ties shown, made when it is opened. */
const listing = { all: false };
function listTies() {
  if (!$('as-table').open) return;
  const list = liveTies();
  const rows = listing.all ? list : list.slice(0, SHORT);
  const strengths = layers.some(layer => layer.graded);
  const arrow = tie => (tie.layer.directed ? '→' : '–');
  fill($('ties'),
    make('thead', {}, make('tr', {}, [say('From'), null, say('To'), say('Relation'), say('Kind'), ...(strengths ? [say('Strength')] : [])]
      .map((text, k) => make('th', { scope: 'col', className: k === 5 ? 'n' : '' }, text ?? make('span', { className: 'hear', textContent: say('Direction') }))))),
    make('tbody', {}, rows.map(tie => make('tr', {}, make('th', { scope: 'row' }, nameButton(tie.a)), make('td', { textContent: arrow(tie) }),
      make('td', {}, nameButton(tie.b)), make('td', { textContent: tie.layer.label }), make('td', { textContent: tie.layer.formality === 'formal' ? say('formal') : say('informal') }),
      strengths ? make('td', { className: 'n', textContent: tie.weight ?? '' }) : ''))));
  $('more-ties').hidden = rows.length === list.length;
  $('more-ties').textContent = say('Show all {n} ties', { n: list.length });
}
$('more-ties').addEventListener('click', () => { listing.all = true; listTies(); });
$('as-table').addEventListener('toggle', listTies);
