/* Deflate (RFC 1950 and 1951), undone at once. A browser does it faster, but only with a promise,
   and what happens before printing cannot wait for one. */
function inflated(bytes) {
  const LENGTH = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const FAR = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const lengthBits = place => (place < 8 || place === 28 ? 0 : (place >> 2) - 1);
  const farBits = place => (place < 4 ? 0 : (place >> 1) - 1);
  let at = 2, held = 0, count = 0, out = new Uint8Array(bytes.length * 4), size = 0;  // two bytes of head

  function take(bits) {
    while (count < bits) { held |= bytes[at++] << count; count += 8; }
    const value = held & ((1 << bits) - 1);
    held >>>= bits;
    count -= bits;
    return value;
  }
  /* How many codes have each length, and the symbols in the order of their codes. */
  function codes(lengths) {
    const many = new Uint16Array(16), first = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
    for (const length of lengths) many[length] += length > 0;
    for (let length = 1; length < 15; length += 1) first[length + 1] = first[length] + many[length];
    lengths.forEach((length, symbol) => { if (length) symbols[first[length]++] = symbol; });
    return { many, symbols };
  }
  function read({ many, symbols }) {
    let code = 0, first = 0, place = 0;
    for (let length = 1; length < 16; length += 1) {
      code |= take(1);
      if (code < first + many[length]) return symbols[place + code - first];
      place += many[length];
      first = (first + many[length]) << 1;
      code <<= 1;
    }
    throw new RangeError('not deflated');
  }
  function room(more) {
    if (size + more <= out.length) return;
    const wider = new Uint8Array(2 * (size + more));
    wider.set(out.subarray(0, size));
    out = wider;
  }
  function stored() {
    held = count = 0;
    const many = bytes[at] | (bytes[at + 1] << 8);
    room(many);
    out.set(bytes.subarray(at + 4, at + 4 + many), size);
    at += 4 + many;
    size += many;
  }
  const FIXED = [...Array(144).fill(8), ...Array(112).fill(9), ...Array(24).fill(7), ...Array(8).fill(8)];
  function tables(kind) {
    if (kind === 1) return [codes(FIXED), codes(Array(30).fill(5))];
    const [texts, fars, some] = [take(5) + 257, take(5) + 1, take(4) + 4];
    const lengths = Array(19).fill(0);
    for (let k = 0; k < some; k += 1) lengths[ORDER[k]] = take(3);
    const own = codes(lengths), both = [];
    while (both.length < texts + fars) {
      const symbol = read(own);
      if (symbol < 16) both.push(symbol);
      else {
        const [value, many] = symbol === 16 ? [both[both.length - 1], 3 + take(2)] : [0, symbol === 17 ? 3 + take(3) : 11 + take(7)];
        for (let k = 0; k < many; k += 1) both.push(value);
      }
    }
    return [codes(both.slice(0, texts)), codes(both.slice(texts))];
  }
  function block([texts, fars]) {
    for (let symbol = read(texts); symbol !== 256; symbol = read(texts)) {
      room(258);
      if (symbol < 256) out[size++] = symbol;
      else {
        const length = LENGTH[symbol - 257] + take(lengthBits(symbol - 257));
        const far = read(fars);
        const from = size - FAR[far] - take(farBits(far));
        for (let k = 0; k < length; k += 1) out[size + k] = out[from + k];
        size += length;
      }
    }
  }
  for (let last = 0; !last;) {
    last = take(1);
    const kind = take(2);
    if (kind) block(tables(kind)); else stored();
  }
  return out.subarray(0, size);
}
