/* Stage names follow their columns like the labels of an axis; pressing one singles it out. Where
   they have no room they are numbers, and the legend of colours is their key. */
const heads = data.stages.map((stage, k) => {
  const button = make('button', { type: 'button', 'aria-pressed': 'false', onclick: () => single(k) },
    make('span', { className: 'chip', 'aria-hidden': 'true' }), make('span', { className: 'name', textContent: shorten(stage.label, 22) }));
  button.title = stage.label;
  $('columns').append(button);
  return button;
});
function single(k) {
  state.column = state.column === k ? -1 : k;
  state.group = null;
  heads.forEach((button, i) => press(button, i === state.column));
  showSwatches();
  paint();
}
const byStage = () => state.colour >= 0 && colourings[state.colour].key === 'stage';
const headNames = { widths: null, numbered: false };

/* Whether two neighbours would touch, and how much room each has between the others. */
function headRoom() {
  const middles = data.stages.map(stage => placing.project(stage.x, 0)[0] * view.scale);
  const order = middles.map((_, k) => k).sort((p, q) => middles[p] - middles[q]);
  let room = Infinity, touch = false;
  order.slice(1).forEach((k, i) => {
    const gap = middles[k] - middles[order[i]];
    if (gap <= 0) return;
    room = Math.min(room, gap);
    touch = touch || (headNames.widths[k] + headNames.widths[order[i]]) / 2 > gap;
  });
  return { room, touch };
}
function measureHeads() {
  const style = font(12);
  headNames.widths = data.stages.map(stage => textWidth(shorten(stage.label, 22), style) + 30);
}
function moveHeads() {
  const place = $('columns');
  if (place.hidden) return;
  if (!headNames.widths) measureHeads();
  const { room, touch: tight } = headRoom();
  const numbered = tight && byStage();
  if (numbered !== headNames.numbered) { headNames.numbered = numbered; showSwatches(); }
  heads.forEach((button, k) => {
    /* Numbers belong to the colours: with another colouring the heads have none. */
    button.firstChild.className = `chip k${k % 8}`;
    button.firstChild.textContent = byStage() ? k + 1 : '';
    button.firstChild.hidden = !byStage();
    button.lastChild.classList.toggle('hear', numbered);
    button.style.maxWidth = tight && !numbered ? `${Math.floor(room - 2)}px` : '';
    const middle = placing.project(data.stages[k].x, 0)[0] * view.scale + view.x;
    const left = Math.round(middle - button.offsetWidth / 2);
    button.style.transform = `translateX(${left}px)`;
    button.style.visibility = left < -12 || left + button.offsetWidth > screen.width + 12 ? 'hidden' : 'visible';
  });
}
