/* The waves of a survey. Everybody keeps the place on the map; who is on it, who is beside it and
   which ties there are is what that wave told. Cards tell of the wave shown; what was computed for
   the measured wave only is left out of them in the others. */
const measured = nodes.map(node => ({
  status: node.status, symbol: node.symbol, short: node.short, word: node.word, ring: node.ring,
  facts: node.facts, roles: node.roles, meets: node.meets, seen: node.seen,
}));
const measuredDoubts = data.doubts, measuredTold = told.map(pairs => [...pairs]);
const isMeasured = () => state.round === data.round;
const HEARD = ['answered', 'partly'];

/* What a wave that was not measured tells of an actor. */
function statusIn(place, heard, wave) {
  if (place === 'absent') return say('{wave}: neither asked nor named.', { wave });
  if (place === 'silent') return say('{wave}: silent, asked and did not answer.', { wave });
  if (place === 'isolate') return say('{wave}: answered, and has no tie.', { wave });
  if (place === 'unclear') return say('{wave}: no tie seen, answers are missing.', { wave });
  if (place === 'not surveyed') return say('{wave}: never asked, named by nobody.', { wave });
  if (place === 'beside') return say('{wave}: tied only to firms that did not answer.', { wave });
  return heard ? say('{wave}: answered, and has ties.', { wave }) : say('{wave}: not asked, and named by others.', { wave });
}
const PLACE_SYMBOLS = { silent: 'silent', isolate: 'isolate', unclear: 'unclear', 'not surveyed': 'unseen', beside: 'unclear', absent: 'unseen', map: 'connected' };

function takeRound(round) {
  state.round = round;
  if (!data.rounds.length) return;
  const wave = data.rounds[round];
  nodes.forEach((node, k) => {
    node.place = node.places[round];
    node.answered = node.states[round];
    if (isMeasured()) { Object.assign(node, measured[k]); return; }
    const said = node.inside ? statusIn(node.place, HEARD.includes(node.answered), wave) : measured[k].status;
    const named = node.ties.some(tie => tie.round === round);
    Object.assign(node, {
      status: said, short: said, word: '', symbol: node.inside ? PLACE_SYMBOLS[node.place] : measured[k].symbol, ring: false,
      facts: [], roles: [], meets: [], seen: HEARD.includes(node.answered) || named,
    });
  });
  data.doubts = isMeasured() ? measuredDoubts : [];
  told.forEach((pairs, k) => { pairs.clear(); if (isMeasured()) measuredTold[k].forEach(pair => pairs.add(pair)); });
}
function chooseRound(round) {
  closeCard();
  state.hover = null;
  takeRound(round);
  fillDocks();
  showReading();
  showSizes();
  reach.cells = null;
  filterChanged();
  const [came, went] = turnover(round);
  announce([say('Wave {wave}', { wave: data.rounds[round] }), sayN(liveTies().length, '{n} tie shown', '{n} ties shown'), came, went].filter(Boolean).join('. '));
}
/* Who is there now and was not in the wave before, and the other way round; of firms inside. */
function turnover(round) {
  if (!round) return ['', ''];
  const there = (node, k) => node.places[k] !== 'absent';
  const firms = nodes.filter(node => node.inside && isFirm(node));
  const came = firms.filter(node => there(node, round) && !there(node, round - 1)).length;
  const went = firms.filter(node => !there(node, round) && there(node, round - 1)).length;
  const since = data.rounds[round - 1];
  return [
    sayN(came, '{n} firm is new since {since}', '{n} firms are new since {since}', { since }),
    sayN(went, '{n} is no longer there', '{n} are no longer there'),
  ];
}
every('[data-round]').forEach(button => button.addEventListener('click', () => chooseRound(Number(button.dataset.round))));
