/** Syllables that words are made of. */
const SYLLABLES = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'je',
  'ki',
  'lo',
  'mu',
  'na',
  'pe',
  'ri',
  'so',
  'tu',
  'va',
  'we',
  'zi',
];
const WORDS = 20_000;
const CJK = [...'你好我们今天开会讨论项目部署问题时间明天请确认一下谢谢可以没有什么这个那个需要'];
const SEED = 12_345;

/** The commonest words of all texts. They occur in this order of frequency. */
export const COMMONEST = ['the', 'and', 'of'];

/**
 * Texts that differ in what matters to a search: words by a steep distribution, some Chinese, a word in 30 % of the texts (`meeting`), one in 1 % (`deploy`)
 * and one in 50 of a million (`xylophone`). The same texts in every run.
 */
export function* searchTexts(): Generator<string> {
  const random = randomNumbers(SEED);
  const words = vocabulary(random);
  const word = (): string => words[Math.floor(random() ** 4 * WORDS)] ?? '';
  for (let n = 0; ; n++) {
    const text = Array.from({ length: 3 + Math.floor(random() * 16) }, word);
    const kind = random();
    if (kind < 0.3) text.push('meeting');
    if (kind > 0.99) text.push('deploy');
    if (n % 20_000 === 0) text.push('xylophone');
    if (kind > 0.5 && kind < 0.55)
      text.push(Array.from({ length: 8 }, () => CJK[Math.floor(random() * CJK.length)]).join(''));
    yield text.join(' ');
  }
}

function vocabulary(random: () => number): string[] {
  const made = Array.from({ length: WORDS }, (_, rank) => {
    const count = 1 + (rank < 50 ? 0 : 1) + Math.floor(random() * 3);
    return (
      Array.from({ length: count }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('') +
      (rank % 3 ? '' : 'n')
    );
  });
  return [...COMMONEST, ...made.slice(COMMONEST.length)];
}

/** A linear congruential generator: numbers from 0 up to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
