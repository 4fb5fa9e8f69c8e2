/**
 * Builds the parts whose sources changed, by their content; prints nothing if there are none. `npm start` and the tests run it first,
 * so that neither uses an old build; `--always` builds everything.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const always = process.argv.includes('--always');
const root = join(import.meta.dirname, '..');

/** The server and the client. This step empties `dist`, so it comes first. */
const CODE = {
  stamp: '.built-from',
  files: [
    'ormconfig.ts',
    'package.json',
    'package-lock.json',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/make-server.mjs',
    'scripts/make-templates.mjs',
    'client/package.json',
    'client/tsconfig.json',
  ],
  folders: ['src', 'client/src'],
  isSource: (name) => /\.(ts|sql)$/.test(name) && !name.endsWith('.spec.ts'),
  make() {
    run('node_modules/@nestjs/cli/bin/nest.js', 'build');
    run('scripts/make-server.mjs');
    run('scripts/make-templates.mjs');
    rmSync(join(root, 'client', 'dist'), { recursive: true, force: true });
    run('node_modules/typescript/bin/tsc', '-p', 'client/tsconfig.json');
  },
};

/** The page at /. */
const PAGE = {
  stamp: '.page-built-from',
  files: ['package.json', 'client/package.json'],
  folders: ['web', 'client/src'],
  isSource: (name) => /\.(ts|css|svg|html|json)$/.test(name) && !name.endsWith('.spec.ts'),
  make: () => run('node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'),
};

/** The pages at /docs. */
const DOCS = {
  stamp: '.docs-built-from',
  files: ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'scripts/make-docs.mjs'],
  folders: ['docs', 'scripts/docs-site'],
  isSource: () => true,
  make: () => run('scripts/make-docs.mjs'),
};

const BUILDS = [CODE, PAGE, DOCS];

function fingerprint({ files, folders, isSource }) {
  const inFolders = folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha1');
  for (const path of [...files.map((name) => join(root, name)), ...inFolders])
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function isFresh(build) {
  try {
    return readFileSync(join(root, 'dist', build.stamp), 'utf8') === fingerprint(build);
  } catch {
    return false;
  }
}

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** One build at a time: the second waits, and then finds nothing to do. */
async function alone(work) {
  const { waitForLock } = await import('fs-native-extensions');
  const fd = openSync(join(root, 'node_modules', '.parley-build.lock'), 'w');
  await waitForLock(fd);
  work();
  closeSync(fd);
}

function buildAll() {
  if (always || !isFresh(CODE)) console.log('Building …');
  for (const build of BUILDS) {
    if (!always && isFresh(build)) continue;
    const source = fingerprint(build);
    build.make();
    writeFileSync(join(root, 'dist', build.stamp), source);
  }
}

if (always || !BUILDS.every(isFresh)) await alone(buildAll);
