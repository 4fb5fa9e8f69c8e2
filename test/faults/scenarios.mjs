import { aborted } from './scenarios/aborted.mjs';
import { acknowledged } from './scenarios/acknowledged.mjs';
import { away } from './scenarios/away.mjs';
import { clients } from './scenarios/clients.mjs';
import { fullDisk } from './scenarios/full-disk.mjs';
import { fullLogDisk } from './scenarios/full-log-disk.mjs';
import { frozenDatabase } from './scenarios/frozen-database.mjs';
import { limits } from './scenarios/limits.mjs';
import { membership } from './scenarios/membership.mjs';
import { drain } from './scenarios/drain.mjs';
import { frozenRedis, lostHints, ordering, orphans } from './scenarios/ordering.mjs';
import { presence } from './scenarios/presence.mjs';
import { retries } from './scenarios/retries.mjs';
import { slowReaders } from './scenarios/slow-readers.mjs';

/** All scenarios, in the order in which they run. */
export const scenarios = [
  acknowledged,
  retries,
  ordering,
  frozenRedis,
  lostHints,
  orphans,
  aborted,
  frozenDatabase,
  limits,
  membership,
  presence,
  away,
  clients,
  slowReaders,
  drain,
  fullDisk,
  fullLogDisk,
];
