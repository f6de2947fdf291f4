/* Legend = filter: one switch for each formality and one for each of its relations. */
function switchLayers(own, on) {
  own.forEach(layer => { layer.on = on; });
  filterChanged();
}
function showSwitches() {
  every('[data-formality]').forEach(button => {
    const own = layers.filter(layer => layer.formality === button.dataset.formality);
    const on = own.filter(layer => layer.on).length;
    press(button, on === own.length ? true : on ? 'mixed' : false);
  });
  every('[data-layer]').forEach(button => press(button, layers[button.dataset.layer].on));
  every('[data-group]').forEach(button => press(button, state[button.dataset.group]));
  every('[data-round]').forEach(button => press(button, Number(button.dataset.round) === state.round));
}
every('[data-formality]').forEach(button => button.addEventListener('click', () => {
  const own = layers.filter(layer => layer.formality === button.dataset.formality);
  switchLayers(own, !own.some(layer => layer.on));
}));
every('[data-layer]').forEach(button => button.addEventListener('click', () => {
  const layer = layers[button.dataset.layer];
  switchLayers([layer], !layer.on);
}));
every('[data-group]').forEach(button => button.addEventListener('click', () => {
  state[button.dataset.group] = !state[button.dataset.group];
  filterChanged();
}));
function filterChanged() {
  showSwitches();
  showSwatches();
  if (state.open) openCard(state.open, false, true);
  listTies();
  announce(sayN(liveTies().length, '{n} tie shown', '{n} ties shown'));
  paint();
}
if ($('strength')) {
  $('strength').addEventListener('input', event => {
    state.grade = Number(event.target.value);
    $('strength-says').textContent = data.grades[state.grade];
    event.target.setAttribute('aria-valuetext', data.grades[state.grade]);
    filterChanged();
  });
}
