/* The named parts of a layout, and the scale of a map. Their names are written once the discs
   are drawn, before those of firms: see labels.js. */
function drawZones(to) {
  const { zones } = layoutShown();
  to.lineWidth = 1;
  to.strokeStyle = palette.edge;
  to.globalAlpha = 0.45;
  for (const zone of zones) {
    if (zone.kind === 'town') continue;
    const [left, top, right, bottom] = zoneBox(zone);
    to.beginPath();
    if (zone.kind === 'ring') to.ellipse((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2, 0, 0, 7);
    else to.roundRect(left, top, right - left, bottom - top, 5);
    to.stroke();
  }
  to.globalAlpha = 1;
}
/* Its corners on the canvas. */
function zoneBox({ kind, box: [left, top, right, bottom] }) {
  const corners = kind === 'ring' ? [[0.5 - right, 0.5 - right], [0.5 + right, 0.5 + right]] : kind === 'town' ? [[left, top], [left, top]]
    : [[left, top], [right, bottom]];
  const [[x1, y1], [x2, y2]] = corners.map(([x, y]) => placing.project(x, y)).map(([x, y]) => [x * view.scale + view.x, y * view.scale + view.y]);
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}
/* Where the name of a part may stand, the best place first: [x, y, how it is aligned, its room]. */
function zoneSpots(zone) {
  const [left, top, right, bottom] = zoneBox(zone);
  if (zone.kind === 'box') return [[left + 7, top + 11, 'left', right - left - 12]];
  if (zone.kind === 'town') return [[left, top - 4, 'center', 200], [left, top - 20, 'center', 200], [left, top + 20, 'center', 200], [left, top - 34, 'center', 200], [left, top + 34, 'center', 200]];
  const [x, y, across, down] = [(left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2];
  return [0, 12, -12, 24, -24, 36, -36, 180, 168, 192, 150, 210].map(turn => {
    const angle = turn * Math.PI / 180;
    return [x + Math.sin(angle) * across, y - Math.cos(angle) * (down - 9), 'center', 200];
  });
}

/* A bar of a round number of kilometres. */
function drawScale() {
  const { kilometres } = layoutShown();
  if (!kilometres) return;
  const [from, to] = [placing.project(0, 0)[0], placing.project(1, 0)[0]];
  const one = (to - from) * view.scale / kilometres;
  const most = Math.min(130, screen.width / 3) / one;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map(step => step * power).find(step => step <= most);
  const text = length < 1 ? say('{n} m', { n: Math.round(length * 1000) }) : say('{n} km', { n: length });
  const x = 10, y = screen.height - 10;
  pen.globalAlpha = 1;
  pen.strokeStyle = pen.fillStyle = palette.ink;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x, y - 4); pen.lineTo(x, y); pen.lineTo(x + length * one, y); pen.lineTo(x + length * one, y - 4);
  pen.stroke();
  pen.font = font(11);
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillText(text, x + 4, y - 5);
  canvas.dataset.kilometres = text;
}
