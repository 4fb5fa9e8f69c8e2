import { hueOf } from '../../web/src/hue.js';

const FIRST = ['Ada', 'Ben', 'Cleo', 'Dora', 'Эмиль', 'Fatima', '雪', 'Hugo', 'Ines', 'José', 'Kofi', 'Lea'];
const LAST = [
  'Lovelace',
  'Whitaker',
  'Haddad-Königswinter',
  'Lindqvist',
  'Tanaka',
  'Raman',
  'Herrera',
  'Asante',
  '',
  'Li',
];
const GROUPS = ['Boat trip 2027 with everybody from the harbor', 'Lunch', 'Harbor launch', 'Bug triage', 'Familie'];

/** How often each color is chosen. */
function shares(names: string[]): number[] {
  const counts = new Map<number, number>();
  for (const name of names) counts.set(hueOf(name), (counts.get(hueOf(name)) ?? 0) + 1);
  return [...counts.values()].map((count) => count / names.length);
}

describe('the color of an avatar', () => {
  it.each([
    ['short names', FIRST.flatMap((first) => LAST.map((last) => `${first} ${last}`.trim()))],
    ['long titles', FIRST.flatMap((first) => GROUPS.map((group) => `${group}, ${first}, ${group}`))],
    ['numbered names', Array.from({ length: 120 }, (_, n) => `Person ${n}`)],
  ])('is one of twelve, and each is used for less than a fifth of the names: %s', (_, names) => {
    const found = shares(names);
    expect(found).toHaveLength(12);
    expect(Math.max(...found)).toBeLessThan(1 / 5);
  });

  it('is a hue in degrees', () => {
    for (const name of [...FIRST, ...GROUPS, '']) {
      expect(hueOf(name) % 30).toBe(0);
      expect(hueOf(name)).toBeLessThan(360);
    }
  });

  it.each([
    ['Ada', 210],
    ['Эмиль', 120],
    ['雪', 270],
    ['Boat trip 2027 with everybody from the harbor', 30],
    ['', 120],
  ])('of %j is always %i', (name, hue) => {
    expect(hueOf(name)).toBe(hue);
  });
});
