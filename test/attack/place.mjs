import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { startPostgres } from '../../scripts/throwaway-postgres.mjs';
import { ServerProcess } from '../faults/server-process.mjs';

/** The databases on which the server is attacked. */
export const PLACES = { embedded: 'embedded', postgres: 'PostgreSQL' };

const SECRET = 'only for attacks: thirty-two characters and more';
const here = (file) => pathToFileURL(join(import.meta.dirname, file)).href;

/** One built server on its own database, which can be restarted with other settings; removed afterwards. */
export class Place {
  restarts = 0;
  #ways;

  /** @param ways controls that are switched off, see breaks.mjs */
  static async open(name, ways = []) {
    const place = new Place(name, ways);
    if (name === 'postgres') place.cluster = await startPostgres();
    return place;
  }

  constructor(name, ways) {
    this.name = name;
    this.#ways = ways;
    this.dataDir = mkdtempSync(join(tmpdir(), 'parley-attack-'));
  }

  get url() {
    return this.server.url;
  }

  get pid() {
    return this.server.pid;
  }

  /** The end of its log. */
  get log() {
    return this.server?.log.slice(-2_000) ?? '';
  }

  /** Starts or restarts the server, with rate limits or without. */
  async start(rateLimit) {
    await this.server?.kill();
    // The modules one by one, because a break changes a module while it is loaded; an unbroken server is the one that `npm start` runs.
    const main = this.#ways.length > 0 ? 'dist/src/main.js' : '.';
    const entry = ['--expose-gc', `--import=${here('collect-garbage.mjs')}`, `--import=${here('break.mjs')}`, main];
    this.server = await ServerProcess.at(
      {
        DATA_DIR: this.dataDir,
        RATE_LIMIT: rateLimit,
        // So that the suite can use any number of addresses.
        TRUST_PROXY: '127.0.0.1',
        ATTACK_BREAKS: this.#ways.join(','),
        ...(this.cluster && { DATABASE_URL: this.cluster.url, JWT_SECRET: SECRET }),
      },
      entry,
    );
    this.server.spawn();
    await this.server.untilReady();
  }

  /** Restarts a server that an attack has ended. @returns how often that happened */
  async revive() {
    const ended = this.server.endedByItself;
    if (ended === 0) return 0;
    this.restarts += ended;
    this.server.endedByItself = 0;
    this.server.spawn();
    await this.server.untilReady();
    return ended;
  }

  async close() {
    await this.server?.kill();
    await this.cluster?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
