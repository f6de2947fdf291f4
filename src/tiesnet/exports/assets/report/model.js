/* The network and what of it is shown. */
const data = JSON.parse($('data').textContent);
const layers = data.layers;
const nodes = data.nodes.map((node, index) => ({ ...node, index, ties: [], chip: null }));
const ties = data.ties.map(([a, b, layer, grade, weight], index) => ({
  a: nodes[a], b: nodes[b], layer: layers[layer], grade, weight, index, bow: 0,
}));
for (const tie of ties) { tie.a.ties.push(tie); tie.b.ties.push(tie); }
layers.forEach(layer => { layer.on = !layer.off; });

/* Ties of one pair are bent apart, so that each relation keeps a line of its own. */
{
  const pairs = new Map();
  for (const tie of ties) {
    const pair = `${Math.min(tie.a.index, tie.b.index)} ${Math.max(tie.a.index, tie.b.index)}`;
    const place = pairs.get(pair) || 0;
    pairs.set(pair, place + 1);
    const side = tie.layer.formality === 'formal' ? 1 : -1;
    tie.bow = side * (0.08 + 0.06 * (place >> 1)) * (tie.a.index < tie.b.index ? 1 : -1);
  }
}

const state = {
  institutions: true, outside: true, grade: 0, colour: 0, size: 0, column: -1,
  hover: null, open: null, gone: null, cut: new Set(),
};
const onMap = node => node.place === 'map';
const isFirm = node => node.kind === 'firm';
const visible = node => (node.inside ? isFirm(node) || state.institutions : state.outside);
const strongEnough = tie => !state.grade || !tie.layer.graded || (tie.grade !== null && tie.grade >= state.grade);
const shown = tie => tie.layer.on && strongEnough(tie) && visible(tie.a) && visible(tie.b);
const other = (tie, node) => (tie.a === node ? tie.b : tie.a);
const partnersOf = node => [...new Set(node.ties.filter(shown).map(tie => other(tie, node)))]
  .sort((x, y) => (y.rank - x.rank) || collator.compare(x.name, y.name));

/* Who ends outside the largest part when one actor leaves, over the ties shown. */
function parts(members, gone) {
  const seen = new Set([gone]);
  const inside = new Set(members);
  const found = [];
  for (const start of members) {
    if (seen.has(start)) continue;
    const part = [start];
    seen.add(start);
    for (const node of part) {
      for (const tie of node.ties) {
        const next = other(tie, node);
        if (shown(tie) && tie.layer.counts && inside.has(next) && !seen.has(next)) { seen.add(next); part.push(next); }
      }
    }
    found.push(part);
  }
  return found.sort((x, y) => y.length - x.length);
}
function cutOff(node) {
  const members = nodes.filter(n => n.inside && visible(n));
  const home = parts(members, null).find(part => part.includes(node)) || [node];
  return parts(home.filter(n => n !== node), node).slice(1).flat();
}
