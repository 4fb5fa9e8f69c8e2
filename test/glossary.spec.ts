import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const GLOSSARY = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8');

/** The table at the end: what is not said any more. */
const RETIRED = [...(GLOSSARY.split('## Retired')[1] ?? '').matchAll(/^\| ([a-z ]+?) +\|/gm)]
  .map(([, word]) => word ?? '')
  .filter((word) => word !== 'not');

/** Where people read: code, page, client and documents. */
const TEXTS = ['src', 'client/src', 'web/src', 'docs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .concat('README.md', 'CONTRIBUTING.md')
  .filter((file) => /\.(ts|sql|md)$/.test(file) && !/migrations\/|glossary\.md/.test(file));

describe('the words that the glossary retired', () => {
  it('are some', () => {
    expect(RETIRED).toContain('seat');
    expect(RETIRED.length).toBeGreaterThan(5);
    expect(TEXTS.length).toBeGreaterThan(300);
  });

  it.each(RETIRED)('%s stands nowhere', (word) => {
    // Before a semicolon or a code mark it is somebody else's word: a policy of browsers is called so.
    const pattern = new RegExp(`\b${word}s?\b(?![;\`])`, 'i');
    const found = TEXTS.filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(found).toEqual([]);
  });
});
