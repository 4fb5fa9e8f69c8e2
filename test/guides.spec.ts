import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import type { LoginView } from '../src/contract/views/user.view.js';
import { call, Person } from './support/person.js';
import { useServer } from './support/server.js';
import { endsSaying, snippetOf } from './support/snippets.js';

// A fault plan applies only on the node where it is set.
useServer({}, { one: true });

/** Registers the two accounts of the demo data and opens a chat between them. */
beforeEach(async () => {
  const password = 'asdasdasd';
  const [maya, asha] = await Promise.all(
    ['asd@gmail.com', 'asdasdasd@gmail.com'].map(async (email) => {
      const { body } = await call('POST', '/api/register', { email, password, name: email });
      return new Person(email, body as unknown as LoginView, password);
    }),
  );
  await maya!.opensChatWith(asha!);
});

const quickStart = readFileSync('docs/quick-start.md', 'utf8');
const badNetwork = readFileSync('docs/bad-network.md', 'utf8');

const node = (words: string[], code: string) => endsSaying(words, process.execPath, '--input-type=module', '-e', code);

/** A Python on this machine that can import this; undefined if there is none. */
const pythonWith = (what: string) =>
  ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', `import ${what}`]).status === 0);

/** The test does not stop the snippets: each must end by itself, with exit code 0. */
describe('the quick start', () => {
  it('works when pasted into a shell', async () => {
    const said = await endsSaying(['"hasMore"'], 'bash', '-c', snippetOf(quickStart, 'sh'));
    expect(said.match(/Hello from curl/g)).toHaveLength(2);
  });

  it('works in TypeScript, and shows the message as sent', async () => {
    await node(['said: Hello from TypeScript'], snippetOf(quickStart, 'ts'));
  });

  it('works in Python, and over a socket, where these are installed', async () => {
    const plain = snippetOf(quickStart, 'python');
    const live = `${plain}\n${snippetOf(quickStart, 'python', 1)}`;
    const [python, livePython] = [pythonWith('json'), pythonWith('socketio, websocket')];
    // `.ci/run` installs both
    if (python) await endsSaying([': Hello from Python'], python, '-u', '-c', plain);
    if (livePython)
      await endsSaying(['heard Hello from a Python socket', 'answered success'], livePython, '-u', '-c', live);
  });

  it('has snippets in Swift and Kotlin, which are not run here', () => {
    for (const language of ['swift', 'kotlin']) expect(snippetOf(quickStart, language)).toContain('message.send');
  });
});

describe('the guide to bad networks', () => {
  it('sends each message once, although answers are lost', async () => {
    const said = await node(['messages more'], snippetOf(badNetwork, 'js'));
    const numbers = Array.from({ length: 10 }, (_, n) => `number ${n + 1}`);
    const [, lost, dropped] = /(\d+) answers lost, (\d+) calls dropped/.exec(said) ?? [];
    expect(Math.min(Number(lost), Number(dropped))).toBeGreaterThan(0);
    expect(said).toContain(`10 messages more: ${numbers.join(',')}`);
  });

  it('has fault plans that are valid JSON', () => {
    const settings = [...badNetwork.matchAll(/`(\{"seed".*?\})`/g)].map(([, json]) => JSON.parse(json!) as object);
    expect(settings.length).toBeGreaterThan(4);
  });
});
