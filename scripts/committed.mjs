/** A generated file that is committed: `--check` only reports whether the committed file is stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param file from the root of the repository @param command the command that writes it */
export function commit(file, text, command) {
  const path = join(import.meta.dirname, '..', file);
  if (!process.argv.includes('--check')) return writeFileSync(path, text);
  if (text === written(path)) return undefined;
  console.error(`${file} is stale: run \`${command}\` and commit it with the change.`);
  process.exitCode = 1;
  return undefined;
}

/** With sorted keys, so that the file changes only when its content does. */
export const sortedJson = (value) => `${JSON.stringify(sorted(value), null, 2)}\n`;

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function written(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
