import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

import { Refusal } from './command.js';

/** Characters that are read from standard input, when it is not a terminal. */
const LONGEST_INPUT = 4_096;

/**
 * Reads a new password: from a terminal twice, without showing it, else the first line of standard input.
 * @throws Refusal when both differ, or there is none
 */
export async function readNewPassword(): Promise<string> {
  if (!process.stdin.isTTY) return given(await firstLine());
  const password = given(await ask('New password: '));
  if ((await ask('The same again: ')) !== password) throw new Refusal('The two passwords differ.');
  return password;
}

function given(password: string): string {
  if (password === '') throw new Refusal('There is no password on standard input.');
  return password;
}

async function firstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n') || text.length > LONGEST_INPUT) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}

function ask(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve, reject) => {
    terminal.once('SIGINT', () => reject(new Refusal('Stopped.')));
    terminal.once('close', () => reject(new Refusal('There is no password on standard input.')));
    terminal.question('', resolve);
  }).finally(() => {
    terminal.removeAllListeners('close');
    terminal.close();
    process.stderr.write('\n');
  }) as Promise<string>;
}
