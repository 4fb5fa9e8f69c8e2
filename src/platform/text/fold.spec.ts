import { containing, fold } from './fold.js';

describe('folding', () => {
  it.each([
    ['letter case', 'Hello WORLD', 'hello world'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['accents, in one character or two', 'Crème', 'cre\u0300me'],
    ['accents at all', 'ÅÇÉÎÕÜ', 'aceiou'],
    ['Vietnamese', 'Tiếng Việt', 'tieng viet'],
    ['the Turkish dotted I', 'İstanbul', 'istanbul'],
    ['Greek, its final sigma and accents', 'ΟΔΥΣΣΈΑΣ', 'οδυσσεας'],
    ['Cyrillic', 'ПРИВЕТ', 'привет'],
    ['width', 'ＦＵＬＬ　ｶﾀ', 'full カタ'],
    ['ligatures', 'eﬃcient ﬂow', 'efficient flow'],
    ['Arabic vowel signs', 'السَّلَامُ', 'السلام'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['Hangul, in one character or many', '안녕', '안녕'.normalize('NFD')],
  ])('minds no difference of %s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
    expect(fold(fold(one))).toBe(fold(one));
  });

  it.each([
    ['letters', 'house', 'mouse'],
    ['Japanese voiced and unvoiced', 'か', 'が'],
    ['Hindi vowels', 'की', 'का'],
    ['Thai tones', 'มา', 'ม้า'],
    ['emoji', '👍', '👎'],
    ['signs', 'a_b', 'a%b'],
    ['spaces', 'a b', 'ab'],
  ])('keeps apart %s', (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('leaves plain text as it is', () => {
    for (const text of ['', 'plain text 123', '今天天气很好', '👩‍👩‍👧‍👦', 'a\nb\tc']) expect(fold(text)).toBe(text);
  });
});

describe('a pattern', () => {
  it('finds the text anywhere, and takes its signs for what they are', () => {
    expect(containing('plain')).toBe('%plain%');
    expect(containing('100%')).toBe('%100\\%%');
    expect(containing('a_b')).toBe('%a\\_b%');
    expect(containing('a\\b')).toBe('%a\\\\b%');
    expect(containing("it's")).toBe("%it's%");
  });
});
