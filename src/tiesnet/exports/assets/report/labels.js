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
  drawZoneNames(space);
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.lineJoin = 'round';
  const ordered = live.filter(n => !faint(n)).sort((p, q) => urgency(q, near) - urgency(p, near) || p.index - q.index);
  let written = 0;
  for (const node of ordered.slice(0, MOST_LABELS)) written += drawLabel(node, place(node), space, urgency(node, near) > 3e4);
  pen.globalAlpha = 1;
  return written;
}

/* The names of the parts of a layout come before those of firms, where they cover least. */
function drawZoneNames(space) {
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  const style = font(11);
  for (const zone of layoutShown().zones) {
    let best = null, least = 900;
    for (const [x, y, align, room] of zoneSpots(zone)) {
      const text = fitted(zone.label, room, style);
      const width = textWidth(text, style);
      const left = align === 'center' ? x - width / 2 : x;
      const rectangle = [left - 3, y - 8, left + width + 3, y + 8];
      const cost = text ? space.cost(rectangle) : Infinity;
      if (cost < least) { least = cost; best = { text, left, y, rectangle }; }
      if (!least) break;
    }
    if (!best) continue;
    space.take(best.rectangle, 1000);
    write(best.text, best.left, best.y, style, palette.muted);
  }
}
/* As much of a name as fits; nothing where that is next to nothing. */
function fitted(text, room, style) {
  if (textWidth(text, style) <= room) return text;
  for (let most = [...text].length - 1; most > 4; most--) {
    const cut = shorten(text, most);
    if (textWidth(cut, style) <= room) return cut;
  }
  return '';
}
function write(text, left, middle, style, colour) {
  pen.font = style;
  pen.textAlign = 'left';
  pen.lineWidth = 3.5;
  pen.strokeStyle = palette.paper;
  pen.globalAlpha = 0.9;
  pen.strokeText(text, left, middle);
  pen.globalAlpha = 1;
  pen.fillStyle = colour;
  pen.fillText(text, left, middle);
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
  if (inLanes() && !node.inside && node.x <= 0.02) spots.unshift([x - 3, y + gap + half], [x - 3, y - gap - half]);
  if (inLanes() && !node.inside && node.x >= 0.98) spots.unshift([x + 3 - width, y + gap + half], [x + 3 - width, y - gap - half]);
  let best = null, least = must ? 50 : 0.5;
  for (const [left, middle] of spots) {
    const rectangle = [left - 1, middle - half, left + width + 1, middle + half];
    const cost = space.cost(rectangle);
    if (cost < least) { least = cost; best = { left, middle, rectangle }; }
    if (least === 0) break;
  }
  if (!best) return 0;
  space.take(best.rectangle, 1000);
  write(text, best.left, best.middle, style, isFirm(node) && node.inside ? palette.ink : palette.muted);
  return 1;
}
