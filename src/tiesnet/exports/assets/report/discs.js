/* Discs, squares and rings. */
const shadeOf = (place, by) => (by.limits.length ? Math.round(place * 4 / by.limits.length) : 2);
/* The name of the colour of a group or shade. */
const colourName = (place, by) => (by.shades ? `s${shadeOf(place, by)}` : `c${place % 8}`);
function colourOf(node) {
  if (!node.inside) return palette.outside;
  if (!isFirm(node)) return palette.muted;
  const by = colourings[state.colour];
  if (!by) return palette.plain;
  const place = groupOf(node);
  return place < 0 ? palette.paper : palette[colourName(place, by)];
}
/* Ink on a disc: dark on all colours of groups, and on the light end of the shades. */
function inkOn(place) {
  const by = colourings[state.colour];
  if (!by.shades) return '#1c2024';
  const shade = shadeOf(place, by);
  return palette.dark ? (shade < 2 ? '#e8eaed' : '#101418') : (shade > 2 ? '#ffffff' : '#1c2024');
}
/* Whoever was never asked is hollow: its own ties are not all known. So is whose group is unknown. */
const unasked = node => isFirm(node) && node.inside && node.answered === 'not surveyed';
const isHollow = node => isFirm(node) && node.inside && (unasked(node) || (state.colour >= 0 && groupOf(node) < 0));

function outline(to, node, x, y, r) {
  if (node.inside && !isFirm(node)) to.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r);
  else { to.moveTo(x + r, y); to.arc(x, y, r, 0, 7); }
}
function drawNode(node, faint) {
  const x = X(node), y = Y(node), r = radius(node) * grow();
  pen.globalAlpha = faint ? 0.2 : 1;
  pen.beginPath();
  outline(pen, node, x, y, r);
  if (node === state.gone) {
    pen.setLineDash([3, 3]); pen.lineWidth = 1.5; pen.strokeStyle = palette.muted; pen.stroke(); pen.setLineDash([]);
    return;
  }
  const hollow = isHollow(node);
  pen.fillStyle = hollow ? palette.paper : colourOf(node);
  pen.fill();
  pen.lineWidth = hollow ? 1.3 : 1;
  pen.strokeStyle = node.inside && isFirm(node) ? (hollow ? palette.muted : palette.rim) : palette.paper;
  if (unasked(node)) pen.setLineDash([2.5, 1.8]);
  pen.stroke();
  pen.setLineDash([]);
  drawMark(node, x, y, r);
}
/* The number of its group doubles the colour. */
function drawMark(node, x, y, r) {
  if (r <= 7 || !node.inside || !isFirm(node) || state.colour < 0 || isHollow(node)) return;
  const place = groupOf(node);
  pen.fillStyle = inkOn(place);
  pen.font = font(Math.min(13, r * 1.15), true);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(String(place + 1), x, y + 0.5);
}
/* One path for each colour, without outlines; hollow ones are ringed. */
function drawCrowd(to, there, faint) {
  const byColour = new Map();
  for (const node of there) {
    if (node === state.gone) continue;
    const style = `${faint(node) ? 'f' : ' '}${isHollow(node) ? 'h' : ' '}${colourOf(node)}`;
    if (!byColour.has(style)) byColour.set(style, []);
    byColour.get(style).push(node);
  }
  for (const [style, group] of byColour) {
    to.globalAlpha = style[0] === 'f' ? 0.15 : 1;
    to.beginPath();
    for (const node of group) outline(to, node, X(node), Y(node), radius(node) * grow());
    to.fillStyle = style.slice(2);
    to.fill();
    if (style[1] === 'h') { to.lineWidth = 1; to.strokeStyle = palette.muted; to.stroke(); }
  }
  to.globalAlpha = 1;
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
