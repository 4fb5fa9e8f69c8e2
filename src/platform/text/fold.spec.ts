import { containing, fold } from './fold.js';

describe('folding', () => {
  it.each([
    ['Ada', 'ada'],
    ['CAFÉ', 'cafe'],
    ['cafe\u0301', 'café'],
    ['Straße', 'STRASSE'],
    ['ﬁne', 'Fine'],
    ['ＡＢＣ１', 'abc1'],
    ['ΟΔΥΣΣΕΥΣ', 'Οδυσσεύς'],
    ['ПРИВЁТ', 'привет'],
    ['İstanbul', 'istanbul'],
    ['أَهْلًا', 'اهلا'],
    ['שָׁלוֹם', 'שלום'],
    ['한글', '한글'.normalize('NFD')],
  ])('takes %s for %s', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['ada', 'adb'],
    ['日本', '日木'],
    ['へ', 'べ'],
    ['कि', 'का'],
    ['🙂', '🙃'],
    ['a b', 'ab'],
  ])('tells %s from %s', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it.each(['CAFÉ', 'Straße', 'İ', 'ΟΔΥΣΣΕΥΣ', 'أَهْلًا', 'ﬃ', '½', '\u1e9b\u0323', 'ŉ', '각', '👩‍👩‍👧'])(
    'of %s changes nothing the second time',
    (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    },
  );
});

describe('a pattern', () => {
  it('takes every character for itself', () => {
    expect(containing('hello')).toBe('%hello%');
    expect(containing('100%_\\')).toBe('%100\\%\\_\\\\%');
  });
});
