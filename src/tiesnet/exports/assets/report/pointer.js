/* Mouse, fingers and keys on the map. A plain wheel and one finger keep scrolling the page; Ctrl +
   wheel, two fingers or dragging move and scale the map. */
const at = event => {
  const edge = canvas.getBoundingClientRect();
  return [event.clientX - edge.left, event.clientY - edge.top];
};
function zoomBy(factor, x = screen.width / 2, y = screen.height / 2) {
  const scale = Math.min(nodes.length > CROWD ? 24 : 8, Math.max(0.6, view.scale * factor));
  const real = scale / view.scale;
  Object.assign(view, { scale, x: x - (x - view.x) * real, y: y - (y - view.y) * real });
  moving();
  paint();
}
function showAll() { Object.assign(view, { scale: 1, x: 0, y: 0 }); paint(); }

function point(node) {
  if (node === state.hover) return;
  state.hover = node;
  canvas.classList.toggle('on', Boolean(node));
  $('tip').hidden = !node;
  if (node) $('tip').textContent = `${node.name}: ${node.short}`;
  paint();
}

/* When the page scrolls under a resting mouse, the keyboard's firm must stay chosen. */
let rest = '';
const atRest = event => {
  const before = rest;
  rest = `${event.screenX} ${event.screenY}`;
  return event.pointerType === 'mouse' && rest === before;
};
const fingers = new Map();
let travelled = 0;
canvas.addEventListener('pointerdown', event => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, at(event));
  travelled = 0;
});
canvas.addEventListener('pointermove', event => {
  const [x, y] = at(event);
  const before = fingers.get(event.pointerId);
  if (!before) { if (!atRest(event)) point(nodeAt(x, y)); return; }
  travelled += Math.abs(x - before[0]) + Math.abs(y - before[1]);
  if (fingers.size === 2) {
    const [, still] = [...fingers].find(([id]) => id !== event.pointerId);
    view.x += (x - before[0]) / 2;
    view.y += (y - before[1]) / 2;
    const length = p => Math.hypot(p[0] - still[0], p[1] - still[1]) || 1;
    zoomBy(length([x, y]) / length(before), (x + still[0]) / 2, (y + still[1]) / 2);
  } else if (travelled > 4) {
    view.x += x - before[0];
    view.y += y - before[1];
    canvas.classList.add('pan');
    moving();
    paint();
  }
  fingers.set(event.pointerId, [x, y]);
});
const lift = event => {
  const tapped = event.type === 'pointerup' && fingers.size === 1 && travelled < 5;
  fingers.delete(event.pointerId);
  canvas.classList.remove('pan');
  if (!tapped) return;
  const node = nodeAt(...at(event));
  if (node) { opener = canvas; openCard(node); } else closeCard();
};
canvas.addEventListener('pointerup', lift);
canvas.addEventListener('pointercancel', lift);
canvas.addEventListener('pointerleave', event => { if (!fingers.size && !atRest(event)) point(null); });
canvas.addEventListener('wheel', event => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoomBy(Math.exp(-event.deltaY / 300), ...at(event));
}, { passive: false });
every('[data-zoom]').forEach(button => button.addEventListener('click', () => {
  if (Number(button.dataset.zoom)) zoomBy(Number(button.dataset.zoom)); else showAll();
}));

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
function walk([dx, dy]) {
  const places = nodes.filter(drawable);
  const from = state.hover || (state.open && onMap(state.open) ? state.open : null);
  if (!from) return places.sort((p, q) => q.rank - p.rank)[0] || null;
  let best = from, least = Infinity;
  for (const node of places) {
    const x = X(node) - X(from), y = Y(node) - Y(from);
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (node !== from && ahead > 2 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = node; }
  }
  return best;
}
/* Zoomed in, the map follows the firm that is walked to. */
function keepInSight(node) {
  if (inSight(X(node), Y(node), -16)) return;
  view.x += screen.width / 2 - X(node);
  view.y += screen.height / 2 - Y(node);
}
canvas.addEventListener('keydown', event => {
  if (ARROWS[event.key]) {
    event.preventDefault();
    const node = walk(ARROWS[event.key]);
    if (node) { state.hover = null; point(node); keepInSight(node); announce(`${node.name}, ${node.short}`); }
  } else if (event.key === 'Enter' && state.hover) {
    event.preventDefault(); // or the same key would press the button that gets the focus
    opener = canvas;
    openCard(state.hover, true);
  }
  else if (event.key === '+') zoomBy(1.3);
  else if (event.key === '-') zoomBy(1 / 1.3);
  else if (event.key === '0') showAll();
});
document.addEventListener('keydown', event => {
  const writing = /INPUT|SELECT|TEXTAREA/.test(event.target.tagName);
  if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); $('find').focus(); }
  else if (event.key === 'Escape' && !card.hidden && !document.querySelector(':popover-open')) leaveCard();
});
