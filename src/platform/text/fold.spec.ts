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
    ['Đặng Łódź Øresund', 'dang lodz oresund'],
    ['GROẞE Straße', 'grosse strasse'],
    ['Æther œuvre', 'AETHER OEUVRE'],
    ['Diyarbakır', 'diyarbakir'],
    ['Þór ħobż', 'thor hobz'],
    ['it’s “fine” «so»', `it's "fine" "so"`],
    ['2019–2020 — well‑known −1', '2019-2020 - well-known -1'],
    ['a\u00a0b\u3000c', 'a b c'],
    ['a  b \t\r\n c', 'a b c'],
    ['co\u00adoperate in\u200bside \ufeffend', 'cooperate inside end'],
    ['إلى أحمد وآخر ٱلكتاب', 'الي احمد واخر الكتاب'],
    ['كــــتاب', 'كتاب'],
    ['فارسی کتاب', 'فارسي كتاب'],
    ['ﾊﾝｶｸ ＺＥＮＫＡＫＵ', 'ハンカク zenkaku'],
    ['❤️', '❤'],
  ])('gives %s and %s the same text', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['ada', 'adb'],
    ['日本', '日木'],
    ['へ', 'べ'],
    ['कि', 'का'],
    ['🙂', '🙃'],
    ['a b', 'ab'],
  ])('gives %s and %s different texts', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it.each([
    'CAFÉ',
    'Straße',
    'İ',
    'ΟΔΥΣΣΕΥΣ',
    'أَهْلًا',
    'ﬃ',
    '½',
    '\u1e9b\u0323',
    'ŉ',
    '각',
    '👩‍👩‍👧',
    'ẞ',
    'İı',
    ' \u0301 ',
    'é\u00ad\u0301',
    '\u00a8',
    'ﷺ',
  ])('of %s gives the same text when it is done twice', (text) => {
    expect(fold(fold(text))).toBe(fold(text));
  });
});

describe('a search pattern', () => {
  it('escapes wildcards, so that they match only themselves', () => {
    expect(containing('hello')).toBe('%hello%');
    expect(containing('100%_\\')).toBe('%100\\%\\_\\\\%');
  });
});
