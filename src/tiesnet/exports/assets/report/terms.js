/* Definitions stand once, in the chapter on methods. Pressing a word that has one shows it beside
   the word, and so does resting on it; without scripts the word leads there. */
const OPENERS = 'a.ask, a.term, button[popovertarget^="t-"]';
const meaning = make('div', { popover: 'auto', id: 'meaning', tabIndex: -1, role: 'dialog' });
document.body.append(meaning);
const canTell = Boolean(meaning.showPopover);
const termOf = opener => $((opener.getAttribute('popovertarget') || opener.getAttribute('href')).replace('#', ''));
const explain = opener => opener.setAttribute('aria-haspopup', 'dialog');
const telling = { opener: null, was: null, hovered: false, timer: 0 };

/* Whatever is folded around a place of the page opens, and the place comes into sight. */
function unfold(place) {
  for (let fold = place; fold; fold = fold.parentElement) if (fold.tagName === 'DETAILS') fold.open = true;
  if (place) place.scrollIntoView();
}
function goTo(event) {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash.length > 1) unfold($(decodeURIComponent(link.hash.slice(1))));
}
addEventListener('hashchange', () => unfold($(decodeURIComponent(location.hash.slice(1)))));

function placeMeaning(opener) {
  const edge = opener.getBoundingClientRect();
  const under = edge.bottom + 6;
  meaning.style.left = `${Math.max(8, Math.min(innerWidth - meaning.offsetWidth - 8, edge.left))}px`;
  meaning.style.top = `${under + meaning.offsetHeight > innerHeight ? Math.max(8, edge.top - meaning.offsetHeight - 6) : under}px`;
}
function tell(opener, hovered) {
  const source = termOf(opener);
  if (!source) return;
  const title = source.querySelector('h4').textContent;
  const said = every('p:not(.more-of)', source).map(text => text.cloneNode(true));
  said[0].prepend(make('b', { textContent: `${title}. ` }));
  fill(meaning, said, make('p', {}, make('a', { href: `#${source.id}`, textContent: say('In the chapter on methods'), onclick: () => meaning.hidePopover() })));
  meaning.setAttribute('aria-label', title);
  Object.assign(telling, { opener, hovered });
  meaning.showPopover();
  placeMeaning(opener);
}
meaning.addEventListener('toggle', event => { if (event.newState === 'closed') telling.opener = null; });

if (canTell) {
  every(OPENERS).forEach(explain);
  document.addEventListener('pointerdown', () => { telling.was = telling.hovered ? null : telling.opener; }, true);
  document.addEventListener('click', event => {
    const opener = event.target.closest(OPENERS);
    if (!opener) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(telling.timer);
    if (telling.was === opener && event.detail) { telling.was = null; return; }
    tell(opener, false);
    if (!event.detail) meaning.focus();  // by key: what it says is read out, Esc leads back
  }, true);
  document.addEventListener('pointerover', event => {
    const opener = event.pointerType === 'mouse' && event.target.closest(OPENERS);
    clearTimeout(telling.timer);
    if (opener && telling.opener !== opener) telling.timer = setTimeout(() => tell(opener, true), 450);
    else if (!opener && telling.hovered && telling.opener && !meaning.contains(event.target)) {
      telling.timer = setTimeout(() => meaning.hidePopover(), 250);
    }
  });
}
document.addEventListener('click', goTo);
if (location.hash.length > 1) unfold($(decodeURIComponent(location.hash.slice(1))));
