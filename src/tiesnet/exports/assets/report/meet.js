/* What if these two meet? Over the ties shown among the actors inside, with a tie of the two added;
   directions are ignored, save for effective size and constraint, where a tie told both ways
   weighs two, as in the numbers of the card. The new tie counts both ways. */
function steps({ near }, from) {
  const far = new Int32Array(near.length).fill(-1);
  const queue = [from];
  far[from] = 0;
  for (const k of queue) for (const other of near[k]) if (far[other] < 0) { far[other] = far[k] + 1; queue.push(other); }
  return far;
}
/* The length of the way over the new tie; a shortest way uses it once. */
const over = (x, y) => (x < 0 || y < 0 ? Infinity : x + 1 + y);

/* All pairs, now and with the tie: how far apart, how many come nearer, how many within two steps. */
function allPairs(net, one, other) {
  const fromOne = steps(net, one), fromOther = steps(net, other);
  const sum = { now: [0, 0, 0], then: [0, 0, 0] };
  const add = (at, length) => { if (length < Infinity) { at[0] += length; at[1]++; at[2] += 1 / length; } };
  let come = 0, close = 0, known = 0;
  for (let k = 0; k < net.near.length; k++) {
    if (!net.known[k]) continue;
    known++;
    const far = steps(net, k);
    for (let j = k + 1; j < far.length; j++) {
      if (!net.known[j]) continue;
      const now = far[j] < 0 ? Infinity : far[j];
      const then = Math.min(now, over(fromOne[k], fromOther[j]), over(fromOther[k], fromOne[j]));
      add(sum.now, now);
      add(sum.then, then);
      come += then < now;
      close += then <= 2 && now > 2;
    }
  }
  const told = ([length, pairs, parts]) => ({ mean: pairs ? length / pairs : null, efficiency: known > 1 ? parts / pairsOf(known) : null });
  return { come, close, now: told(sum.now), then: told(sum.then) };
}

/* How strong each pair is: one for each direction that is told. */
function strengths(net) {
  const arrows = net.members.map(() => new Map());
  const add = (from, to) => arrows[from].set(to, 1);
  for (const tie of ties) {
    if (!shown(tie) || !tie.layer.counts || !net.place.has(tie.a) || !net.place.has(tie.b)) continue;
    const [a, b] = [net.place.get(tie.a), net.place.get(tie.b)];
    add(a, b);
    if (!tie.layer.directed) add(b, a);
  }
  const strong = net.members.map(() => new Map());
  arrows.forEach((row, from) => row.forEach((_, to) => {
    strong[from].set(to, (strong[from].get(to) || 0) + 1);
    strong[to].set(from, (strong[to].get(from) || 0) + 1);
  }));
  return strong;
}
/* Burt's effective size and constraint in the circle of one actor and its partners. */
function burt(strong, i) {
  const mine = strong[i], partners = [...mine.keys()];
  if (!partners.length) return { size: null, constraint: null };
  const total = partners.reduce((sum, j) => sum + mine.get(j), 0);
  const inside = new Map(partners.map(j => [j, [...strong[j]].filter(([k]) => k === i || mine.has(k))]));
  const own = new Map(partners.map(j => [j, inside.get(j).reduce((sum, [, s]) => sum + s, 0)]));
  const top = new Map(partners.map(j => [j, Math.max(...inside.get(j).map(([, s]) => s))]));
  let redundant = 0, constraint = 0;
  for (const j of partners) {
    let share = mine.get(j) / total;
    for (const [q, s] of inside.get(j)) {
      if (q === i) continue;
      redundant += mine.get(q) / total * s / top.get(j);
      share += mine.get(q) / total * s / own.get(q);
    }
    constraint += share * share;
  }
  return { size: partners.length - redundant, constraint: partners.length > 1 ? constraint : null };
}

const countedPartners = node => [...new Set(node.ties.filter(tie => shown(tie) && tie.layer.counts).map(tie => other(tie, node)))];

function meeting(a, b) {
  const net = network(), one = net.place.get(a), two = net.place.get(b);
  const strong = strengths(net), joined = strong.map(row => row);
  joined[one] = new Map(strong[one]).set(two, 2);
  joined[two] = new Map(strong[two]).set(one, 2);
  const label = groups(net), far = steps(net, one);
  const counted = new Set(label.filter((_, k) => net.known[k])).size;
  const nearerTo = (end, beyond) => { // who comes nearer to one of the two over the other, who into reach at all
    const [here, there] = [steps(net, end), steps(net, beyond)];
    const others = net.members.filter((node, k) => k !== end && k !== beyond && there[k] >= 0);
    const from = node => here[net.place.get(node)];
    return {
      nearer: others.filter(node => from(node) > there[net.place.get(node)] + 1),
      reached: others.filter(node => from(node) < 0),
    };
  };
  return {
    tied: net.near[one].has(two),
    steps: far[two] < 0 ? null : far[two],
    both: countedPartners(a).filter(node => countedPartners(b).includes(node)), // who knows both may be outside
    groups: { now: counted, then: counted - (label[one] === label[two] ? 0 : 1) },
    ends: [nearerTo(one, two), nearerTo(two, one)],
    ...allPairs(net, one, two),
    circles: [one, two].map(end => ({ now: burt(strong, end), then: burt(joined, end) })),
  };
}

/* ---- in words ---- */
function meetingInWords(a, b, found) {
  if (found.tied) return [make('p', {}, say('They have a tie already, among those shown.'))];
  const kept = { names: '{names}' };
  const apart = found.steps === null ? say('Inside the cluster no way leads from one to the other now.')
    : sayN(found.steps, 'They are {n} step apart now.', 'They are {n} steps apart now.');
  const open = { who: '{who}', ...kept };
  const nearTo = (node, { nearer, reached }) => [
    reached.length ? make('p', {}, spliced(sayN(reached.length, '{who} would reach {n} actor that it cannot reach now.', '{who} would reach {n} actors that it cannot reach now.', open), { who: [nameButton(node)] })) : '',
    nearer.length ? make('p', {}, spliced(sayN(nearer.length, '{n} actor would come nearer to {who}: {names}.', '{n} actors would come nearer to {who}: {names}.', open),
      { who: [nameButton(node)], names: names(nearer, 5) })) : '',
  ];
  const circle = (node, { now, then }) => [
    [say('Effective size of {name}', { name: node.name }), number(now.size), number(then.size)],
    [say('Constraint of {name}', { name: node.name }), number(now.constraint), number(then.constraint)],
  ];
  return [
    make('p', {}, apart, ' ', found.both.length
      ? withNames(sayN(found.both.length, '{names} knows both.', '{n} know both: {names}.', kept), found.both) : say('Nobody is tied to both.')),
    found.groups.then < found.groups.now ? make('p', { textContent: say('Two groups without a tie between them would become one.') }) : '',
    ...nearTo(a, found.ends[0]), ...nearTo(b, found.ends[1]),
    make('p', { textContent: sayN(found.close, '{n} pair more would be within two steps.', '{n} pairs more would be within two steps.') }),
    nowAndThen(say('If they meet'), [
      [say('Groups without a tie between them'), number(found.groups.now), number(found.groups.then)],
      [say('Mean steps between those that reach each other'), number(found.now.mean), number(found.then.mean)],
      [say('Efficiency (mean of 1 / steps)'), number(found.now.efficiency), number(found.then.efficiency)],
      ...circle(a, found.circles[0]), ...circle(b, found.circles[1]),
    ]),
  ];
}

/* ---- on the card and on the map ---- */
function meet(a, b) {
  forget();
  state.meeting = [a, b];
  openCard(a, false, true);
  card.scrollTop = 0;
  $('answer').previousSibling.lastChild.focus({ preventScroll: true });
}
/* Ask whom: a field that finds names. Pressed again while it asks, it goes. */
function choose(node) {
  const asking = Boolean($('whom'));
  forget();
  openCard(node, false, true);
  if (asking) { $('answer').previousSibling.lastChild.focus({ preventScroll: true }); return; }
  const hits = make('ul', { id: 'whom-hits', role: 'listbox', 'aria-label': say('Matching names'), hidden: true });
  const field = make('input', {
    id: 'whom', type: 'search', autocomplete: 'off', placeholder: say('Whom does it meet?'), role: 'combobox', 'aria-expanded': 'false',
    'aria-controls': hits.id, 'aria-autocomplete': 'list', 'aria-label': say('Whom does it meet?'),
  });
  fill($('answer'), make('div', { className: 'search' }, field, hits));
  press($('answer').previousSibling.lastChild, true);
  nameField(field, hits, {
    fits: one => one.inside && one !== node && visible(one),
    take: one => meet(node, one),
    leave: () => { fill($('answer')); const button = $('answer').previousSibling.lastChild; press(button, false); button.focus(); },
  });
  field.focus({ preventScroll: true });
}
const unheard = node => (node.answered === 'silent' || node.answered === 'not surveyed'
  ? make('p', { className: 'small muted' }, spliced(say('{name} did not answer: only ties that others report are counted.'), { name: [node.name] })) : '');
function answerMeeting(said, a, b) {
  fill(said, make('p', { className: 'pair' }, spliced(say('{one} and {other}'), { one: [make('b', { textContent: a.name })], other: [nameButton(b)] })),
    meetingInWords(a, b, meeting(a, b)), unheard(a), unheard(b),
    make('p', { className: 'small muted', textContent: say('Counted over the ties shown, with one tie more; whether they would get on is another matter.') }));
  announce(said.textContent);
}
/* The pair as a dotted line, from disc to disc; who stands beside the map is met at its edge. */
function drawMeeting(pen) {
  if (!state.meeting) return;
  const ends = state.meeting.map(placeOf);
  if (ends.includes(null)) return;
  const [[x1, y1], [x2, y2]] = ends;
  pen.save();
  pen.globalAlpha = 1;
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 3;
  pen.lineCap = 'round';
  pen.setLineDash([0.1, 7]);
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12, x2, y2);
  pen.stroke();
  pen.setLineDash([]);
  pen.lineWidth = 2.2;
  for (const node of state.meeting.filter(one => onMap(one))) {
    pen.beginPath();
    pen.arc(X(node), Y(node), radius(node) * grow() + 3.5, 0, 7);
    pen.stroke();
  }
  pen.restore();
}
function placeOf(node) {
  if (onMap(node)) return [X(node), Y(node)];
  if (!node.chip || !node.chip.offsetParent) return null;
  const here = canvas.getBoundingClientRect(), there = node.chip.getBoundingClientRect();
  return [there.left + 7 - here.left, Math.min(screen.height - 4, there.top - here.top)];
}
