import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Cluster, startPostgres } from '../scripts/throwaway-postgres.mjs';
import { capacity } from './capacity.js';
import { otherParticipants } from './other-participants.js';
import { ejabberd } from './ejabberd/ejabberd.js';
import { embedded } from './embedded.js';
import { fanout } from './fanout.js';
import { list } from './list.js';
import { media } from './media.js';
import { people } from './people.js';
import { indexer } from './indexer.js';
import { locks } from './locks.js';
import { nodes } from './nodes.js';
import { page } from './page.js';
import { render, type Section } from './report.js';
import { search } from './search.js';
import { scale } from './scale.js';
import { send } from './send.js';
import { FULL, QUICK, type Settings } from './settings.js';
import { uploadMemory } from './upload-memory.js';
import { writer } from './writer.js';

type Bench = (cluster: Cluster, settings: Settings) => Promise<Section | Section[]>;

const BENCHES: Record<string, Bench> = {
  send,
  writer,
  locks,
  'other-participants': otherParticipants,
  list,
  page,
  search,
  people,
  fanout,
  scale,
  embedded,
};
/** These run only when they are named: `ejabberd` installs a package, `nodes` is a part of `scale`, and the others take minutes. */
const ON_REQUEST: Record<string, Bench> = { ejabberd, nodes, capacity, indexer, media, 'upload-memory': uploadMemory };
const NAMED = { ...BENCHES, ...ON_REQUEST };
const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
/** Charts, and the pages of the benches that run on request. */
const FIGURES = fileURLToPath(new URL('../docs/performance/', import.meta.url));
/** A longer run is not repeated after each change. */
const MINUTES_IN_ALL = 12;

/** Runs the named benchmarks (all by default) and prints the results; unless it is quick, it writes their charts, and a run of all of them also writes docs/performance.md. */
export async function main(args: string[]): Promise<void> {
  const quick = args.includes('--quick');
  const named = args.filter((arg) => arg !== '--quick');
  const unknown = named.filter((name) => !(name in NAMED));
  if (unknown.length > 0)
    throw new Error(`no bench is called ${unknown.join(', ')}: there are ${Object.keys(NAMED).join(', ')}`);
  const since = performance.now();
  const sections = await run(named.length > 0 ? named : Object.keys(BENCHES), quick ? QUICK : FULL);
  const minutes = (performance.now() - since) / 60_000;
  const text = render(sections);
  console.log(text);
  console.error(`measured in ${minutes.toFixed(1)} minutes`);
  if (quick) return;
  mkdirSync(FIGURES, { recursive: true });
  for (const { picture } of sections) if (picture) writeFileSync(join(FIGURES, picture.file), picture.svg);
  const [only = '', ...more] = named;
  if (only in ON_REQUEST && more.length === 0) writeOwnPage(only, sections);
  if (named.length > 0) return;
  writeFileSync(PAGE, `${heading(minutes)}\n\n${text}\n`);
  if (minutes > MINUTES_IN_ALL)
    throw new Error(`all of it took more than ${MINUTES_IN_ALL} minutes: shorten the rounds`);
}

async function run(names: string[], settings: Settings): Promise<Section[]> {
  // `max_wal_size` is so large that no checkpoint disturbs a measurement. Commits are still durable.
  const cluster = await startPostgres({ max_wal_size: '8GB', checkpoint_timeout: '30min', shared_buffers: '256MB' });
  const sections: Section[] = [];
  try {
    for (const name of names) {
      console.error(`measuring ${name} …`);
      const since = performance.now();
      try {
        sections.push(...[await (NAMED[name] as Bench)(cluster, settings)].flat());
      } catch (error) {
        // The results of the others are kept.
        console.error(`${name} failed:`, error);
        process.exitCode = 1;
      }
      console.error(`${name}: ${Math.round((performance.now() - since) / 1000)} s`);
    }
  } finally {
    await cluster.stop();
  }
  return sections;
}

/** Writes the page of a bench that runs on request, if it was the only one in this run. */
function writeOwnPage(name: string, sections: Section[]): void {
  const [section] = sections;
  if (!section) return;
  const heading = `# ${section.title}\n\nWritten by \`npm run bench -- ${name}\` ${measuredOn()}`;
  writeFileSync(join(FIGURES, `${name}.md`), `${heading}\n\n${render(sections)}\n`);
}

/** Links to the pages of benches that run on request. */
function ownPages(): string[] {
  const names = readdirSync(FIGURES).filter((name) => name.endsWith('.md'));
  return names.map((name) => `[${name.replace('.md', '')}](performance/${name})`);
}

/** The date and the machine. */
function measuredOn(): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  return `on ${new Date().toISOString().slice(0, 10)}: ${machine}, shared with other work.`;
}

function heading(minutes: number): string {
  return [
    '# Performance',
    `Written by \`npm run bench\` ${measuredOn()} It took ${minutes.toFixed(1)} minutes.`,
    'Other work on the machine changes wall-clock figures up to four-fold. So this page compares things that were measured in turn in ' +
      'one run. A ratio is the median of the ratios of the rounds; the brackets have the lowest and the highest round. ' +
      'The tables also have the CPU time of a send. Differences under 15 % mean nothing.',
    `Benches that run on request have pages of their own: ${ownPages().join(', ')}.`,
  ].join('\n\n');
}
