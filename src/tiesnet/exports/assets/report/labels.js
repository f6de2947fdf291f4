/* Names on the map. Whoever the text names comes first, then the most central; eight places are
   tried for each; a name never covers another name nor the disc of a firm the text names, and
   covers another disc only if it must be there. */
const CELL = 64;
const MOST_LABELS = 160;
const textWidths = new Map();

function textWidth(text, style) {
  const key = style + text;
  if (!textWidths.has(key)) { pen.font = style; textWidths.set(key, pen.measureText(text).width); }
  return textWidths.get(key);
}

/* Boxes that are taken, found by the cells of a coarse grid. */
function makeSpace() {
  const grid = new Map();
  const cells = function* ([left, top, right, bottom]) {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) yield i * 4096 + j;
    }
  };
  const overlap = (p, q) => p[0] < q[2] && p[2] > q[0] && p[1] < q[3] && p[3] > q[1];
  return {
    take(rectangle, cost) {
      for (const cell of cells(rectangle)) {
        if (!grid.has(cell)) grid.set(cell, []);
        grid.get(cell).push({ rectangle, cost });
      }
    },
    cost(rectangle) {
      if (rectangle[0] < 0 || rectangle[1] < 0 || rectangle[2] > screen.width || rectangle[3] > screen.height) return Infinity;
      let sum = 0;
      for (const cell of cells(rectangle)) {
        for (const taken of grid.get(cell) || []) if (overlap(rectangle, taken.rectangle)) sum += taken.cost;
      }
      return sum;
    },
  };
}

const urgency = (node, near) => (node === state.open || node === state.hover ? 1e6 : 0)
  + (near.has(node) ? 1e5 : 0) + (state.cut.has(node) ? 9e4 : 0) + (node.ring ? 5e4 : 0)
  + (node.told ? 4e4 : 0) + (isFirm(node) && node.inside ? node.rank : -1);

function drawLabels(live, near, faint) {
  const space = makeSpace();
  const place = node => ({ x: X(node), y: Y(node), r: radius(node) * grow() });
  /* In a crowd nothing is free: a name may cover a few of the many small discs. */
  const weight = live.length > 150 ? 0.12 : 1;
  for (const node of live) {
    const { x, y, r } = place(node);
    const room = r + (ringed(node) ? 5 : 1);
    space.take([x - room, y - room, x + room, y + room], urgency(node, near) > 3e4 ? 100 : weight);
  }
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.lineJoin = 'round';
  const ordered = live.filter(n => !faint(n)).sort((p, q) => urgency(q, near) - urgency(p, near) || p.index - q.index);
  for (const node of ordered.slice(0, MOST_LABELS)) drawLabel(node, place(node), space, urgency(node, near) > 3e4);
  pen.globalAlpha = 1;
}

function drawLabel(node, { x, y, r }, space, must) {
  const bold = node === state.open || node === state.hover;
  const style = font(node.inside ? 12 : 11, bold);
  const text = shorten(node.name);
  const width = textWidth(text, style);
  const half = 7.5, gap = r + (ringed(node) ? 7 : 3), slant = gap * 0.72;
  const spots = [
    [x + gap, y], [x - gap - width, y], [x - width / 2, y + gap + half], [x - width / 2, y - gap - half],
    [x + slant, y - slant - 4], [x + slant, y + slant + 4], [x - slant - width, y - slant - 4], [x - slant - width, y + slant + 4],
  ];
  /* Names at the rim stand under their disc and grow inwards. */
  if (!node.inside && node.x <= 0.02) spots.unshift([x - 3, y + gap + half], [x - 3, y - gap - half]);
  if (!node.inside && node.x >= 0.98) spots.unshift([x + 3 - width, y + gap + half], [x + 3 - width, y - gap - half]);
  let best = null, least = must ? 50 : 0.5;
  for (const [left, middle] of spots) {
    const rectangle = [left - 1, middle - half, left + width + 1, middle + half];
    const cost = space.cost(rectangle);
    if (cost < least) { least = cost; best = { left, middle, rectangle }; }
    if (least === 0) break;
  }
  if (!best) return;
  space.take(best.rectangle, 1000);
  pen.font = style;
  pen.lineWidth = 3.5;
  pen.strokeStyle = palette.paper;
  pen.globalAlpha = 0.9;
  pen.strokeText(text, best.left, best.middle);
  pen.globalAlpha = 1;
  pen.fillStyle = isFirm(node) && node.inside ? palette.ink : palette.muted;
  pen.fillText(text, best.left, best.middle);
}

/* Stage names follow their columns like the labels of an axis; pressing one singles it out. */
const heads = data.stages.map((stage, k) => {
  const button = make('button', { type: 'button', 'aria-pressed': 'false', onclick: () => single(k) },
    make('span', { className: 'chip', 'aria-hidden': 'true' }), make('span', { textContent: shorten(stage.label, 22) }));
  $('columns').append(button);
  return button;
});
$('columns').hidden = !heads.length;
function single(k) {
  state.column = state.column === k ? -1 : k;
  heads.forEach((button, i) => press(button, i === state.column));
  paint();
}
function moveHeads() {
  if (!heads.length) return;
  const byStage = data.colours.length && data.colours[state.colour].key === 'stage';
  const side = wide() ? 34 : 20;
  /* On a phone a name has the room between two columns, and wraps there. */
  const places = data.stages.map(stage => stage.x).sort((a, b) => a - b);
  const apart = Math.min(1, ...places.slice(1).map((x, k) => x - places[k]).filter(gap => gap > 0));
  const room = wide() ? '' : `${Math.floor(apart * (screen.width - 2 * side) * view.scale)}px`;
  heads.forEach((button, k) => {
    button.style.maxWidth = room;
    const middle = (side + data.stages[k].x * (screen.width - 2 * side)) * view.scale + view.x;
    const left = Math.round(middle - button.offsetWidth / 2);
    button.style.transform = `translateX(${left}px)`;
    button.style.visibility = left < -12 || left + button.offsetWidth > screen.width + 12 ? 'hidden' : 'visible';
    /* Numbers belong to the colours: with another colouring the heads have neither. */
    button.firstChild.className = `chip k${k % 8}`;
    button.firstChild.textContent = byStage ? k + 1 : '';
    button.firstChild.hidden = !byStage;
  });
}
