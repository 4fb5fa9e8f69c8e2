import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import type { FaultsView } from '../src/contract/views/faults.view.js';
import type { LoginView } from '../src/contract/views/user.view.js';
import { FAULTS, clearFaults } from './support/faults.js';
import { itUnless } from './support/it-unless.js';
import { call, Person } from './support/person.js';
import { useServer } from './support/server.js';
import { runUntilExit, snippetOf } from './support/snippets.js';

// A fault plan applies only on the node where it is set.
useServer({}, { one: true });

let maya: Person;

/** Registers the two accounts of the demo data and opens a chat between them. */
beforeEach(async () => {
  const password = 'asdasdasd';
  const register = async (email: string): Promise<Person> => {
    const { body } = await call('POST', '/api/register', { email, password, name: email });
    return new Person(email, body as unknown as LoginView, password);
  };
  maya = await register('asd@gmail.com');
  await maya.opensChatWith(await register('asdasdasd@gmail.com'));
});

const quickStart = readFileSync('docs/quick-start.md', 'utf8');
const badNetwork = readFileSync('docs/bad-network.md', 'utf8');

const node = (words: string[], code: string) =>
  runUntilExit(words, process.execPath, '--input-type=module', '-e', code);

/** A Python on this machine that can import these modules; undefined if there is none. */
const pythonWith = (modules: string) =>
  ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', `import ${modules}`]).status === 0);

/** A test that runs Python. Without it the test is skipped, or fails if `TEST_PYTHON=required`, as `.ci/run` sets it. */
function itInPython(title: string, modules: string, work: (python: string) => Promise<unknown>): void {
  const python = pythonWith(modules);
  const canSkip = python === undefined && process.env.TEST_PYTHON !== 'required';
  itUnless(canSkip && `there is no python3 with ${modules}`, title, () => work(python ?? 'python3'));
}

/** The test does not stop the snippets: each must end by itself, with exit code 0. */
describe('the quick start', () => {
  it('works when pasted into a shell', async () => {
    const said = await runUntilExit(['"hasMore"'], 'bash', '-c', snippetOf(quickStart, 'sh'));
    expect(said.match(/Hello from curl/g)).toHaveLength(2);
  });

  it('works in TypeScript, and shows the message as sent', async () => {
    await node(['said: Hello from TypeScript'], snippetOf(quickStart, 'ts'));
  });

  itInPython('works in Python', 'json', (python) =>
    runUntilExit([': Hello from Python'], python, '-u', '-c', snippetOf(quickStart, 'python')),
  );

  itInPython('works in Python over a socket', 'socketio, websocket', (python) => {
    const both = [0, 1].map((place) => snippetOf(quickStart, 'python', place)).join('\n');
    return runUntilExit(['heard Hello from a Python socket', 'answered success'], python, '-u', '-c', both);
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

  it('has fault plans that the server accepts', async () => {
    const plans = [...badNetwork.matchAll(/`(\{"seed".*?\})`/g)].map(([, json]) => JSON.parse(json!) as object);
    expect(plans.length).toBeGreaterThan(4);
    for (const plan of plans) {
      const set = await maya.does<FaultsView>('POST', FAULTS, plan);
      expect(set).toMatchObject(plan);
      expect(set.endsAt).not.toBeNull();
    }
    await clearFaults(maya);
  });
});
