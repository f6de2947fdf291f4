/* What the page holds can be taken away: as text to paste, as a file. Nothing leaves by itself. */
function saveFile(name, text, type) {
  const link = make('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/* Where the clipboard is out of reach, as in some viewers of mail, the older way is tried. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make('textarea', { value: text, className: 'hear', readOnly: true });
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

/* A button says for a moment that it did its work, also to those who hear the page. */
async function copyBy(button, text) {
  const words = button.textContent;
  const done = await toClipboard(text);
  button.textContent = done ? say('Copied') : say('Not copied: select the text instead');
  if ($('say')) announce(button.textContent);
  setTimeout(() => { button.textContent = words; }, 1600);
}

/* A spreadsheet takes text that begins like a formula for one; an apostrophe keeps it text. */
const harmless = text => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(text) ? `'${text}` : text);
const quoted = text => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const asCsv = rows => `\ufeff${rows.map(row => row.map(cell => quoted(harmless(cell))).join(',')).join('\r\n')}\r\n`;
const asPasted = rows => rows.map(row => row.map(cell => harmless(cell.replace(/\s+/g, ' '))).join('\t')).join('\n');

every('[data-copy]').forEach(button => button.addEventListener('click', () => {
  const source = $(button.dataset.copy);
  const parts = every('p', source);
  copyBy(button, (parts.length ? parts.map(part => part.textContent) : [source.textContent]).join('\n\n'));
}));
