import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { droppedLogLines } from '../logging/logger.js';

let ofThisProcess: Registry | undefined;

/** The metrics of one server, for `GET /metrics`. docs/operations.md lists them. */
@Injectable()
export class Metrics {
  private readonly process = processFigures();
  private readonly own = new Registry();

  readonly sent = new Counter({
    name: 'parley_messages_sent_total',
    help: 'Messages stored; a repeated send is not counted again.',
    registers: [this.own],
  });

  readonly batchSize = new Histogram({
    name: 'parley_message_batch_size',
    help: 'Messages stored by one transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [this.own],
  });

  readonly pushes = new Counter({
    name: 'parley_pushes_total',
    help: 'Events sent to sockets. A push to a whole chat is counted once.',
    labelNames: ['event'],
    registers: [this.own],
  });

  readonly healed = new Counter({
    name: 'parley_pushes_healed_total',
    help: 'Numbered pushes that were found in the journal because no hint announced them.',
    registers: [this.own],
  });

  readonly containedFailures = new Counter({
    name: 'parley_contained_failures_total',
    help: 'Failures without further effect: messages from outside that could not be read, listeners that threw.',
    labelNames: ['where'],
    registers: [this.own],
  });

  readonly refused = new Counter({
    name: 'parley_refused_total',
    help: 'Calls and events refused because of one user (rate.limited) or because of the whole load (overloaded).',
    labelNames: ['code'],
    registers: [this.own],
  });

  readonly violations = new Gauge({
    name: 'parley_consistency_violations',
    help: 'Violations that the last run of each consistency check found.',
    labelNames: ['check'],
    registers: [this.own],
  });

  readonly mediaOrphans = new Gauge({
    name: 'parley_media_orphans',
    help: 'Objects without row that the last sweep or check found, and rows without object that the last check found.',
    labelNames: ['kind'],
    registers: [this.own],
  });

  readonly mediaJobs = new Gauge({
    name: 'parley_media_jobs',
    help: 'Uploads that wait to be processed, and those that were given up.',
    labelNames: ['state'],
    registers: [this.own],
  });

  readonly mediaRejected = new Gauge({
    name: 'parley_media_rejected',
    help: 'Stored contents of uploads that processing rejected.',
    registers: [this.own],
  });

  readonly feedLag = new Gauge({
    name: 'parley_feed_lag',
    help: 'How many revs the slowest feed of a chat is behind.',
    registers: [this.own],
  });

  readonly listed = new Counter({
    name: 'parley_chats_listed_total',
    help: 'Chats of whole lists, by source: read from the database, or kept from an earlier call.',
    labelNames: ['from'],
    registers: [this.own],
  });

  readonly sockets = new Gauge({
    name: 'parley_sockets',
    help: 'Signed-in sockets connected to this node.',
    registers: [this.own],
  });

  readonly people = new Gauge({
    name: 'parley_presence_people',
    help: 'Users who are online on any node.',
    registers: [this.own],
  });

  readonly leases = new Gauge({
    name: 'parley_presence_leases',
    help: 'Leases of sockets and of devices that make REST calls.',
    registers: [this.own],
  });

  readonly expiredLeases = new Gauge({
    name: 'parley_presence_leases_overdue',
    help: 'Leases that expired more than 10 s ago and that no node removed.',
    registers: [this.own],
  });

  readonly socketsBehind = new Gauge({
    name: 'parley_sockets_behind',
    help: 'Sockets whose client reads too slowly. They get no pushes until they have read what waits.',
    registers: [this.own],
  });

  readonly dropped = new Counter({
    name: 'parley_pushes_dropped_total',
    help: 'Pushes that were not sent to a socket that is behind, counted for each socket.',
    registers: [this.own],
  });

  readonly stuck = new Counter({
    name: 'parley_sockets_stuck_total',
    help: 'Sockets closed because their client did not read.',
    registers: [this.own],
  });

  readonly http = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.own],
  });

  /** All metrics in the text format of Prometheus. */
  async render(): Promise<string> {
    const texts = await Promise.all([this.process, this.own].map((registry) => registry.metrics()));
    return texts.join('\n');
  }
}

/**
 * Memory, CPU, event-loop lag, garbage collection and log of the process. They are measured once, even if the process runs several
 * servers.
 */
function processFigures(): Registry {
  if (!ofThisProcess) {
    ofThisProcess = new Registry();
    collectDefaultMetrics({ register: ofThisProcess });
    countDroppedLines(ofThisProcess);
  }
  return ofThisProcess;
}

function countDroppedLines(register: Registry): void {
  new Counter({
    name: 'parley_log_lines_dropped_total',
    help: 'Log lines lost because standard output accepted no more: a full disk, a reader that is slow or gone.',
    registers: [register],
    collect() {
      this.reset();
      this.inc(droppedLogLines());
    },
  });
}
