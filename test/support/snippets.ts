import { type ChildProcess, spawn } from 'node:child_process';

import { server } from './server.js';

const EXIT_TIMEOUT_MS = 20_000;

/** Programs that must be ended with the test. */
export const running: ChildProcess[] = [];

afterAll(() => running.forEach((child) => child.kill()));

/** The code blocks of a document in this language, in order. @param language empty: the blocks that name none */
export function blocksOf(text: string, language: string): string[] {
  const all = [...text.matchAll(/^```(.*)\n([^]*?)\n```$/gm)];
  return all.filter(([, name]) => name === language).map(([, , code = '']) => code);
}

/** A snippet of a document, changed only to use the server of this test: the first of its language, or the one with this index. */
export function snippetOf(text: string, language: string, place = 0): string {
  const code = blocksOf(text, language)[place] ?? '';
  expect(code.length).toBeGreaterThan(0);
  return code.replaceAll('http://localhost:3000', server().url);
}

/** Runs a program until it has printed all of these texts. Rejects with its output if it ends before. */
export function runUntilPrinted(words: string[], command: string, ...args: string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return new Promise((resolve, reject) => {
    let output = '';
    const append = (text: Buffer): void => {
      output += text.toString();
      if (words.every((word) => output.includes(word))) resolve(output);
    };
    child.stdout.on('data', append);
    child.stderr.on('data', append);
    child.once('error', reject);
    child.once('exit', () => setTimeout(() => reject(new Error(`said only: ${output}`)), 100));
  });
}

/** Runs a program to its end. Rejects with its output if it fails, is ended, or does not print all of these texts. */
export function runUntilExit(words: string[], command: string, ...args: string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return new Promise((resolve, reject) => {
    let output = '';
    const append = (text: Buffer): void => void (output += text.toString());
    child.stdout.on('data', append);
    child.stderr.on('data', append);
    child.once('error', reject);
    const stuck = setTimeout(
      () => reject(new Error(`it did not end, and said: ${output.slice(0, 2_000)}`)),
      EXIT_TIMEOUT_MS,
    );
    child.once('close', (code) => {
      clearTimeout(stuck);
      if (code === 0 && words.every((word) => output.includes(word))) resolve(output);
      else reject(new Error(`it ended with ${code}, and said only: ${output}`));
    });
  });
}
