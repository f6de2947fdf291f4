/* Pictures of a large map: one to be moved about, one to lay what is pointed at upon. */
const MARGIN = 0.5; // of a screen, on every side
const moved = { canvas: document.createElement('canvas'), key: '', scale: 1, x: 0, y: 0 };
const still = { canvas: document.createElement('canvas'), key: '' };
const looks = () => [filters(), state.layout, state.colour, state.size, state.column, state.group,
  screen.width, screen.height, screen.density, palette.paper, state.gone ? state.gone.index : ''].join(' ');
const stillKey = () => [looks(), view.scale, view.x, view.y].join(' ');

/* How the picture lies under the view: its scale and corner. */
function lies() {
  const scale = view.scale / moved.scale;
  return { scale, x: view.x - moved.x * scale - MARGIN * screen.width * scale, y: view.y - moved.y * scale - MARGIN * screen.height * scale };
}
function covers() {
  if (moved.key !== looks()) return false;
  const { scale, x, y } = lies();
  const across = (1 + 2 * MARGIN) * screen.width * scale, down = (1 + 2 * MARGIN) * screen.height * scale;
  return scale > 0.7 && scale < 1.7 && x <= 0 && y <= 0 && x + across >= screen.width && y + down >= screen.height;
}
function drawMoving() {
  if (!covers()) takePicture();
  const { scale, x, y } = lies();
  pen.imageSmoothingEnabled = scale !== 1;
  pen.drawImage(moved.canvas, x, y, (1 + 2 * MARGIN) * screen.width * scale, (1 + 2 * MARGIN) * screen.height * scale);
}
/* All ties straight and thin, in one stroke for every few hundred; all discs plain. */
function takePicture() {
  const { width, height } = screen;
  const [dx, dy] = [MARGIN * width, MARGIN * height];
  if (moved.canvas.width !== Math.round(2 * width)) moved.canvas.width = Math.round((1 + 2 * MARGIN) * width);
  if (moved.canvas.height !== Math.round(2 * height)) moved.canvas.height = Math.round((1 + 2 * MARGIN) * height);
  const to = moved.canvas.getContext('2d');
  Object.assign(moved, { key: looks(), scale: view.scale, x: view.x, y: view.y });
  to.setTransform(1, 0, 0, 1, 0, 0);
  to.clearRect(0, 0, moved.canvas.width, moved.canvas.height);
  to.setTransform(1, 0, 0, 1, dx, dy);
  drawZones(to);
  const near = node => { const x = X(node), y = Y(node); return x > -dx && y > -dy && x < width + dx && y < height + dy; };
  const curves = { formal: [], informal: [] };
  for (const tie of liveTies()) {
    if (!onMap(tie.a) || !onMap(tie.b) || tie.a === state.gone || tie.b === state.gone) continue;
    if (near(tie.a) || near(tie.b)) curves[tie.layer.formality].push({ x1: X(tie.a), y1: Y(tie.a), x2: X(tie.b), y2: Y(tie.b) });
  }
  to.lineWidth = 1;
  to.globalAlpha = restAlpha(curves.formal.length + curves.informal.length) * (singled() || state.column >= 0 ? 0.4 : 1);
  for (const [formality, list] of Object.entries(curves)) { to.strokeStyle = palette[formality]; strokeBatches(to, list, true); }
  drawCrowd(to, nodes.filter(node => drawable(node) && near(node)), isFaint);
}
function keepStill() {
  if (still.canvas.width !== canvas.width) still.canvas.width = canvas.width;
  if (still.canvas.height !== canvas.height) still.canvas.height = canvas.height;
  const to = still.canvas.getContext('2d');
  to.clearRect(0, 0, canvas.width, canvas.height);
  to.drawImage(canvas, 0, 0);
  still.key = stillKey();
}
const hasStill = () => still.key === stillKey();
/* Whoever is pointed at, its ties and partners, upon the faint picture of all. */
function drawLit(focus, near, there) {
  pen.globalAlpha = 0.22;
  pen.drawImage(still.canvas, 0, 0, screen.width, screen.height);
  pen.globalAlpha = 1;
  drawArrows(drawTies(focus, focus.ties.filter(shown)), focus);
  for (const node of there) if (near.has(node)) drawNode(node, false);
}
