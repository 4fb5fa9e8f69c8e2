/**
 * Copies all uploads from one storage to the other, and verifies each copy:
 *
 *     npm run media:move -- --from disk --to s3
 *
 * It can be stopped and run again. It removes nothing, unless `--remove` is given: then each object goes when its copy is verified.
 */
import { parseArgs } from 'node:util';

import { withDatabase } from './with-database.mjs';

const USAGE = 'Usage: npm run media:move -- --from disk --to s3 [--remove], or --from s3 --to disk';
/** Milliseconds between two lines of progress. */
const REPORT_EVERY = 5_000;
/** Of how many missing or damaged objects the ids are printed. */
const NAMED = 20;

const { Media } = await import('../dist/src/media/media.entity.js');
const { knownObjects, moveMedia } = await import('../dist/src/media/storage/media-move.js');
const { openStorage } = await import('../dist/src/media/storage/open-storage.js');
const { readConfig } = await import('../dist/src/platform/config/config.js');

function options() {
  const places = ['disk', 's3'];
  try {
    const spec = { from: { type: 'string' }, to: { type: 'string' }, remove: { type: 'boolean', default: false } };
    const { from, to, remove } = parseArgs({ options: spec }).values;
    if (places.includes(from) && places.includes(to) && from !== to) return { from, to, remove };
  } catch {
    // An unknown option is answered like a missing one.
  }
  console.error(USAGE);
  process.exit(1);
}

async function open(place) {
  const storage = await openStorage(place, readConfig(process.env));
  await storage.onModuleInit();
  return storage;
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const done = ({ copied, present, missing, damaged }) => copied + present + missing.length + damaged.length;

function progressPrinter(total) {
  let printed = Date.now();
  return (progress) => {
    if (Date.now() - printed < REPORT_EVERY) return;
    printed = Date.now();
    console.log(`${done(progress)} of ${total} objects, ${megabytes(progress.bytes)}`);
  };
}

function printLost(what, keys) {
  if (keys.length === 0) return;
  process.exitCode = 1;
  console.error(`${what}: ${keys.length}.`);
  for (const key of keys.slice(0, NAMED)) console.error(`  ${key}`);
}

const { from, to, remove } = options();
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

await withDatabase(async (database) => {
  const places = { from: await open(from), to: await open(to) };
  const total = await database.getRepository(Media).count();
  const onProgress = progressPrinter(total);
  const { signal } = interrupted;
  const moved = await moveMedia(knownObjects(database), { ...places, remove, onProgress, signal });
  console.log(
    `Copied and verified: ${moved.copied}. There already, and verified: ${moved.present}. ${megabytes(moved.bytes)}.`,
  );
  printLost(`Missing in ${from}`, moved.missing);
  printLost(`Damaged in ${from}, and not copied`, moved.damaged);
  if (!signal.aborted) return;
  process.exitCode = 1;
  console.error(`Stopped after ${done(moved)} of ${total} objects. Run it again to go on.`);
});
