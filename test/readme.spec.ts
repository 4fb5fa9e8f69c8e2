import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

import { getMetadataStorage } from 'class-validator';

import { Config, readConfig } from '../src/platform/config/config.js';
import { server, useServer } from './support/server.js';

useServer({ SEED_DEMO: 'true' });

const readme = readFileSync('README.md', 'utf8');
const running: ChildProcess[] = [];

/** The snippet as the README has it, only for the server of this test. */
function snippet(language: string): string {
  const [, code = ''] = new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(readme) ?? [];
  expect(code).toContain('http://localhost:3000');
  return code.replace('http://localhost:3000', server().url);
}

/** Runs a program until it has said all of this; rejects with what it said when it ends before. */
function says(words: string[], command: string, ...args: string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer): void => {
      said += text.toString();
      if (words.every((word) => said.includes(word))) resolve(said);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => setTimeout(() => reject(new Error(`said only: ${said}`)), 100));
  });
}

afterAll(() => running.forEach((child) => child.kill()));

describe('the README', () => {
  it('has snippets that work when pasted: one account hears what the other says', async () => {
    const listening = says(['success'], 'node', '--input-type=module', '-e', snippet('js'));
    const heard = await listening;
    expect(heard).toContain('Dana Asante: Hello from a socket');

    const listener = running[0]!;
    const hearsCurl = new Promise<string>((resolve) =>
      listener.stdout!.on('data', (text: Buffer) => resolve(text.toString())),
    );
    const answer = await says(['"status":"success"'], 'bash', '-c', snippet('sh'));
    expect(answer).toContain('Hello from curl');
    expect(await hearsCurl).toContain('Asha Sandoval: Hello from curl');
  });

  it('has a table with exactly the variables that are read, and their defaults', () => {
    const rules = getMetadataStorage().getTargetValidationMetadatas(Config, '', false, false);
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\|/gm)];
    expect(rows.map(([, name]) => name)).toEqual([...new Set(rules.map(({ propertyName }) => propertyName))]);
    const defaults = readConfig({});
    for (const [, name, text] of rows) {
      const value = defaults[name as keyof Config];
      if (value !== undefined) expect([name, text]).toEqual([name, expect.stringContaining(`\`${String(value)}\``)]);
    }
  });

  it('leads somewhere with every link, and is short', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
    expect(readme.split('\n').length).toBeLessThanOrEqual(151);
  });
});
