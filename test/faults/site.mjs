import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPostgres } from '../../scripts/throwaway-postgres.mjs';
import { startRedis } from '../../scripts/throwaway-redis.mjs';
import { ServerProcess } from './server-process.mjs';
import { SmallDisk } from './small-disk.mjs';

/** The places where a scenario can run. */
export const PLACES = { pglite: 'PGlite, one node', nodes: 'PostgreSQL and Redis, two nodes' };

const NODES = 2;
const SECRET = 'only for crashes: thirty-two characters and more';

/** Real built servers with their own database (and Redis), all removed afterwards. */
export class Site {
  /**
   * @param ways how the servers differ from the built one, see broken-server.mjs; none for the unchanged server
   * @param diskMb size of the disk for the database, and when embedded also for the uploads
   * @param settings of the servers, in addition to those of every scenario
   * @param logMb size of the disk for the log
   */
  static async open(place, { ways = [], diskMb, logMb, settings } = {}) {
    const disk = diskMb && SmallDisk.mount(diskMb);
    const isOnDisk = disk && place === 'pglite';
    const dataDir = isOnDisk ? join(disk.path, 'data') : mkdtempSync(join(tmpdir(), 'parley-faults-'));
    const site = new Site(place, dataDir);
    site.disk = disk;
    site.logDisk = logMb && SmallDisk.mount(logMb);
    try {
      if (place === 'nodes') await site.#openServices();
      const entry = ways.length === 0 ? ['.'] : ['test/faults/broken-server.mjs', ...ways];
      for (let node = 0; node < (place === 'nodes' ? NODES : 1); node += 1) {
        const log = site.logDisk && join(site.logDisk.path, `node-${node}.log`);
        site.nodes.push(await ServerProcess.at({ DATA_DIR: dataDir, ...site.env, ...settings }, entry, log));
      }
      for (const node of site.nodes) node.spawn();
      await site.untilReady();
      return site;
    } catch (error) {
      await site.close();
      throw error;
    }
  }

  constructor(place, dataDir) {
    this.place = place;
    this.dataDir = dataDir;
    this.nodes = [];
    this.env = {};
  }

  async #openServices() {
    this.cluster = await startPostgres({}, this.disk?.path);
    this.redis = await startRedis();
    this.env = { DATABASE_URL: this.cluster.url, REDIS_URL: this.redis.url, JWT_SECRET: SECRET };
  }

  get urls() {
    return this.nodes.map(({ url }) => url);
  }

  get endedByThemselves() {
    return this.nodes.reduce((count, { endedByItself }) => count + endedByItself, 0);
  }

  /** The end of each node's log. */
  get log() {
    return this.nodes.map(({ url, log }) => `${url}\n${log.slice(-2_000)}`).join('\n');
  }

  async untilReady() {
    await Promise.all(this.nodes.map((node) => node.untilReady()));
  }

  async close() {
    for (const node of this.nodes) await node.kill();
    await this.redis?.stop();
    await this.cluster?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
    this.disk?.unmount();
    this.logDisk?.unmount();
  }
}
