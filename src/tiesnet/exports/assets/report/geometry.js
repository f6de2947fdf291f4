/* Where things stand on the canvas. */
const box = $('box');
const canvas = $('canvas');
const pen = canvas.getContext('2d');
const view = { scale: 1, x: 0, y: 0 };
const screen = { width: 0, height: 0, density: 1 };
const wide = () => screen.width > 600;

function resize(width, height, density) {
  Object.assign(screen, { width, height, density });
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const side = data.stages.length ? (wide() ? 34 : 20) : (wide() ? 70 : 34);
  for (const node of nodes) {
    if (node.x === null) continue;
    node.left = side + gather(node.x) * (width - 2 * side);
    node.top = 20 + gather(node.y) * (height - 46);
  }
  paint();
}
/* A handful of firms stays together in the middle. */
const placed = nodes.filter(node => node.x !== null).length;
const tight = data.stages.length ? 1 : Math.min(1, 0.2 + placed / 12);
const gather = share => 0.5 + (share - 0.5) * tight;
const X = node => node.left * view.scale + view.x;
const Y = node => node.top * view.scale + view.y;
const grow = () => Math.sqrt(view.scale);

const tops = data.sizes.map((_, k) => Math.max(...nodes.filter(n => n.inside).map(n => n.sizes[k] || 0), 0));
function radius(node) {
  if (!node.inside) return 3.2;
  const crowd = Math.max(0.3, Math.min(1, Math.sqrt(130 / nodes.length)));
  const value = data.sizes.length ? node.sizes[state.size] : null;
  const share = value === null || !tops[state.size] ? 0 : Math.min(1, Math.max(0, value) / tops[state.size]);
  const least = wide() ? 5 : 4.5;
  return (isFirm(node) ? least + Math.sqrt(share) * (wide() ? 8.5 : 6.5) : least + 1 + Math.sqrt(share) * 3) * crowd;
}
const ringed = node => node.ring || state.cut.has(node) || node === state.open || node === state.hover;

/* Colours come from the style sheet, so that both themes and paper follow one source. */
const palette = {};
const probe = document.body.appendChild(make('span', { className: 'hear', 'aria-hidden': 'true' }));
function readPalette() {
  for (const name of ['paper', 'ink', 'muted', 'line', 'accent', 'formal', 'informal', 'rim', 'outside', 'plain',
    'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']) {
    probe.style.color = `var(--${name})`;
    palette[name] = getComputedStyle(probe).color;
  }
  palette.dark = Number(palette.paper.match(/\d+/)[0]) < 99;
}
const family = getComputedStyle(document.documentElement).fontFamily;
const font = (size, bold) => `${bold ? '600 ' : ''}${size}px ${family}`;

let frame = 0;
function paint() { frame = frame || requestAnimationFrame(() => { frame = 0; draw(); }); }
