import { existsSync, readFileSync } from 'node:fs';

import { getMetadataStorage } from 'class-validator';

import { Config, readConfig } from '../src/platform/config/config.js';
import { useServer } from './support/server.js';
import { running, runUntilPrinted, snippetOf } from './support/snippets.js';

useServer({ SEED_DEMO: 'true' });

const readme = readFileSync('README.md', 'utf8');
const snippet = (language: string) => snippetOf(readme, language);

describe('the README', () => {
  it('has snippets that work when pasted: one account receives what the other sends', async () => {
    const listening = runUntilPrinted(['success'], 'node', '--input-type=module', '-e', snippet('js'));
    const output = await listening;
    expect(output).toContain('Dana Asante: Hello from a socket');

    const listener = running[0]!;
    const messageOfCurl = new Promise<string>((resolve) =>
      listener.stdout!.on('data', (text: Buffer) => resolve(text.toString())),
    );
    const answer = await runUntilPrinted(['"status":"success"'], 'bash', '-c', snippet('sh'));
    expect(answer).toContain('Hello from curl');
    expect(await messageOfCurl).toContain('Asha Sandoval: Hello from curl');
  });

  it('has a table with exactly the variables that are read, and their defaults', () => {
    const rules = getMetadataStorage().getTargetValidationMetadatas(Config, '', false, false);
    const rows = [...readme.matchAll(/^\| `([A-Z\d_]+)` +\| (.*?) +\|/gm)];
    expect(rows.map(([, name]) => name)).toEqual([...new Set(rules.map(({ propertyName }) => propertyName))]);
    const defaults = readConfig({});
    for (const [, name, text] of rows) {
      const value = defaults[name as keyof Config];
      if (value !== undefined) expect([name, text]).toEqual([name, expect.stringContaining(`\`${String(value)}\``)]);
    }
  });

  it('has no broken link to a file, and is short', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
    expect(readme.split('\n').length).toBeLessThanOrEqual(151);
  });
});
