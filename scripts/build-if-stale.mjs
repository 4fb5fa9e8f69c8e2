/**
 * Builds when the sources are not those of the last build, by their content; says nothing when they are.
 * `npm start` and the tests run it first, so that neither ever meets an old build; `--always` builds whatever there is.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const always = process.argv.includes('--always');
const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist', '.built-from');
const SOURCES = [
  'ormconfig.ts',
  'package.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/make-template.mjs',
  'client/package.json',
  'client/tsconfig.json',
  'web/index.html',
];
const CODE = ['src', 'client/src', 'web'];
const KINDS = /\.(ts|css|svg)$/;

function fingerprint() {
  const code = CODE.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && KINDS.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha1');
  for (const path of [...SOURCES.map((name) => join(root, name)), ...code])
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function isFresh() {
  try {
    return readFileSync(stamp, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** One build at a time: the second waits, and then finds that there is nothing left to do. */
async function alone(work) {
  const { waitForLock } = await import('fs-native-extensions');
  const fd = openSync(join(root, 'node_modules', '.parley-build.lock'), 'w');
  await waitForLock(fd);
  work();
  closeSync(fd);
}

function build() {
  if (!always && isFresh()) return;
  console.log('Building …');
  const source = fingerprint();
  run('node_modules/@nestjs/cli/bin/nest.js', 'build');
  run('scripts/make-template.mjs');
  rmSync(join(root, 'client', 'dist'), { recursive: true, force: true });
  run('node_modules/typescript/bin/tsc', '-p', 'client/tsconfig.json');
  run('node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn');
  writeFileSync(stamp, source);
}

if (always || !isFresh()) await alone(build);
