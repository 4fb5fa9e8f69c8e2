import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const GLOSSARY = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8');

/** The retired words, from the table at the end. */
const RETIRED = [...(GLOSSARY.split('## Retired')[1] ?? '').matchAll(/^\| ([a-z ]+?) +\|/gm)]
  .map(([, word]) => word ?? '')
  .filter((word) => word !== 'not');

/** The files that are checked: code, page, client, documents, tests, benches and scripts. */
const TEXTS = ['src', 'client/src', 'web/src', 'docs', 'test', 'bench', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .concat('README.md', 'CONTRIBUTING.md', '.ci/run')
  .filter((file) => /\.(m?[tj]s|sql|md|py)$|^\.ci/.test(file) && !/migrations\/|glossary\.(md|spec\.ts)/.test(file));

describe('the words that the glossary retired', () => {
  it('are found in the glossary, and there are files to check', () => {
    expect(RETIRED).toContain('seat');
    expect(RETIRED.length).toBeGreaterThan(5);
    expect(TEXTS.length).toBeGreaterThan(700);
  });

  it.each(RETIRED)('%s is in none of the files', (word) => {
    // A Content-Security-Policy has a directive with one of these names, and Chromium a flag. The directive is written before `;` or a backtick.
    const pattern = new RegExp(`(?<!--no-)\\b${word}s?\\b(?![;\`])`, 'i');
    const found = TEXTS.filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(found).toEqual([]);
  });
});
