/* What the browser decides itself: the session of its tab, files before they are sent, the theme. */
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.tiesnet = (() => {
  'use strict';
  const KEPT = 'tiesnet-session';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const $ = id => document.getElementById(id);
  let texts = {};
  let session = null;
  let choice = 'system';

  /* A tab that was copied has the memory of the first: only one of them may hold its session. */
  function held(id) {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise(tell => {
      navigator.locks.request(KEPT + id, { ifAvailable: true }, lock => {
        tell(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined;
      });
    });
  }
  function remembered() {
    try { return sessionStorage.getItem(KEPT); } catch { return null; }
  }
  async function begin() {
    const asked = new URLSearchParams(location.search);
    const old = remembered();
    const mine = old && await held(old) ? old : null;
    const answer = await fetch('/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ session: mine, survey: asked.get('survey'), lang: asked.get('lang') }),
    });
    const found = await answer.json();
    if (found.problem) {
      $('main').textContent = found.problem;
      return window.dash_clientside.no_update;
    }
    session = found.session;
    if (session !== mine) held(session);
    try { sessionStorage.setItem(KEPT, session); } catch { /* a tab without memory begins anew */ }
    return session;
  }

  /* --- files --------------------------------------------------------------------------------- */
  const size = files => files.reduce((sum, file) => sum + file.size, 0);
  function say(words, wrong) {
    const place = $('upload-says') || $('bar');
    place.textContent = words;
    place.classList.toggle('wrong', Boolean(wrong));
  }
  async function send(kind, files) {
    if (!files.length) return say(texts.empty, true);
    if (size(files) > texts.largest) return say(texts.large, true);
    say(texts.sending);
    const body = new FormData();
    files.forEach(file => body.append('files', file, file.name));
    try {
      const answer = await fetch(`/upload/${kind}`, { method: 'POST', headers: { 'X-Session': session }, body });
      if (!answer.ok) {
        const told = await answer.json().catch(() => ({}));
        return say(told.problem || texts.failed, true);
      }
    } catch {
      return say(texts.failed, true);
    }
    say('');
    window.dash_clientside.set_props('uploaded', { data: Date.now() });
  }
  function picker(words, kind, folder) {
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = kind === 'survey';
    input.webkitdirectory = folder;
    input.className = 'hear';
    if (kind === 'mapping') input.accept = '.toml';
    if (kind === 'names') input.accept = '.xlsx,.csv';
    input.addEventListener('change', () => {
      const files = [...input.files];
      input.value = '';
      send(kind, files);
    });
    label.className = 'button';
    label.append(input, words);
    return label;
  }
  /* A folder that is dropped is opened; what is hidden in it stays out. */
  async function within(entry) {
    if (entry.isFile) {
      return entry.name.startsWith('.') ? [] : [await new Promise((yes, no) => entry.file(yes, no))];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const part = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (!part.length) return found;
      for (const one of part) found.push(...await within(one));
    }
  }
  async function dropped(event) {
    const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry && item.webkitGetAsEntry());
    if (!entries.length || entries.some(entry => !entry)) return [...event.dataTransfer.files];
    const lists = await Promise.all(entries.map(within));
    return lists.flat();
  }
  function listen(drop) {
    if (drop.dataset.listens) return;
    drop.dataset.listens = 'yes';
    ['dragenter', 'dragover'].forEach(name => drop.addEventListener(name, event => {
      event.preventDefault();
      drop.classList.add('over');
    }));
    ['dragleave', 'drop'].forEach(name => drop.addEventListener(name, () => drop.classList.remove('over')));
    drop.addEventListener('drop', async event => {
      event.preventDefault();
      const files = await dropped(event).catch(() => []);
      send('survey', files);
    });
  }
  function fill(id, make) {
    const place = $(id);
    if (!place || (place.firstChild && place.dataset.lang === texts.lang)) return;
    place.dataset.lang = texts.lang;
    place.replaceChildren(...make());
  }
  /* Dash's lists do not know the label above them, and leave a hidden stop for the Tab key instead
     of their own. */
  function describe() {
    document.querySelectorAll('.dash-dropdown-focus-target').forEach(one => { one.tabIndex = -1; });
    document.querySelectorAll('button.dash-dropdown').forEach(one => { one.tabIndex = 0; });
    document.querySelectorAll('.field, .column').forEach(field => {
      const label = field.querySelector('.label, .header b, b');
      if (!label) return;
      label.id = label.id || `label-${++labels}`;
      field.querySelectorAll('button.dash-dropdown, input').forEach(control => {
        if (control.closest('label') || control.tabIndex < 0) return;
        control.id = control.id || `control-${++labels}`;
        const own = control.tagName === 'BUTTON' && !control.id.includes(' ') ? ` ${control.id}` : '';
        control.setAttribute('aria-labelledby', label.id + own);
      });
    });
  }
  let labels = 0;
  function equip() {
    describe();
    if (!texts.files) return;
    fill('pickers', () => [picker(texts.files, 'survey', false), picker(texts.folder, 'survey', true)]);
    fill('mapping-picker', () => [picker(texts.mapping, 'mapping', false)]);
    fill('names-picker', () => [picker(texts.names, 'names', false)]);
    fill('limit', () => [texts.limit]);
    if ($('drop')) listen($('drop'));
  }
  /* A view comes into the document some time after it was sent. */
  let watching = false;
  function watch() {
    if (watching || !$('main')) return;
    watching = true;
    new MutationObserver(equip).observe($('main'), { childList: true, subtree: true });
    new MutationObserver(refocus).observe(document.body, { childList: true, subtree: true });
  }
  /* What is drawn anew is another element under the same id: it takes over the focus of the one
     before, and the press that was begun on it. */
  let focused = '';
  let begun = null;
  function refocus() {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (lost && focused && $(focused) && !$(focused).disabled) $(focused).focus({ preventScroll: true });
  }
  addEventListener('focusin', event => { focused = event.target.id; });
  addEventListener('pointerdown', event => {
    begun = event.button === 0 && event.target.closest ? event.target.closest('button[id]') : null;
    if (!begun) focused = '';
  }, true);
  addEventListener('pointerup', event => {
    const now = begun && !begun.isConnected ? $(begun.id) : null;
    begun = null;
    if (now && now.contains(document.elementFromPoint(event.clientX, event.clientY))) now.click();
  }, true);
  function uploads(words, id) {
    texts = words || {};
    session = id || session;
    if (texts.lang) document.documentElement.lang = texts.lang;
    watch();
    equip();
    return window.dash_clientside.no_update;
  }
  /* A file that misses the area must not replace the page. */
  ['dragover', 'drop'].forEach(name => addEventListener(name, event => event.preventDefault()));

  /* --- views --------------------------------------------------------------------------------- */
  function go() {
    const { triggered, triggered_id: id } = window.dash_clientside.callback_context;
    if (!id || !triggered[0].value) return window.dash_clientside.no_update;
    const now = document.querySelector('.views [aria-current]');
    if (!now || !now.id.includes(`"${id.go}"`)) waiting(true);
    return id.go;
  }
  /* What is slow to draw fades, so that a press is seen to have been heard. */
  function waiting(yes) {
    if (yes) $('main').setAttribute('aria-busy', 'true');
    else $('main').removeAttribute('aria-busy');
  }
  function arrived() {
    focused = '';
    setTimeout(() => { scrollTo(0, 0); $('main').focus({ preventScroll: true }); }, 0);
    return window.dash_clientside.no_update;
  }

  /* --- what changed on the server ------------------------------------------------------------ */
  /* One question after the other, so that a slow answer is never given up for the next question.
     Only words and numbers of the work change: a button drawn anew cannot be pressed meanwhile. */
  const SOON = 500, CALM = 2000, HIDDEN = 30000, AGAIN = 8000;
  let known = null;   // the revision last asked for
  let since = 0;      // when that was
  let drawnAt = null; // the revision the page shows
  let timer = 0;
  let missed = 0;
  function asked(revision, stamp) {
    if (revision !== known) { known = revision; since = Date.now(); }
    if (stamp && stamp.revision !== undefined) document.body.dataset.revision = drawnAt = stamp.revision;
    if (triggered('stamp')) waiting(false);
    if (revision !== 'gone') next(SOON);
    return window.dash_clientside.no_update;
  }
  function triggered(id) {
    return window.dash_clientside.callback_context.triggered.some(one => one.prop_id.startsWith(id));
  }
  function next(wait) {
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  }
  function ask(revision) {
    since = Date.now();
    window.dash_clientside.set_props('revision', { data: revision });
  }
  async function look() {
    if (!session) return next(SOON);
    let now = null;
    try {
      const answer = await fetch('/state', { headers: { 'X-Session': session } });
      if (answer.status === 404) return ask('gone');
      now = await answer.json();
      missed = 0;
    } catch {
      missed += 1;
    }
    $('away').hidden = missed < 3;
    $('away').textContent = missed < 3 ? '' : texts.away;
    if (!now) return next(CALM);
    const overdue = Date.now() - since > AGAIN;
    if (now.revision !== drawnAt && (now.revision !== known || overdue)) ask(now.revision);
    for (const [id, props] of Object.entries(now.progress)) {
      if ($(id)) window.dash_clientside.set_props(id, props);
    }
    const behind = now.busy || now.revision !== drawnAt;
    next(document.hidden ? HIDDEN : behind ? SOON : CALM);
  }
  document.addEventListener('visibilitychange', () => { if (session && !document.hidden) next(0); });

  /* --- theme, downloads ---------------------------------------------------------------------- */
  function theme(pressed, now) {
    const choices = ['system', 'light', 'dark'];
    if (pressed) choice = choices[(choices.indexOf(now.choice) + 1) % 3];
    if (choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    const isDark = choice === 'dark' || (choice === 'system' && dark.matches);
    if (now && now.choice === choice && now.dark === isDark) return window.dash_clientside.no_update;
    return { choice, dark: isDark };
  }
  dark.addEventListener('change', () => {
    if (choice === 'system') window.dash_clientside.set_props('theme', { data: { choice, dark: dark.matches } });
  });
  function fetchFile(ready) {
    if (ready && ready.address) {
      const link = document.createElement('a');
      link.href = ready.address;
      link.download = '';
      document.body.append(link);
      link.click();
      link.remove();
    }
    return window.dash_clientside.no_update;
  }
  return { begin, uploads, go, arrived, asked, theme, fetch: fetchFile };
})();
