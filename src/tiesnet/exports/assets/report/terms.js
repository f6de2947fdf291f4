/* Definitions: by tap and key (popovers do that themselves), and on hover after a moment. */
function explain(button) {
  const meaning = $(button.getAttribute('popovertarget'));
  const place = () => {
    const edge = button.getBoundingClientRect();
    const under = edge.bottom + 6;
    meaning.style.left = `${Math.max(8, Math.min(innerWidth - meaning.offsetWidth - 8, edge.left))}px`;
    meaning.style.top = `${under + meaning.offsetHeight > innerHeight ? Math.max(8, edge.top - meaning.offsetHeight - 6) : under}px`;
  };
  let timer = 0, hovered = false;
  const open = () => { if (meaning.matches(':popover-open')) return; hovered = true; meaning.showPopover(); place(); };
  button.addEventListener('click', () => { hovered = false; setTimeout(place, 0); });
  button.addEventListener('pointerenter', event => { if (event.pointerType === 'mouse') timer = setTimeout(open, 450); });
  button.addEventListener('pointerleave', () => {
    clearTimeout(timer);
    if (hovered && meaning.matches(':popover-open')) meaning.hidePopover();
    hovered = false;
  });
}
every('[popovertarget]').forEach(explain);
