import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';

import { inServerDirectory, ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();
jest.setTimeout(90_000);

/** On SIGUSR2, makes a promise reject that nobody handles. */
const UNHANDLED_REJECTION = `process.on('SIGUSR2', () => Promise.reject(new Error('nobody catches this')));`;
/** Makes the start fail with an unexpected error. */
const FAILING_START = `import { Server } from 'node:net'; Server.prototype.listen = () => { throw new Error('an accident'); };`;
/** With these settings, `CALLS` calls log more than a pipe can hold. */
const VERBOSE = { LOG_LEVEL: 'debug', RATE_LIMIT: 'off' };
const CALLS = 600;

let pipes = 0;

/** Creates a pipe whose reader never reads, or is gone. @returns the file descriptor to write to; close it when the server has it */
function pipe({ reader }: { reader: 'asleep' | 'gone' }): number {
  const path = inServerDirectory(`pipe-${++pipes}`);
  execFileSync('mkfifo', [path]);
  // With O_RDWR, the pipe has a reader as long as the test file runs.
  const reading = openSync(path, reader === 'asleep' ? constants.O_RDWR : constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(path, constants.O_WRONLY);
  if (reader === 'gone') closeSync(reading);
  return writing;
}

const OUTPUTS: [what: string, open: () => number][] = [
  ['a disk that is full', () => openSync('/dev/full', 'w')],
  ['a pipe that nobody reads', () => pipe({ reader: 'asleep' })],
  ['a pipe whose reader is gone', () => pipe({ reader: 'gone' })],
];

async function startOn(open: () => number, env: NodeJS.ProcessEnv, preload?: string): Promise<ServerProcess> {
  const stdout = open();
  const server = await ServerProcess.startWithoutOutput({ ...VERBOSE, ...env }, { stdout, preload });
  closeSync(stdout);
  return server;
}

async function callOften(url: string): Promise<void> {
  for (let call = 0; call < CALLS; call++) {
    const answer = await fetch(`${url}/health/live`);
    await answer.text();
    if (answer.status !== 200) throw new Error(`answered with ${answer.status}`);
  }
}

async function linesDropped(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_log_lines_dropped_total (\d+)$/m.exec(text)?.[1]);
}

describe.each(OUTPUTS)('a log into %s', (_, open) => {
  it('lets the server go on, and exit 0 when it is stopped', async () => {
    const server = await startOn(open, {});
    await server.answers();
    await callOften(server.url);
    expect(await server.stop()).toBe(0);
  });

  it('lets the server exit 1 after an unhandled rejection', async () => {
    const server = await startOn(open, {}, UNHANDLED_REJECTION);
    await server.answers();
    await callOften(server.url);
    expect(await server.stop('SIGUSR2')).toBe(1);
  });

  it('lets a failed start exit 1', async () => {
    const failed = await startOn(open, {}, FAILING_START);
    expect(await failed.stop('SIGCONT')).toBe(1);
    const inUse = await startOn(open, { DATA_DIR: '/dev/null/data' });
    expect(await inUse.stop('SIGCONT')).toBe(1);
    expect(inUse.err).toMatch(/^The data directory .* cannot be used/);
  });
});

describe('lost log lines', () => {
  it('are counted, and there are none when the log can be read', async () => {
    const server = await startOn(() => pipe({ reader: 'gone' }), {});
    await server.answers();
    const before = await linesDropped(server.url);
    await callOften(server.url);
    expect((await linesDropped(server.url)) - before).toBeGreaterThan(CALLS / 2);
    expect(await server.stop()).toBe(0);

    const healthy = ServerProcess.start(VERBOSE);
    const port = await healthy.ready();
    await callOften(`http://127.0.0.1:${port}`);
    expect(await linesDropped(`http://127.0.0.1:${port}`)).toBe(0);
    expect(await healthy.stop()).toBe(0);
    expect(healthy.out.split('"route":"/health/live"')).toHaveLength(CALLS + 1);
  });
});
