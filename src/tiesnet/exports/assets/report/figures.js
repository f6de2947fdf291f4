/* Figures. What draws them is packed in the page and unpacked when the first of them comes near the
   screen, or when nothing else happens; so the page is ready at once. Paper does not wait: for it
   everything is unpacked on the spot. */
if ($('packed-figures')) {
  const PAPER = 680, LOW = 430, HIGH = 700, NARROW = 480, TALL = 1.05, QUIET = 3000;
  const folds = every('[data-figure]');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const touched = matchMedia('(pointer: coarse)');
  const isDark = () => (document.documentElement.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
  let kit = null, coming = null, onPaper = false;

  const packedBytes = id => Uint8Array.from(atob($(id).textContent), letter => letter.charCodeAt(0));
  async function unpacked(id) {
    return new Response(new Blob([packedBytes(id)]).stream().pipeThrough(new DecompressionStream('deflate'))).text();
  }
  /* The policy of the page allows no style written as an attribute. A script may set the same
     style rule by rule, so what draws is led there. Sheets for maps of the world are left out:
     it asks for an element of their name first. */
  function withinPolicy(styles) {
    const plain = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function set(name, value) {
      if (name === 'style') this.style.cssText = value; else plain.call(this, name, value);
    };
    for (const id of styles) document.head.append(make('meta', { id }));
  }
  function ready() {
    coming ??= (async () => {
      const [texts, code] = await Promise.all([unpacked('packed-figures'), unpacked('packed-drawing')]);
      begin(texts, code);
    })();
    return coming;
  }
  function readyAtOnce() {
    if (kit) return;
    const [texts, code] = ['packed-figures', 'packed-drawing'].map(id => new TextDecoder().decode(inflated(packedBytes(id))));
    begin(texts, code);
    coming = Promise.resolve();
  }
  function begin(texts, code) {
    if (kit) return;  // paper was faster
    kit = JSON.parse(texts);
    withinPolicy(kit.styles);
    document.head.append(make('script', { textContent: code }));
  }

  /* Colours turn with the theme: the figures are kept in the light ones. */
  const COLOURED = /color$|^(bgcolor|paper_bgcolor|plot_bgcolor|colorscale)$/;
  const faint = /^rgba\((\d+),(\d+),(\d+),([\d.]+)\)$/;
  function turnedColour(text) {
    const parts = faint.exec(text);
    if (!parts) return kit.colours[text.toLowerCase()] || text;
    const hex = `#${parts.slice(1, 4).map(part => Number(part).toString(16).padStart(2, '0')).join('')}`;
    const dark = kit.colours[hex] || hex;
    return `rgba(${[1, 3, 5].map(at => parseInt(dark.slice(at, at + 2), 16)).join(',')},${parts[4]})`;
  }
  function turned(value, coloured = false) {
    if (Array.isArray(value)) return value.map(one => turned(one, coloured));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, turned(one, COLOURED.test(key))]));
    return coloured && typeof value === 'string' ? turnedColour(value) : value;
  }

  /* Title and note stand in words beside the figure; in a picture they stand in it. */
  function inWords({ layout, head }) {
    const { title, margin = {}, height = 460, ...rest } = layout;
    return { ...rest, margin: { ...margin, t: Math.max(8, (margin.t ?? 80) - head) }, height: height - head };
  }
  /* Rows keep their height where the page is narrow: their names would lie on each other. */
  const inRows = ({ data, layout }) => !data.some(trace => trace.type === 'heatmap')
    && Object.entries(layout).some(([name, axis]) => /^yaxis/.test(name) && (axis.autorange === 'reversed' || (axis.range && axis.range[0] > axis.range[1])));
  function layoutOf(content, dark, width) {
    const own = inWords(content);
    const rows = inRows(content);
    const most = onPaper ? (rows ? HIGH : LOW) : rows ? Infinity : Math.max(360, TALL * width);  // on paper two low ones fit on a page
    const height = Math.min(own.height, most);
    const layout = { ...own, template: kit.template, width, height, dragmode: touched.matches ? false : own.dragmode ?? 'zoom' };
    layout.font = { ...layout.font, family: getComputedStyle(document.body).fontFamily };
    return dark ? turned(layout) : layout;
  }
  const CONFIG = { displayModeBar: false, displaylogo: false, doubleClick: 'reset', showTips: false, scrollZoom: false };
  function drawInto(drawing, dark, width) {
    const content = kit.figures[drawing.dataset.figure];
    const sheet = drawing.querySelector('.sheet');
    const data = dark ? turned(content.data) : JSON.parse(JSON.stringify(content.data));
    const layout = layoutOf(content, dark, width);
    if (width < NARROW) data.forEach(trace => { if (trace.mode === 'markers+text') trace.mode = 'markers'; });  // a tap names them
    sheet.style.minHeight = `${layout.height}px`;
    if (sheet.data) window.Plotly.purge(sheet);
    window.Plotly.newPlot(sheet, data, layout, CONFIG);
    for (const band of every('.sankey-link', sheet)) band.style.opacity = 1;  // they fade in, too late for paper
    for (const svg of every('svg', sheet)) svg.setAttribute('aria-hidden', 'true');
    drawing.classList.add('done');
    drawing.drawn = `${dark} ${width}`;
  }
  const wide = drawing => Math.floor(drawing.querySelector('.sheet').getBoundingClientRect().width);
  function refresh(drawing) {
    const width = wide(drawing);
    if (kit && window.Plotly && width && !onPaper && drawing.drawn !== `${isDark()} ${width}`) drawInto(drawing, isDark(), width);
  }
  const again = () => folds.filter(drawing => drawing.drawn).forEach(refresh);

  const near = new IntersectionObserver(entries => entries.filter(one => one.isIntersecting).forEach(({ target }) => {
    near.unobserve(target);
    ready().then(() => { refresh(target); resized.observe(target.querySelector('.sheet')); });
  }), { rootMargin: '600px' });
  const resized = new ResizeObserver(entries => entries.forEach(({ target }) => refresh(target.parentElement)));
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', again);

  /* When nobody has moved for a while what draws is made ready, so that printing finds it. */
  let waiting = 0;
  const idle = () => {
    clearTimeout(waiting);
    if (!coming) waiting = setTimeout(() => (window.requestIdleCallback || setTimeout)(() => ready()), QUIET);
  };
  for (const sign of ['pointermove', 'keydown', 'scroll', 'pointerdown']) addEventListener(sign, idle, { passive: true });
  addEventListener('load', idle);

  /* Paper: light, at its width. */
  addEventListener('beforeprint', () => {
    onPaper = true;
    readyAtOnce();
    folds.filter(drawing => !drawing.closest('details:not([open])')).forEach(drawing => drawInto(drawing, false, PAPER));
  });
  addEventListener('afterprint', () => { onPaper = false; again(); });

  /* As a file: with its question and note, in the light, whatever the page looks like. */
  async function take(drawing, format) {
    await ready();
    const { data, layout } = kit.figures[drawing.dataset.figure];
    const whole = { data: JSON.parse(JSON.stringify(data)), layout: { ...layout, template: kit.template } };
    await window.Plotly.downloadImage(whole, { format, filename: `tiesnet-${drawing.dataset.file}`, width: 900, height: layout.height || 560, scale: format === 'png' ? 2 : 1 });
  }

  /* The numbers of a figure, as a table like any other. */
  const digits = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 4 });
  async function listNumbers(fold, drawing) {
    await ready();
    const { heads, rows } = kit.figures[drawing.dataset.figure];
    const isNumber = heads.map((_, column) => rows.every(row => row[column] === null || typeof row[column] === 'number'));
    const cell = (value, column) => {
      const known = value !== null && value !== '';
      const asHead = !column && known;
      return make(asHead ? 'th' : 'td', {
        ...(asHead ? { scope: 'row' } : {}), className: isNumber[column] ? 'n' : '',
        textContent: known && typeof value === 'number' ? digits.format(value) : value ?? '',
        'data-v': known && typeof value === 'number' ? String(value) : String(value ?? ''),
      });
    };
    const head = (text, column) => make(text ? 'th' : 'td', { ...(text ? { scope: 'col' } : {}), className: isNumber[column] ? 'n' : '' }, make('span', { className: 'label', textContent: text }));
    const table = make('table', { className: 'data', id: `table-figure-${drawing.dataset.file}`, 'data-sortable': '' },
      make('thead', {}, make('tr', {}, heads.map(head))), make('tbody', {}, rows.map(row => make('tr', {}, row.map(cell)))));
    const heading = drawing.closest('[id^="f-"]').querySelector('h3, summary b').textContent;
    const label = `${say('The figure as a table')}: ${heading}`; // each has a name of its own
    fold.append(make('div', { className: 'table' }, make('div', { className: 'scroll', 'aria-label': label }, table)));
    enhance(table);
  }

  for (const drawing of folds) {
    near.observe(drawing);
    every('[data-take]', drawing).forEach(button => button.addEventListener('click', () => take(drawing, button.dataset.take)));
    const fold = drawing.nextElementSibling;
    if (fold) fold.addEventListener('toggle', () => listNumbers(fold, drawing), { once: true });
  }
}
