import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PARLEY = join(__dirname, '..', '..', 'dist', 'server.mjs');

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs one command, as `node .` does. @param settings of the server @param input its standard input */
export function runCommand(settings: Record<string, string>, args: string[], input = ''): Promise<Ended> {
  const env = { PATH: process.env.PATH, SEED_DEMO: 'false', ...settings };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [PARLEY, ...args], { cwd: tmpdir(), env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}
