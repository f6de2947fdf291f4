/* Where things stand on the canvas. */
const box = $('box');
const canvas = $('canvas');
const pen = canvas.getContext('2d');
const view = { scale: 1, x: 0, y: 0 };
const screen = { width: 0, height: 0, density: 1 };
const coarse = matchMedia('(pointer: coarse)');
const wide = () => screen.width > 600;
const layoutShown = () => data.layouts[state.layout];
const inLanes = () => layoutShown().shape === 'lanes' && data.stages.length > 0;
const inBoxes = () => layoutShown().zones.some(zone => zone.kind === 'box') && layoutShown().shape === 'free';
const sideRoom = () => (inLanes() ? (wide() ? 34 : 20) : inBoxes() ? 2 : (wide() ? 54 : 30));

function resize(width, height, density) {
  Object.assign(screen, { width, height, density });
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  standStill();
  settle();
  paint();
}

/* From the coordinates of a layout to those of the canvas at scale 1. Lanes and free layouts fill
   their room, a free one on its side where the room is high; round ones are stretched a little;
   a map keeps one scale in both directions. */
function projection() {
  const { shape, height } = layoutShown();
  const side = sideRoom(), top = inBoxes() ? 2 : shape === 'lanes' || shape === 'free' ? 20 : 14;
  const foot = inBoxes() ? 2 : shape === 'equal' ? 34 : shape === 'round' ? 14 : 26;
  const across = screen.width - 2 * side, down = screen.height - top - foot;
  const turned = shape === 'free' && down > across * 1.1;
  const least = Math.min(across, down / height);
  const unit = shape === 'equal' ? [least, least]
    : shape === 'round' ? [Math.min(across, least * 1.7), Math.min(down, least * 1.7)] : [across, down];
  const left = side + (across - unit[0]) / 2, over = top + (down - unit[1] * (shape === 'equal' ? height : 1)) / 2;
  const tight = shape === 'free' && !layoutShown().zones.length ? Math.min(1, 0.2 + onLayout().length / 12) : 1;
  const gather = share => 0.5 + (share - 0.5) * tight;
  return (x, y) => (turned ? [left + gather(y) * unit[0], over + gather(x) * unit[1]]
    : [left + (shape === 'equal' ? x : gather(x)) * unit[0], over + (shape === 'equal' ? y : gather(y)) * unit[1]]);
}
/* A handful of firms stays together in the middle. */
const onLayout = () => nodes.filter(node => node.x !== null);
const drawable = node => node.x !== null && onMap(node) && visible(node);

/* Take the coordinates of the layout chosen. */
const placing = { project: null };
function settle() {
  const { x, y } = layoutShown();
  for (const node of nodes) {
    node.x = x[node.index] === null ? null : x[node.index] / 1e4;
    node.y = y[node.index] === null ? null : y[node.index] / 1e4;
  }
  const project = projection();
  for (const node of nodes) if (node.x !== null) [node.left, node.top] = project(node.x, node.y);
  placing.project = project;
  reach.cells = null;
}

/* Move everybody to the layout chosen, gently where there are few. */
let walking = 0;
function standStill() { cancelAnimationFrame(walking); walking = 0; }
function walkTo() {
  standStill();
  const from = nodes.map(node => [node.left, node.top]);
  settle();
  if (calm.matches || heavy() || !screen.width) { paint(); return; }
  const to = nodes.map(node => [node.left, node.top]);
  const start = performance.now();
  const step = now => {
    const share = Math.min(1, Math.max(0, (now - start) / 420)), ease = 1 - (1 - share) ** 3;
    nodes.forEach((node, k) => {
      if (node.x === null || from[k][0] === undefined) return;
      node.left = from[k][0] + (to[k][0] - from[k][0]) * ease;
      node.top = from[k][1] + (to[k][1] - from[k][1]) * ease;
    });
    walking = share < 1 ? requestAnimationFrame(step) : 0;
    reach.cells = null;
    draw();
  };
  walking = requestAnimationFrame(step);
}

const X = node => node.left * view.scale + view.x;
const Y = node => node.top * view.scale + view.y;
const grow = () => Math.sqrt(view.scale);

const tops = data.numbers.map(one => Math.max(0, ...nodes.map(node => (node.inside
  ? Math.max(0, ...(one.rounds ? one.rounds.map(values => values[node.index] || 0) : [one.values[node.index] || 0])) : 0))));
const leastRadius = () => (wide() ? 5 : 4.5);
const crowded = () => Math.max(0.3, Math.min(1, Math.sqrt(130 / Math.max(1, nodes.length))));
function radiusFor(value) {
  const share = state.size < 0 ? 0.12 : value === null || !tops[state.size] ? 0 : Math.min(1, Math.max(0, value) / tops[state.size]);
  return (leastRadius() + Math.sqrt(share) * (wide() ? 8.5 : 6.5)) * crowded();
}
function radius(node) {
  if (!node.inside) return 3.2 * Math.max(0.6, crowded());
  const value = state.size < 0 ? null : valueOf(data.numbers[state.size], node);
  if (isFirm(node)) return radiusFor(value);
  const share = state.size < 0 || value === null || !tops[state.size] ? 0 : Math.min(1, Math.max(0, value) / tops[state.size]);
  return (leastRadius() + 1 + Math.sqrt(share) * 3) * crowded();
}
const ringed = node => node.ring || state.cut.has(node) || node === state.open || node === state.hover;

/* Whoever is under a point, found by the cells of a coarse grid. */
const CELL_OF = 48;
const reach = { cells: null, largest: 0, key: '' };
function nodeAt(x, y) {
  const key = `${filters()} ${state.size}`;
  if (!reach.cells || reach.key !== key) {
    Object.assign(reach, { cells: new Map(), largest: 0, key });
    for (const node of nodes) {
      if (!drawable(node)) continue;
      const cell = Math.floor(node.left / CELL_OF) * 8192 + Math.floor(node.top / CELL_OF);
      if (!reach.cells.has(cell)) reach.cells.set(cell, []);
      reach.cells.get(cell).push(node);
      reach.largest = Math.max(reach.largest, radius(node));
    }
  }
  const slack = coarse.matches ? 14 : 8;
  const far = (slack + reach.largest * grow()) / view.scale;
  const left = (x - view.x) / view.scale, top = (y - view.y) / view.scale;
  let best = null, least = slack;
  for (let i = Math.floor((left - far) / CELL_OF); i <= Math.floor((left + far) / CELL_OF); i++) {
    for (let j = Math.floor((top - far) / CELL_OF); j <= Math.floor((top + far) / CELL_OF); j++) {
      for (const node of reach.cells.get(i * 8192 + j) || []) {
        const distance = Math.hypot(X(node) - x, Y(node) - y) - radius(node) * grow();
        if (distance < least) { least = distance; best = node; }
      }
    }
  }
  return best;
}

/* Colours come from the style sheet, so that both themes and paper follow one source. */
const palette = {};
const probe = document.body.appendChild(make('span', { className: 'hear', 'aria-hidden': 'true' }));
const COLOURS = ['paper', 'ink', 'muted', 'line', 'edge', 'accent', 'formal', 'informal', 'rim', 'outside', 'plain',
  'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 's0', 's1', 's2', 's3', 's4'];
function readPalette() {
  for (const name of COLOURS) {
    probe.style.color = `var(--${name})`;
    palette[name] = getComputedStyle(probe).color;
  }
  palette.dark = Number(palette.paper.match(/\d+/)[0]) < 99;
}
const family = getComputedStyle(document.documentElement).fontFamily;
const font = (size, bold) => `${bold ? '600 ' : ''}${size}px ${family}`;

let frame = 0;
function paint() { frame = frame || requestAnimationFrame(() => { frame = 0; draw(); }); }
