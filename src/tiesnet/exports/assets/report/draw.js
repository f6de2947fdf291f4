/* Drawing. Above MANY ties, lines are straight, thin and undashed while the map moves; everything
   is drawn in full again once it rests. */
const MANY = 1200;
let movingUntil = 0;
let restTimer = 0;
function moving() {
  if (ties.length <= MANY) return;
  movingUntil = performance.now() + 140;
  clearTimeout(restTimer);
  restTimer = setTimeout(paint, 150);
}

const focusOf = () => state.hover || state.open;
const colourOf = node => {
  if (!node.inside) return palette.outside;
  if (!isFirm(node)) return palette.muted;
  if (!data.colours.length) return palette.plain;
  const group = node.colours[state.colour];
  return group === null || group < 0 ? palette.paper : palette[`c${group % 8}`];
};

function draw() {
  pen.setTransform(screen.density, 0, 0, screen.density, 0, 0);
  pen.clearRect(0, 0, screen.width, screen.height);
  const focus = focusOf();
  const near = new Set(focus ? [focus, ...(state.meeting || []), ...partnersOf(focus)] : []);
  const quick = performance.now() < movingUntil;
  const drawn = drawTies(focus, quick);
  canvas.dataset.ties = ties.filter(shown).length;
  const live = nodes.filter(n => n.x !== null && visible(n) && inSight(X(n), Y(n), 20));
  if (!quick) drawArrows(drawn, focus);
  const faint = node => (focus && !state.gone ? !near.has(node) : !focus && state.column >= 0 && isFirm(node) && node.stage !== state.column);
  for (const node of live) drawNode(node, faint(node));
  for (const node of live) if (node !== state.gone && ringed(node)) drawRing(node, faint(node));
  pen.globalAlpha = 1;
  if (!quick) drawLabels(live, near, faint);
  drawMeeting(pen);
  if (!placed) drawNothing();
  moveHeads();
}
/* An empty map says why it is empty. */
function drawNothing() {
  pen.font = font(13);
  pen.fillStyle = palette.muted;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText('No tie between two who answered.', screen.width / 2, screen.height / 2);
}
const inSight = (x, y, margin) => x > -margin && y > -margin && x < screen.width + margin && y < screen.height + margin;

/* 2: lit, 1: at rest, 0: in the background. */
function levelOf(tie, focus) {
  if (state.gone) return 1;
  if (focus) return tie.a === focus || tie.b === focus ? 2 : 0;
  if (state.column >= 0 && tie.a.stage !== state.column && tie.b.stage !== state.column) return 0;
  return 1;
}
function drawTies(focus, quick) {
  const drawn = [];
  const styles = new Map();
  for (const tie of ties) {
    if (!shown(tie) || tie.a === state.gone || tie.b === state.gone) continue;
    const level = levelOf(tie, focus);
    if (!onMap(tie.a) || !onMap(tie.b)) { if (level === 2) drawDockTie(tie); continue; }
    const curve = curveOf(tie);
    if (Math.max(curve.x1, curve.x2) < 0 || Math.max(curve.y1, curve.y2) < 0
      || Math.min(curve.x1, curve.x2) > screen.width || Math.min(curve.y1, curve.y2) > screen.height) continue;
    const rim = !tie.a.inside || !tie.b.inside;
    const style = `${level}${rim && level === 1 ? 'r' : ' '}${widthOf(tie)} ${tie.layer.formality}`;
    if (!styles.has(style)) styles.set(style, []);
    styles.get(style).push(curve);
    drawn.push({ tie, curve, level });
  }
  for (const style of [...styles.keys()].sort()) strokeAll(style, styles.get(style), focus, quick, drawn.length);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  return drawn;
}
const widthOf = tie => (tie.grade === null || !tie.layer.graded ? 1.2 : 0.8 + 1.4 * tie.grade / Math.max(1, data.grades.length - 1));
function strokeAll(style, curves, focus, quick, count) {
  const [width, formality] = style.slice(2).split(' ');
  const crowd = count > MANY ? Math.max(0.35, MANY / count) : 1;
  const rest = (palette.dark ? 0.6 : 0.48) * crowd;
  const dim = focus || state.column >= 0 ? 0.07 : 0.2;
  pen.globalAlpha = style[0] === '2' ? 0.95 : style[0] === '0' ? dim : style[1] === 'r' ? rest * 0.5 : rest;
  pen.strokeStyle = palette[formality];
  pen.lineWidth = quick ? 1 : Number(width);
  pen.setLineDash(formality === 'informal' && !quick ? [4, 3] : []);
  pen.beginPath();
  curves.forEach((c, k) => {
    pen.moveTo(c.x1, c.y1);
    if (quick) pen.lineTo(c.x2, c.y2); else pen.quadraticCurveTo(c.mx, c.my, c.x2, c.y2);
    if (k % 400 === 399) { pen.stroke(); pen.beginPath(); }
  });
  pen.stroke();
}
function curveOf(tie) {
  const x1 = X(tie.a), y1 = Y(tie.a), x2 = X(tie.b), y2 = Y(tie.b);
  return { x1, y1, x2, y2, mx: (x1 + x2) / 2 - (y2 - y1) * tie.bow, my: (y1 + y2) / 2 + (x2 - x1) * tie.bow };
}
/* Arrows stand where they can be read: on few ties, on lit ones, and on all when zoomed in. */
function drawArrows(drawn, focus) {
  const all = drawn.length <= 130 || view.scale > 1.7;
  for (const { tie, curve, level } of drawn) {
    if (!tie.layer.directed || level === 0 || (!all && level < 2) || (focus && level < 2 && !state.gone)) continue;
    const angle = Math.atan2(curve.y2 - curve.my, curve.x2 - curve.mx);
    const back = radius(tie.b) * grow() + (ringed(tie.b) ? 5 : 1.5);
    const x = curve.x2 - Math.cos(angle) * back, y = curve.y2 - Math.sin(angle) * back;
    const size = level === 2 ? 8 : 6;
    pen.globalAlpha = level === 2 ? 0.95 : 0.7;
    pen.fillStyle = palette[tie.layer.formality];
    pen.beginPath();
    pen.moveTo(x, y);
    for (const turn of [-0.4, 0.4]) pen.lineTo(x - size * Math.cos(angle + turn), y - size * Math.sin(angle + turn));
    pen.fill();
  }
  pen.globalAlpha = 1;
}
/* A tie to a firm beside the map is drawn on demand, from its button up to the map. */
function drawDockTie(tie) {
  const docked = onMap(tie.a) ? tie.b : tie.a;
  const end = other(tie, docked);
  if (!onMap(end) || !docked.chip || !docked.chip.offsetParent) return;
  const here = canvas.getBoundingClientRect();
  const there = docked.chip.getBoundingClientRect();
  const x = there.left + 7 - here.left, y = Math.min(screen.height, there.top - here.top);
  pen.globalAlpha = 0.95;
  pen.strokeStyle = palette[tie.layer.formality];
  pen.lineWidth = 1.5;
  pen.setLineDash(tie.layer.formality === 'informal' ? [4, 3] : []);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.quadraticCurveTo(x, Y(end) + (y - Y(end)) * 0.4, X(end), Y(end));
  pen.stroke();
  pen.setLineDash([]);
}
function drawNode(node, faint) {
  const x = X(node), y = Y(node), r = radius(node) * grow();
  pen.globalAlpha = faint ? 0.2 : 1;
  pen.beginPath();
  if (node.inside && !isFirm(node)) pen.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r); else pen.arc(x, y, r, 0, 7);
  if (node === state.gone) {
    pen.setLineDash([3, 3]); pen.lineWidth = 1.5; pen.strokeStyle = palette.muted; pen.stroke(); pen.setLineDash([]);
    return;
  }
  /* Whoever was never asked or answered in part is hollow: its own ties are not all known. */
  const hollow = isFirm(node) && node.inside && node.answered === 'not surveyed';
  pen.fillStyle = hollow ? palette.paper : colourOf(node);
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = node.inside && isFirm(node) ? (hollow ? palette.muted : palette.rim) : palette.paper;
  if (hollow) pen.setLineDash([2.5, 1.8]);
  pen.stroke();
  pen.setLineDash([]);
  const mark = markOf(node);
  if (mark && r > 8) {
    pen.fillStyle = '#1c2024';
    pen.font = font(Math.min(13, r * 1.15), true);
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(mark, x, y + 0.5);
  }
}
/* The number of its group doubles the colour. */
function markOf(node) {
  if (!node.inside || !isFirm(node) || !data.colours.length) return '';
  const group = node.colours[state.colour];
  return group === null || group < 0 ? '' : String(group + 1);
}
function drawRing(node, faint) {
  const strong = node === state.open || node === state.hover || state.cut.has(node);
  pen.globalAlpha = faint ? 0.2 : 1;
  pen.beginPath();
  pen.arc(X(node), Y(node), radius(node) * grow() + 3.5, 0, 7);
  pen.lineWidth = strong ? 2.2 : 1.5;
  pen.strokeStyle = strong ? palette.accent : palette.ink;
  pen.stroke();
}
