/* The list of what to do: its questions are answered on the card, and it prints on a page of its own. */
every('[data-meet]').forEach(button => button.addEventListener('click', () => {
  const [a, b] = button.dataset.meet.split(' ').map(place => nodes[place]);
  opener = button;
  openCard(a);
  meet(a, b);
}));
every('[data-leave]').forEach(button => button.addEventListener('click', () => {
  opener = button;
  openCard(nodes[button.dataset.leave]);
  if (!state.gone) leaveOr(nodes[button.dataset.leave]);
}));
if ($('print-todo')) {
  $('print-todo').addEventListener('click', () => { document.documentElement.dataset.only = 'todo'; print(); });
  addEventListener('afterprint', () => { delete document.documentElement.dataset.only; });
}
