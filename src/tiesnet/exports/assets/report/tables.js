/* Tables are whole in the page. Here they learn to sort, to be searched and to stay short. */
const SHORT = 16;
const growers = []; // to show everything on paper

function enhance(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, place) => ({ row, place, text: '' }));
  const headers = [...table.tHead.rows[0].cells];
  const tools = table.closest('.table').querySelector('.tools');
  const status = { column: -1, down: 1, all: rows.length <= SHORT + 4, wanted: '' };
  const frame = table.closest('.table');
  const scroll = table.closest('.scroll');
  if (table.dataset.brief !== undefined) addColumns();
  addHint();
  const more = make('button', { type: 'button', className: 'more', onclick: () => { status.all = true; show(); } });
  scroll.after(more);
  if (table.dataset.sortable !== undefined) headers.forEach((header, column) => addSort(header, column));
  if (tools) addSearch();

  /* The columns most readers want come first; the others are one press away. */
  function addColumns() {
    const all = headers.length;
    const some = headers.filter(header => !header.classList.contains('late')).length;
    const button = make('button', { type: 'button', className: 'more aside', onclick: () => choose(!table.classList.contains('few')) });
    const choose = few => {
      table.classList.toggle('few', few);
      button.textContent = few ? `Show all ${all} columns` : `Show ${some} columns`;
      frame.dispatchEvent(new Event('widths'));
    };
    scroll.before(button);
    choose(true);
  }
  /* Where a table is wider than its place, its edge fades and words say that there is more. */
  function addHint() {
    const words = make('p', { className: 'aside', textContent: 'More columns to the right →', hidden: true });
    scroll.before(words);
    const look = () => {
      const beyond = scroll.scrollWidth > scroll.clientWidth + 2;
      words.hidden = !beyond;
      frame.classList.toggle('broad', beyond);
      frame.classList.toggle('sideways', scroll.scrollLeft + scroll.clientWidth < scroll.scrollWidth - 2);
    };
    scroll.addEventListener('scroll', look, { passive: true });
    frame.addEventListener('widths', look);
    new ResizeObserver(look).observe(scroll);
  }
  function addSort(header, column) {
    const label = header.querySelector('.label');
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
  function addSearch() {
    const input = tools.querySelector('input');
    rows.forEach(r => { r.text = fold(r.row.textContent); });
    input.addEventListener('input', () => { status.wanted = fold(input.value); show(); });
    tools.hidden = false;
  }
  function show() {
    let count = 0;
    for (const { row, text } of rows) {
      const fits = !status.wanted || text.includes(status.wanted);
      row.hidden = !fits || (!status.all && !status.wanted && count >= SHORT);
      count += fits;
    }
    more.hidden = status.all || Boolean(status.wanted);
    more.textContent = `Show all ${rows.length} rows`;
    if (tools) tools.querySelector('.count').textContent = status.wanted ? `${count} of ${rows.length}` : plural(rows.length, 'row', 'rows');
  }
  growers.push(on => { if (on) { status.was = [status.all, status.wanted]; status.all = true; status.wanted = ''; } else [status.all, status.wanted] = status.was; show(); });
  show();
}
every('.table table.data').forEach(enhance);
