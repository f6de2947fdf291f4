/* Drawing. Where there are many ties, a picture of the map half a screen larger on every side is
   moved about while the map moves, and drawn in full again once it rests. */
const MANY = 1200;
const CROWD = 800;
const STRAIGHT = 4000;
const BATCH = 400;
const heavy = () => liveTies().length > MANY || nodes.length > CROWD;
let movingUntil = 0;
let restTimer = 0;
function moving() {
  if (!heavy()) return;
  movingUntil = performance.now() + 140;
  clearTimeout(restTimer);
  restTimer = setTimeout(paint, 150);
}

const focusOf = () => state.hover || state.open;
const inSight = (x, y, margin) => x > -margin && y > -margin && x < screen.width + margin && y < screen.height + margin;

function draw() {
  pen.setTransform(screen.density, 0, 0, screen.density, 0, 0);
  pen.clearRect(0, 0, screen.width, screen.height);
  const focus = focusOf();
  const near = new Set(focus ? [focus, ...(state.meeting || []), ...partnersOf(focus)] : []);
  const quick = performance.now() < movingUntil;
  const faint = node => (focus && !state.gone ? !near.has(node) : !focus && isFaint(node));
  const there = nodes.filter(node => drawable(node) && inSight(X(node), Y(node), 20));
  if (quick) drawMoving();
  else if (focus && !state.gone && heavy() && hasStill()) drawLit(focus, near, there);
  else drawFull(focus, near, there, faint);
  const lit = there.filter(node => node !== state.gone && ringed(node));
  for (const node of lit) drawRing(node, faint(node));
  pen.globalAlpha = 1;
  const written = quick ? 0 : drawLabels(there, near, faint);
  drawMeeting(pen);
  drawScale();
  if (!nodes.some(drawable)) drawNothing();
  moveHeads();
  expose({ written, quick, focus });
}
/* What is drawn, for whoever cannot see it. */
function expose({ written, quick, focus }) {
  const said = {
    ties: liveTies().length, nodes: nodes.filter(drawable).length, labels: written, quick,
    layout: layoutShown().key, round: data.rounds[state.round] || '', colour: (colourings[state.colour] || { key: '' }).key,
    size: (data.numbers[state.size] || { key: '' }).key, scale: Math.round(view.scale * 100) / 100,
    x: Math.round(view.x), y: Math.round(view.y), focus: focus ? focus.name : '',
    at: focus && focus.x !== null ? `${Math.round(X(focus))} ${Math.round(Y(focus))}` : '',
  };
  for (const [name, value] of Object.entries(said)) if (canvas.dataset[name] !== String(value)) canvas.dataset[name] = value;
}
/* Everybody but the stage or group singled out. */
function isFaint(node) {
  if (state.column >= 0) return isFirm(node) && node.stage !== state.column;
  return singled() && (!isFirm(node) || !node.inside || groupOf(node) !== state.group);
}
const singled = () => state.group !== null;

function drawFull(focus, near, there, faint) {
  drawZones(pen);
  const drawn = drawTies(focus);
  drawArrows(drawn, focus);
  if (there.length > CROWD) drawCrowd(pen, there, faint); else for (const node of there) drawNode(node, faint(node));
  if (heavy() && !focus && !state.gone) keepStill();
}
/* An empty map says why it is empty. */
function drawNothing() {
  pen.font = font(13);
  pen.fillStyle = palette.muted;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(say('No tie between two who answered.'), screen.width / 2, screen.height / 2);
}

/* ---- ties ---- */
/* 2: lit, 1: at rest, 0: in the background. */
function levelOf(tie, focus) {
  if (state.gone) return 1;
  if (focus) return tie.a === focus || tie.b === focus ? 2 : 0;
  if (state.column >= 0) return tie.a.stage === state.column || tie.b.stage === state.column ? 1 : 0;
  if (singled()) return isFaint(tie.a) && isFaint(tie.b) ? 0 : 1;
  return 1;
}
function drawTies(focus, only = liveTies()) {
  const drawn = [];
  const styles = new Map();
  for (const tie of only) {
    if (tie.a === state.gone || tie.b === state.gone) continue;
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
  for (const style of [...styles.keys()].sort()) strokeAll(style, styles.get(style), focus, drawn.length);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  return drawn;
}
const widthOf = tie => (tie.grade === null || !tie.layer.graded ? 1.2 : 0.8 + 1.4 * tie.grade / Math.max(1, data.grades.length - 1));
const restAlpha = count => (palette.dark ? 0.6 : 0.48) * (count > MANY ? Math.max(0.3, MANY / count) : 1);
function strokeAll(style, curves, focus, count) {
  const [width, formality] = style.slice(2).split(' ');
  const rest = restAlpha(count);
  const dim = focus || state.column >= 0 || singled() ? 0.07 : 0.2;
  const straight = count > STRAIGHT && style[0] !== '2';
  pen.globalAlpha = style[0] === '2' ? 0.95 : style[0] === '0' ? dim * Math.min(1, 2 * rest) : style[1] === 'r' ? rest * 0.5 : rest;
  pen.strokeStyle = palette[formality];
  pen.lineWidth = straight ? 1 : Number(width);
  pen.setLineDash(formality === 'informal' && !straight ? [4, 3] : []);
  strokeBatches(pen, curves, straight);
}
function strokeBatches(to, curves, straight) {
  to.beginPath();
  curves.forEach((c, k) => {
    to.moveTo(c.x1, c.y1);
    if (straight) to.lineTo(c.x2, c.y2); else to.quadraticCurveTo(c.mx, c.my, c.x2, c.y2);
    if (k % BATCH === BATCH - 1) { to.stroke(); to.beginPath(); }
  });
  to.stroke();
}
function curveOf(tie) {
  const x1 = X(tie.a), y1 = Y(tie.a), x2 = X(tie.b), y2 = Y(tie.b);
  return { x1, y1, x2, y2, mx: (x1 + x2) / 2 - (y2 - y1) * tie.bow, my: (y1 + y2) / 2 + (x2 - x1) * tie.bow };
}
/* Arrows stand where they can be read: on few ties, on lit ones, and on all when zoomed in. */
function drawArrows(drawn, focus) {
  const all = drawn.length <= 130 || (view.scale > 1.7 && drawn.length <= STRAIGHT);
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
