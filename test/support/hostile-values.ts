/** Hostile values: each is tried in every field where it fits. */

const deep = (levels: number): unknown => (levels === 0 ? 'x' : [deep(levels - 1)]);

/** Texts, also for fields that require an id or a number. */
export const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udc00',
  '\u202eltr\u202c',
  '\u200b\u200d\ufeff',
  `a${'\u0301'.repeat(10_000)}`,
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'x'.repeat(81),
  'x'.repeat(257),
  'x'.repeat(4_001),
  '👍'.repeat(4_001),
  'a\r\nSet-Cookie: b',
  "' or 1=1; drop table users; --",
  '%',
  '_',
  '\\',
  '"unclosed',
  'a & | !',
  '(a+)+$',
  '(((((',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'true',
];

export const NUMBERS = [
  '0',
  '-1',
  '1.5',
  '1e9',
  '1e99',
  'NaN',
  'Infinity',
  '0x10',
  '１',
  '9223372036854775808',
  '9'.repeat(400),
];

/** Invalid ids, percent-encoded where a URL requires it. */
export const IDS = [
  ...['x', '0', '-1', '1e9', 'NaN', 'null', 'undefined', '9223372036854775808', '..%2f..%2fme', 'a%2fb', '%00', '%20'],
  ...['%F0%9F%91%8D', '%27%20or%201=1', ';x', '{}', '[]', '*', '$ne', '__proto__', 'constructor', 'x'.repeat(5_000)],
  ...[
    '%7B00000000-0000-4000-8000-000000000000%7D',
    '00000000-0000-4000-8000-00000000000',
    '00000000000040008000000000000000',
  ],
  ...[
    '00000000-0000-4000-8000-00000000000g',
    '00000000-0000-4000-8000-000000000000%0a',
    '00000000-0000-0000-0000-000000000000',
  ],
];

/** Any JSON; `undefined` omits the key. */
export const VALUES: unknown[] = [
  ...TEXTS,
  ...NUMBERS,
  ...[
    undefined,
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e99,
    2 ** 53,
    [],
    [[]],
    [null],
    ['x', 'x'],
    {},
    { $ne: null },
    { id: {} },
  ],
  ...[
    { url: 'x', id: null },
    { length: 1e9 },
    { toString: 1 },
    { toJSON: 'x' },
    { '\u0000': 1 },
    { a: '\ud800' },
    { hasOwnProperty: null, length: '1' },
    { deep: deep(8) },
    { big: 'x'.repeat(4_096) },
    { constructor: 'x' },
    '{"url":{"constructor":1}}',
    { constructor: { prototype: { a: 1 } } },
  ],
  JSON.parse('{"__proto__":{"admin":true}}'),
  Array.from({ length: 600 }, () => 'x'),
  deep(2_000),
];

/** Too long for a socket, which is closed then. */
export const HUGE = 'x'.repeat(1024 * 1024);
