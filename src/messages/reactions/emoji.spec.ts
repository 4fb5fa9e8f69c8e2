import { readFileSync } from 'node:fs';

import { EMOJI_SEQUENCES, readEmoji } from './emoji.js';

const VARIATION_SELECTOR = /\ufe0f/g;

it.each([
  ...['👍', '❤️', '👨‍👩‍👧', '🇩🇪', '👍🏽', '1️⃣', '*️⃣', '#️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈', '🏳️‍⚧️', '👩🏽‍🤝‍👨🏻', '👩🏻‍❤️‍💋‍👩🏿', '👭🏼', '🕵🏽‍♀️', '🕵️‍♀️'],
  ...['🏻', '🦰', '🫩', '\u{1faea}'],
])('%s is an emoji', (emoji) => {
  expect(readEmoji(emoji)).toBe(emoji);
  expect(readEmoji(emoji.replace(VARIATION_SELECTOR, ''))).toBe(emoji);
});

it.each([
  ['rainbow flag', '\u{1f3f3}\u200d\u{1f308}', '🏳️‍🌈'],
  ['keycap', '1\u20e3', '1️⃣'],
  ['heart', '❤', '❤️'],
  ['kiss', '👩‍❤‍💋‍👩', '👩‍❤️‍💋‍👩'],
  ['detective, one of two selectors', '🕵‍♀️', '🕵️‍♀️'],
  ['eye in a speech bubble', '👁‍🗨️', '👁️‍🗨️'],
  ['thumb with a selector that it does not need', '👍\ufe0f', '👍'],
  ['thumb with one before its tone', '👍\ufe0f🏽', '👍🏽'],
])('a %s is read in its fully-qualified form', (_, typed, full) => {
  expect(readEmoji(typed)).toBe(full);
});

it.each([
  ...[
    '',
    'a',
    '1',
    '#',
    '1\ufe0f',
    '\ufe0f',
    '\u200d',
    '👍👍',
    '👍 ',
    ' 👍',
    ':thumbsup:',
    '\u0000',
    '\ud83d',
    '❤\ufe0e',
  ],
  ...['🇩', '🇩🇪🇫🇷', '👍🏽🏽', '👨‍👩', '🏴\u{e0067}\u{e007f}', '+', '👋+', '👍'.repeat(1000)],
])('%j is not an emoji', (text) => {
  expect(() => readEmoji(text)).toThrow('see details');
});

it('each emoji that the picker of the page offers is an emoji', () => {
  const source = require.resolve('emoji-picker-element-data/en/emojibase/data.json');
  const data = JSON.parse(readFileSync(source, 'utf8')) as { emoji: string; skins?: { emoji: string }[] }[];
  const offered = data.flatMap(({ emoji, skins = [] }) => [emoji, ...skins.map((skin) => skin.emoji)]);
  expect(new Set(offered.map(readEmoji)).size).toBe(offered.length);
});

it('each known emoji has the form that Unicode recommends', () => {
  const patterns = EMOJI_SEQUENCES.flatMap((line) => line.split(' ')).filter((pattern) => !/[-+]/.test(pattern));
  const recommended = new RegExp('^\\p{RGI_Emoji}$', 'v');
  const known = patterns.filter((emoji) => recommended.test(emoji));
  expect(known.length).toBeGreaterThan(1800);
  // An emoji that this Node's Unicode does not know is newer than Node. None may lack the selector that its recommended form has.
  const otherwise = patterns.filter((emoji) => !recommended.test(emoji) && recommended.test(`${emoji}\ufe0f`));
  expect(otherwise).toEqual([]);
});
