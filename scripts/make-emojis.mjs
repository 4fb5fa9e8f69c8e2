import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Writes src/messages/reactions/emoji.ts: every fully-qualified emoji of Unicode's emoji-test.txt, components included, from
 * the data of the page's emoji picker. Run it when `emoji-picker-element-data` brings a new version of Unicode.
 */
const SOURCE = createRequire(import.meta.url).resolve('emoji-picker-element-data/en/emojibase/data.json');
const TARGET = new URL('../src/messages/reactions/emoji.ts', import.meta.url);
const PER_LINE = 40;

const TONES = ['\u{1f3fb}', '\u{1f3fc}', '\u{1f3fd}', '\u{1f3fe}', '\u{1f3ff}'];
const data = JSON.parse(readFileSync(SOURCE, 'utf8'));
const offered = data.flatMap(({ emoji, skins = [] }) => [emoji, ...skins.map((skin) => skin.emoji)]);
const emojis = [...new Set(offered.map(fullyQualified))];

const byPattern = grouped(emojis);
const patterns = [...byPattern].flatMap(([pattern, members]) => shortened(pattern, members));
const lines = Array.from({ length: Math.ceil(patterns.length / PER_LINE) }, (_, n) =>
  patterns.slice(n * PER_LINE, (n + 1) * PER_LINE).join(' '),
);
writeFileSync(
  TARGET,
  `/**
 * Every fully-qualified emoji of Unicode ${Math.max(...data.map(({ version }) => version))}, made by scripts/make-emojis.mjs.
 * \`+\` stands for each of the five skin tones, \`-\` for each of the other four.
 */
export const EMOJI_SEQUENCES = [
${lines.map((line) => `  '${line}',`).join('\n')}
];
`,
);

/** The source also has the coloured form (U+FE0F) of characters that are coloured anyway; Unicode's recommended form does not. */
function fullyQualified(emoji) {
  return emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, '$1');
}

function patternOf(emoji) {
  return emoji.replace(/[\u{1f3fb}-\u{1f3ff}]/gu, '+');
}

/** One pattern for all members, if they are all that it stands for. */
function shortened(pattern, members) {
  const tones = pattern.split('+').length - 1;
  if (members.length === 5 ** tones) return [pattern];
  if (tones === 2 && members.length === 20 && members.every(hasTwoTones)) {
    const second = pattern.lastIndexOf('+');
    return [`${pattern.slice(0, second)}-${pattern.slice(second + 1)}`];
  }
  return members;
}

function hasTwoTones(emoji) {
  return new Set([...emoji].filter((character) => TONES.includes(character))).size === 2;
}

function grouped(all) {
  const groups = new Map();
  for (const one of all) groups.set(patternOf(one), [...(groups.get(patternOf(one)) ?? []), one]);
  return groups;
}
