import fc from 'fast-check';

import { isBlank, oneLine, withoutBidiControls } from './typed-text.js';

const UNSEEN = ['\u200b', '\u3164', '\u115f', '\u1160', '\uffa0', '\u2800', '\u00ad', '\u034f', '\ufe0f', '\ufe0e'];
const MORE_UNSEEN = ['\u{e0100}', '\u{e0067}\u{e007f}', '\u202e', '\u2066', '\u200e', '\u2060', '\ufeff', '\u180e'];

describe('a text', () => {
  it.each([...UNSEEN, ...MORE_UNSEEN, '', ' ', '\u00a0', '\u3000', '\n', '\t\r\n', '\u2028', ' \u200d \u200c '])(
    'is blank when it has only %j',
    (text) => {
      expect(isBlank(text)).toBe(true);
      expect(isBlank(`${text}a${text}`)).toBe(false);
    },
  );

  it.each(['.', '0', '👍', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '\u0600', 'ᄀ', '-', '\u0301'])('is not blank when it is %j', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});

describe('a text as one line', () => {
  it.each([
    ['Ada\n', 'Ada'],
    [' \tAda Lovelace\r\n', 'Ada Lovelace'],
    ['Ada\r\nLovelace', 'Ada Lovelace'],
    ['Ada \n\n  Lovelace', 'Ada Lovelace'],
    ['Ada\u2028\u0085Lovelace', 'Ada Lovelace'],
    ['two  spaces', 'two  spaces'],
    ['Ada\u202egpj.exe', 'Adagpj.exe'],
    ['\u2067Ada\u2069\u202c', 'Ada'],
    ['\ufeffAda\u200b\u3164', 'Ada'],
    ['A\u0007da\u001b[31m', 'Ada[31m'],
  ])('%j becomes %j', (typed, shown) => {
    expect(oneLine(typed)).toBe(shown);
  });

  it.each([
    '👩‍👩‍👧',
    '❤️',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'می‌خواهم',
    'ه‍',
    'क्‍ष',
    'שלום',
    'מ\u200f-ב',
    'C\u00ade',
    '\u115f\u1161',
    '',
    ' ',
    '\n',
    'a\u0000',
  ])('%j stays the same', (text) => {
    expect(oneLine(text)).toBe(text);
  });

  it('does not change a second time, and is blank only if the text was blank', () => {
    const parts = fc.constantFrom('a', ' ', '\n', '\u2028', '\u202e', '\u0007', '\u200b', '\u200d', '👩', '\ufe0f');
    fc.assert(
      fc.property(fc.string({ unit: parts }), (text) => {
        const line = oneLine(text);
        expect(oneLine(line)).toBe(line);
        expect(isBlank(line)).toBe(isBlank(text));
        if (!isBlank(text)) expect(line).not.toMatch(/[\n\u2028\u202e\u0007]|^ | $/);
      }),
    );
  });

  it('keeps 400,000 spaces inside a text', () => {
    // A pattern that takes quadratic time would take minutes here.
    const wide = `a${' '.repeat(200_000)}b${' '.repeat(200_000)}c`;
    expect(oneLine(wide)).toBe(wide);
  });
});

it('`withoutBidiControls` keeps line breaks', () => {
  expect(withoutBidiControls('one\n\u202etwo\u202c\n three ')).toBe('one\ntwo\n three ');
});
