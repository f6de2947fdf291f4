/* What if this firm leaves? Computed over the ties shown among the actors inside, directions
   ignored; memberships do not count. The words and numbers agree with the diagnoses. */
nodes.forEach(node => { node.seen = Boolean(data.seen[node.index]); });

/* The network shown: who is in it, and who is tied to whom. */
function network() {
  const members = nodes.filter(node => node.inside && visible(node));
  const place = new Map(members.map((node, k) => [node, k]));
  const near = members.map(() => new Set());
  for (const tie of ties) {
    if (!shown(tie) || !tie.layer.counts || !place.has(tie.a) || !place.has(tie.b)) continue;
    near[place.get(tie.a)].add(place.get(tie.b));
    near[place.get(tie.b)].add(place.get(tie.a));
  }
  /* Of whom we know nothing (no answer, named by nobody) we do not count. */
  const known = members.map((node, k) => node.seen || near[k].size > 0);
  return { members, place, near, known };
}

/* The group of everybody: numbered in the order of the actors; whoever is gone stands alone. */
function groups({ near }, gone = -1) {
  const label = new Int32Array(near.length).fill(-1);
  let next = 0;
  for (let start = 0; start < near.length; start++) {
    if (label[start] >= 0) continue;
    const queue = [start];
    label[start] = next;
    if (start !== gone) {
      for (const k of queue) for (const other of near[k]) if (other !== gone && label[other] < 0) { label[other] = next; queue.push(other); }
    }
    next++;
  }
  return label;
}
const sizes = (label, among) => {
  const size = new Map();
  label.forEach((group, k) => { if (among(k)) size.set(group, (size.get(group) || 0) + 1); });
  return size;
};
const pairsOf = n => n * (n - 1) / 2;

/* Everybody within one or two steps, seen from one actor. */
function withinTwo({ near }, from, gone = -1) {
  const found = new Set();
  for (const next of near[from]) {
    if (next === gone) continue;
    found.add(next);
    for (const far of near[next]) if (far !== gone && far !== from) found.add(far);
  }
  return found;
}

/* What some have with each other: groups, who has no tie, the largest group, pairs in reach. */
function holdings(net, label, among, gone = -1) {
  const size = [...sizes(label, among).values()];
  let alone = 0, close = 0;
  net.members.forEach((node, k) => {
    if (!among(k)) return;
    if (node.seen && ![...net.near[k]].some(other => other !== gone)) alone++;
    for (const other of withinTwo(net, k, gone)) if (other > k && among(other)) close++;
  });
  return { groups: size.length, alone, largest: Math.max(0, ...size), reaching: size.reduce((sum, n) => sum + pairsOf(n), 0), close };
}

/* Groups that answers still missing may tie to the rest. */
function doubted(net, label, rest, gone) {
  const dark = new Set(net.members.map((node, k) => (node.seen || k === gone ? -1 : label[k])));
  dark.delete(-1);
  const found = new Set(dark.has(rest) ? [...dark].filter(group => group !== rest) : []);
  for (const [a, b, layer] of data.doubts) {
    const [one, other] = [net.place.get(nodes[a]), net.place.get(nodes[b])];
    if (!layers[layer].on || one === undefined || other === undefined || one === gone || other === gone) continue;
    if (label[one] !== label[other]) { found.add(label[one]); found.add(label[other]); }
  }
  return found;
}

/* Who would be cut off from the largest part of the rest: for sure, and perhaps. */
function cutBy(net, gone, label) {
  const size = sizes(label, k => k !== gone);
  const touched = [...new Set([...net.near[gone]].map(k => label[k]))].sort((x, y) => x - y);
  const most = Math.max(0, ...touched.map(group => size.get(group)));
  const largest = touched.filter(group => size.get(group) === most);
  const doubt = doubted(net, label, largest[0], gone);
  if (largest.length !== 1) {
    return { cut: [], perhaps: [], parts: largest.length, most, sure: !largest.some(group => doubt.has(group)) };
  }
  const lost = net.members.filter((node, k) => k !== gone && label[k] !== largest[0] && touched.includes(label[k]));
  const certain = node => node.answered === 'answered' && !doubt.has(label[net.place.get(node)]);
  return { cut: lost.filter(certain), perhaps: lost.filter(node => !certain(node)), parts: 1, most, sure: true };
}

function leaving(node) {
  const net = network(), gone = net.place.get(node);
  const before = groups(net), then = groups(net, gone);
  const others = k => k !== gone && net.known[k];
  return {
    ...cutBy(net, gone, then),
    ties: node.ties.filter(tie => shown(tie) && tie.layer.counts).length,
    bare: net.members.filter((one, k) => net.near[k].size === 1 && net.near[k].has(gone)),
    now: holdings(net, before, others),
    then: holdings(net, then, others, gone),
  };
}

/* ---- in words ---- */
const MOST_NAMES = 12;
function names(list, most = MOST_NAMES) {
  const some = list.slice(0, most).map(node => nameButton(node));
  if (list.length <= most) return listed(some);
  return listed([...some, sayN(list.length - most, '{n} other', '{n} others')]);
}
const withNames = (text, list) => spliced(text, { names: names(list) });

function cutInWords({ cut, perhaps, parts, most, sure }) {
  if (parts > 1) {
    const text = sayN(most, 'The rest of its group would fall into {parts} parts of {n} actor each.', 'The rest of its group would fall into {parts} parts of {n} actors each.', { parts });
    return [[text], sure ? null : [say('Answers that are missing may tie them together.')]];
  }
  const kept = { names: '{names}' };
  const first = cut.length
    ? withNames(sayN(cut.length, '{n} actor would be cut off from the rest: {names}.', '{n} actors would be cut off from the rest: {names}.', kept), cut)
    : [say('Nobody that answered would be cut off.')];
  const more = perhaps.length
    ? withNames(sayN(perhaps.length, 'Perhaps {n} more, of which answers are missing: {names}.', 'Perhaps {n} more, of whom answers are missing: {names}.', kept), perhaps)
    : null;
  return [first, more];
}
const nowAndThen = (head, rows) => make('table', { className: 'now' },
  make('thead', {}, make('tr', {}, make('td'), make('th', { scope: 'col', textContent: say('Now') }), make('th', { scope: 'col', textContent: head }))),
  make('tbody', {}, rows.map(([label, now, then]) => make('tr', { className: now === then ? 'same' : '' },
    make('th', { scope: 'row', textContent: label }), make('td', { textContent: now }), make('td', { textContent: then })))));
const number = value => (value === null ? '–' : numbers.format(value));

function leavingInWords(node, found) {
  const [first, more] = cutInWords(found);
  const { now, then } = found;
  const row = (label, key) => [label, number(now[key]), number(then[key])];
  return [
    make('p', {}, first), more && make('p', {}, more),
    found.bare.length ? make('p', {}, withNames(sayN(found.bare.length, '{n} would have no tie left: {names}.', '{n} would have no tie left: {names}.', { names: '{names}' }), found.bare)) : '',
    make('p', { textContent: sayN(found.ties, '{n} tie would go.', '{n} ties would go.') }),
    nowAndThen(say('Without it'), [
      row(say('Groups without a tie between them'), 'groups'), row(say('Actors without any tie'), 'alone'),
      row(say('Actors in the largest group'), 'largest'), row(say('Pairs that reach each other'), 'reaching'), row(say('Pairs within two steps'), 'close'),
    ]),
    make('p', { className: 'small muted', textContent: say('Counted among the others, over the ties shown; nobody makes new ties.') }),
    node.answered === 'silent' ? make('p', { className: 'small muted', textContent: say('It did not answer itself: only ties that others report are counted.') }) : '',
  ];
}
