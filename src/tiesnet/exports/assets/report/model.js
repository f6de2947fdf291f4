/* The network and what of it is shown. */
const data = JSON.parse($('data').textContent);
const layers = data.layers;
const nodes = data.nodes.map((node, index) => ({ ...node, index, ties: [], chip: null, x: null, y: null }));
const ties = data.ties.map(([a, b, layer, grade, weight, round = 0], index) => ({
  a: nodes[a], b: nodes[b], layer: layers[layer], grade, weight, round, index, bow: 0,
}));
for (const tie of ties) { tie.a.ties.push(tie); tie.b.ties.push(tie); }
layers.forEach(layer => { layer.on = !layer.off; });

/* Ties of one pair are bent apart, so that each relation keeps a line of its own. */
{
  const pairs = new Map();
  for (const tie of ties) {
    const pair = (tie.round * nodes.length + Math.min(tie.a.index, tie.b.index)) * nodes.length + Math.max(tie.a.index, tie.b.index);
    const place = pairs.get(pair) || 0;
    pairs.set(pair, place + 1);
    const side = tie.layer.formality === 'formal' ? 1 : -1;
    tie.bow = side * (0.08 + 0.06 * (place >> 1)) * (tie.a.index < tie.b.index ? 1 : -1);
  }
}

/* What one can colour by: groups, then numbers in shades; -1 is one colour for all. */
const colourings = [...data.colours.map(one => ({ ...one, shades: false })), ...data.numbers.map(one => ({ ...one, shades: true }))];
const state = {
  institutions: true, outside: true, grade: 0, round: data.round, layout: 0,
  colour: data.colours.length && !data.colours[0].group ? 0 : -1, size: data.numbers.length ? 0 : -1,
  column: -1, group: null, // a stage, or a group of the legend (-1: not known), singled out
  hover: null, open: null, gone: null, meeting: null, cut: new Set(),
};
const onMap = node => node.place === 'map';
const isFirm = node => node.kind === 'firm';
const visible = node => (node.inside ? isFirm(node) || state.institutions : state.outside);
const strongEnough = tie => !state.grade || !tie.layer.graded || (tie.grade !== null && tie.grade >= state.grade);
const shown = tie => tie.round === state.round && tie.layer.on && strongEnough(tie) && visible(tie.a) && visible(tie.b);
const other = (tie, node) => (tie.a === node ? tie.b : tie.a);
const partnersOf = node => [...new Set(node.ties.filter(shown).map(tie => other(tie, node)))]
  .sort((x, y) => (y.rank - x.rank) || collator.compare(x.name, y.name));

/* The ties shown, found anew only when a filter has changed. */
const filters = () => `${state.round} ${state.grade} ${state.institutions} ${state.outside} ${layers.map(layer => Number(layer.on)).join('')}`;
let live = { key: '', ties: [] };
function liveTies() {
  const key = filters();
  if (key !== live.key) live = { key, ties: ties.filter(shown) };
  return live.ties;
}

/* A number of an actor in the wave shown; null where it is not known. */
const valueOf = (numbers, node) => (numbers.rounds ? numbers.rounds[state.round] : numbers.values)[node.index]
  ?? null;
/* The group or shade an actor has, from 0; -1 where it is not known. */
function groupOf(node) {
  const by = colourings[state.colour];
  if (!by) return -1;
  if (!by.shades) return by.codes[node.index];
  const value = valueOf(by, node);
  if (value === null) return -1;
  const place = by.limits.findIndex(limit => value <= limit);
  return place < 0 ? by.limits.length : place;
}
/* Measures of a wave that was not measured are not known there. */
const isKnown = numbers => Boolean(numbers.rounds) || numbers.group !== 'measure' || state.round === data.round;
