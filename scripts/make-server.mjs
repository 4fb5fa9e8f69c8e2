/**
 * Makes dist/server.mjs, which `npm start` runs, from the built modules in dist/src and the packages they import. Node needs half a
 * second to read 1,500 modules one by one. The modules stay: tests, scripts and the thread of the database import them.
 */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { rolldown } from 'rolldown';

const dist = join(import.meta.dirname, '..', 'dist');
const bundles = join(dist, 'server');
const ours = join(dist, 'src');
const MAIN = join(ours, 'main.js');
/** The command line, which the server does not load. */
const isCommandLine = (id) =>
  /[\\/](cli[\\/][^\\/]+|cli-app|command-line)\.js$/.test(relative(dist, id)) && id.startsWith(ours);

/**
 * Packages that stay in node_modules: those with native code, WebAssembly or threads, and `pg`, which TypeORM and pino too load at run
 * time. If one was both bundled and loaded, there would be two of its classes. The SDK of S3 and `openid-client` are loaded only
 * when they are used.
 */
const EXTERNAL = [
  '@aws-sdk',
  '@electric-sql/pglite',
  '@node-rs/argon2',
  'fs-native-extensions',
  'openid-client',
  'pg',
  'pino',
];

/** Packages that load another one at run time, from node_modules: they get the bundled one. Otherwise it would be loaded twice. */
const LOADED_AT_RUN_TIME = {
  '@nestjs/terminus/dist/health-check/health-check.decorator.js': '@nestjs/swagger',
  '@nestjs/typeorm/dist/common/typeorm-compat.js': 'typeorm',
};
const REQUIRE = 'const require = createRequire(import.meta.url);';

function importWhatIsLoaded(code, id) {
  const [, loaded] = Object.entries(LOADED_AT_RUN_TIME).find(([file]) => id.endsWith(`node_modules/${file}`)) ?? [];
  if (loaded === undefined) return code;
  if (!code.includes(REQUIRE)) throw new Error(`${id} does not load ${loaded} any more as it did: see make-server.mjs`);
  return code.replace(REQUIRE, `import * as bundled from '${loaded}'; const require = () => bundled;`);
}

/** Each module goes on finding files relative to its own place. */
function keepPlace(code, id) {
  const place = JSON.stringify(relative(bundles, id));
  return code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`);
}

/** Maps the code to the sources in src/, through the map that the compiler wrote. Packages get no map: it would be five times as large. */
function mapOf(id) {
  if (!id.startsWith(dist)) return { mappings: '' };
  const map = JSON.parse(readFileSync(`${id}.map`, 'utf8'));
  return { ...map, sources: map.sources.map((source) => join(dirname(id), source)) };
}

/** The modules that main.js imports at once. The rest of the server is a file of its own, which is loaded while the database opens. */
const early = new Set();

function findEarly() {
  early.add(MAIN);
  for (const id of early) for (const imported of this.getModuleInfo(id)?.importedIds ?? []) early.add(imported);
}

const modules = {
  name: 'modules',
  buildEnd: findEarly,
  load: (id) => (id.startsWith(dist) ? { code: keepPlace(readFileSync(id, 'utf8'), id), map: mapOf(id) } : null),
  transform: (code, id) =>
    id.startsWith(dist) ? null : { code: keepPlace(importWhatIsLoaded(code, id), id), map: mapOf(id) },
};

/** Packages may import what is not installed, because they do not need it here. Our modules may not. */
function onLog(level, log, handle) {
  if (log.code === 'UNRESOLVED_IMPORT' && !log.id?.startsWith(ours)) return;
  handle(level === 'warn' && log.id?.startsWith(ours) ? 'error' : level, log);
}

rmSync(bundles, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: MAIN },
  platform: 'node',
  external: EXTERNAL.map((name) => new RegExp(`^${name}(/|$)`)),
  plugins: [modules],
  onLog,
});
await bundle.write({
  dir: bundles,
  format: 'esm',
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name].mjs',
  codeSplitting: {
    groups: [
      // A group takes what its modules import with them, unless a group of a higher priority has it.
      { name: 'early', test: (id) => id !== MAIN && early.has(id), priority: 2 },
      // Not main.js: it waits for this file, which may therefore not need it.
      { name: 'rest', test: (id) => id !== MAIN && !isCommandLine(id), priority: 1 },
      { name: 'command-line', test: isCommandLine },
    ],
  },
  sourcemap: true,
  keepNames: true,
});
await bundle.close();
// Node reads the map of a file when it loads the file, so the maps must be switched on before.
writeFileSync(
  join(dist, 'server.mjs'),
  "#!/usr/bin/env node\nprocess.setSourceMapsEnabled(true);\nawait import('./server/main.mjs');\n",
);
chmodSync(join(dist, 'server.mjs'), 0o755);
