import { readEmoji } from './emoji.js';

it.each(['👍', '❤️', '👨‍👩‍👧', '🇩🇪', '👍🏽', '1️⃣'])('%s is an emoji', (emoji) => {
  expect(readEmoji(emoji)).toBe(emoji);
});

it('takes the form without colour for the one with it', () => {
  expect(readEmoji('❤')).toBe('❤️');
});

it.each(['', 'a', '1', '👍👍', '👍 ', ':thumbsup:', '\u0000', '\ud83d', '👍'.repeat(1000)])('%j is none', (text) => {
  expect(() => readEmoji(text)).toThrow('see details');
});
