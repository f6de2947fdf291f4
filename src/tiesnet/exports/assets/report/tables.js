/* Tables are whole in the page. Here they learn to sort, to be searched and filtered, to be taken
   away and to stay short; one that is folded learns it when it is opened. */
const SHORT = 16, MOST_PICKS = 14, MOST_FILTERS = 2;
const growers = []; // to show everything on paper

/* What a cell says, without what is only for those who hear the page. */
const wordsOf = cell => [...cell.childNodes].filter(part => !(part.classList && part.classList.contains('hear')))
  .map(part => part.textContent).join('').trim();
/* What a cell holds: its number with all its digits, else its words. */
const exact = cell => {
  const words = wordsOf(cell);
  return words && cell.dataset.v && cell.classList.contains('n') && !words.startsWith('≥') ? cell.dataset.v : words;
};
const headOf = header => {
  const unit = header.querySelector('small');
  const words = unit ? [...unit.childNodes].filter(part => part.nodeType === 3).map(part => part.textContent).join('').trim() : '';
  return header.querySelector('.label').textContent + (words ? ` (${words})` : '');
};

function enhance(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, place) => ({ row, place, text: null }));
  const headers = [...table.tHead.rows[0].cells];
  const status = { column: -1, down: 1, all: rows.length <= SHORT + 4, wanted: '', picked: [] };
  const frame = table.closest('.table');
  const scroll = table.closest('.scroll');
  const count = make('span', { className: 'muted count', role: 'status' });
  if (rows.length > SHORT || table.dataset.search) addTools();
  if (table.dataset.brief !== undefined) addColumns();
  addHint();
  const more = make('button', { type: 'button', className: 'more', onclick: () => { status.all = true; show(); } });
  scroll.after(make('div', { className: 'under' }, more, takeAway()));
  if (table.dataset.sortable !== undefined) headers.forEach((header, column) => addSort(header, column));

  /* The columns most readers want come first; the others are one press away. */
  function addColumns() {
    const all = headers.length;
    const some = headers.filter(header => !header.classList.contains('late')).length;
    const button = make('button', { type: 'button', className: 'more aside', onclick: () => choose(!table.classList.contains('few')) });
    const choose = few => {
      table.classList.toggle('few', few);
      button.textContent = few ? say('Show all {n} columns', { n: all }) : say('Show {n} columns', { n: some });
      frame.dispatchEvent(new Event('widths'));
    };
    scroll.before(button);
    choose(true);
  }
  /* Where a table is wider than its place, its edge fades, words say so, and keys can move it. */
  function addHint() {
    const words = make('p', { className: 'aside', textContent: say('More columns to the right →'), hidden: true });
    const name = scroll.getAttribute('aria-label') || '';
    scroll.before(words);
    const look = () => {
      if (!table.checkVisibility({ contentVisibilityAuto: true })) return; // not laid out yet
      const beyond = scroll.scrollWidth > scroll.clientWidth + 2;
      words.hidden = !beyond;
      frame.classList.toggle('broad', beyond);
      frame.classList.toggle('sideways', scroll.scrollLeft + scroll.clientWidth < scroll.scrollWidth - 2);
      const own = { tabindex: '0', role: 'region', 'aria-label': name };
      for (const [key, value] of Object.entries(own)) if (beyond) scroll.setAttribute(key, value); else scroll.removeAttribute(key);
    };
    scroll.addEventListener('scroll', look, { passive: true });
    frame.addEventListener('widths', look);
    scroll.addEventListener('contentvisibilityautostatechange', look);
    new ResizeObserver(look).observe(scroll);
  }
  function addSort(header, column) {
    const label = header.querySelector('.label');
    if (!label.textContent) return;
    const button = make('button', { type: 'button', className: 'sort', textContent: label.textContent });
    button.addEventListener('click', () => {
      const numbers = header.classList.contains('n');
      status.down = status.column === column ? -status.down : (numbers ? -1 : 1);
      status.column = column;
      headers.forEach(h => h.removeAttribute('aria-sort'));
      header.setAttribute('aria-sort', status.down > 0 ? 'ascending' : 'descending');
      rows.sort((p, q) => compare(p.row.cells[column], q.row.cells[column], numbers) || p.place - q.place);
      fill(body, rows.map(r => r.row));
      show();
    });
    label.replaceChildren(button);
    growers.push(paper => label.replaceChildren(paper ? button.textContent : button));  // repeated heads print text only
  }
  /* What is not known comes last, whatever the direction. */
  function compare(p, q, numbers) {
    const x = p.dataset.v ?? p.textContent.trim(), y = q.dataset.v ?? q.textContent.trim();
    if (x === '' || y === '') return (x === '') - (y === '');
    return (numbers || p.dataset.v !== undefined && q.dataset.v !== undefined && !Number.isNaN(Number(x)) && !Number.isNaN(Number(y))
      ? Number(x) - Number(y) : collator.compare(x, y)) * status.down;
  }
  /* A field for any word of a row; a choice for status, stage and the like. */
  function addTools() {
    const words = table.dataset.search || say('Search this table');
    const field = make('input', { type: 'search', placeholder: words, 'aria-label': words, autocomplete: 'off' });
    field.addEventListener('input', () => { status.wanted = fold(field.value); show(); });
    const picks = headers.map((header, column) => pick(header, column)).filter(Boolean).slice(0, MOST_FILTERS);
    scroll.before(make('div', { className: 'tools' }, field, picks, count));
  }
  function pick(header, column) {
    if (header.dataset.pick === undefined || header.classList.contains('late')) return null;
    const values = [...new Set(rows.map(({ row }) => wordsOf(row.cells[column])))].filter(Boolean);
    if (values.length < 2 || values.length > MOST_PICKS) return null;
    values.sort(collator.compare);
    const label = header.querySelector('.label').textContent;
    const choice = make('select', { 'aria-label': say('Show only: {column}', { column: label }) },
      make('option', { value: '', textContent: say('{column}: all', { column: label }) }), values.map(value => make('option', { value, textContent: value })));
    choice.addEventListener('change', () => { status.picked[column] = choice.value; show(); });
    return choice;
  }
  function takeAway() {
    const whole = () => [headers.map(headOf), ...rows.filter(fits).map(({ row }) => [...row.cells].map(exact))];
    const name = `tiesnet-${table.id.replace(/^table-/, '').replace(/[^a-z0-9]+/gi, '-') || 'table'}.csv`;
    const title = scroll.getAttribute('aria-label') || '';
    const copy = make('button', { type: 'button', textContent: say('Copy'), title: say('Copy this table, with all its columns and digits'), onclick: () => copyBy(copy, asPasted(whole())) });
    const save = make('button', { type: 'button', textContent: 'CSV', title: say('Save this table as a CSV file, with all its columns and digits'), onclick: () => saveFile(name, asCsv(whole()), 'text/csv') });
    return make('span', { className: 'take', role: 'group', 'aria-label': title }, copy, save);
  }
  const lower = one => (one.text ??= fold(one.row.textContent));
  const fits = one => (!status.wanted || lower(one).includes(status.wanted))
    && status.picked.every((value, column) => !value || wordsOf(one.row.cells[column]) === value);
  function show() {
    const narrowed = Boolean(status.wanted) || status.picked.some(Boolean);
    let shownRows = 0;
    for (const one of rows) {
      const good = !narrowed || fits(one);
      one.row.hidden = !good || (!status.all && !narrowed && shownRows >= SHORT);
      shownRows += good;
    }
    more.hidden = status.all || narrowed;
    more.textContent = say('Show all {n} rows', { n: rows.length });
    count.textContent = narrowed ? say('{n} of {all}', { n: shownRows, all: rows.length }) : sayN(rows.length, '{n} row', '{n} rows');
  }
  growers.push(on => {
    if (on) { status.was = [status.all, status.wanted, status.picked]; status.all = true; status.wanted = ''; status.picked = []; }
    else [status.all, status.wanted, status.picked] = status.was;
    show();
  });
  show();
}
/* Who is named in a cell has a card on the map: the name becomes a button. */
every('td[data-actor], th[data-actor]').forEach(cell => {
  const name = make('button', { type: 'button', className: 'firm', textContent: cell.textContent });
  name.dataset.actor = cell.dataset.actor;
  delete cell.dataset.actor;
  fill(cell, name);
});
every('.table table.data').forEach(table => {
  const fold = table.closest('details:not([open])');
  if (!fold) enhance(table);
  else fold.addEventListener('toggle', () => enhance(table), { once: true });
});
