import { createServer } from 'node:http';

import { startServerProcess } from './start.mjs';

/** The environment variable in which Jest's workers find the keeper. */
const KEEPER = 'PARLEY_TEST_KEEPER';

/**
 * Runs one server (two nodes if there is a Redis) for each Jest worker, for as long as the suite runs. It is part of Jest's parent
 * process and starts a worker's server when its first test file requests it.
 */
export class Keeper {
  #kept = new Map();
  #httpServer = createServer((request, response) => {
    this.#serversFor(request.url).then(
      (servers) => response.end(JSON.stringify(servers.map(({ address }) => address))),
      (error) => response.writeHead(500).end(String(error)),
    );
  });

  /** Opens the port that workers connect to. */
  async open() {
    await new Promise((resolve) => this.#httpServer.listen(0, '127.0.0.1', resolve));
    process.env[KEEPER] = `http://127.0.0.1:${this.#httpServer.address().port}`;
  }

  async close() {
    this.#httpServer.close();
    this.#httpServer.closeAllConnections();
    const kept = await Promise.allSettled(this.#kept.values());
    // The first node created the database and drops it, so it stops last.
    for (const { value = [] } of kept) for (const server of value.toReversed()) await server.stop();
  }

  #serversFor(worker) {
    const servers = this.#kept.get(worker) ?? startNodes();
    this.#kept.set(worker, servers);
    return servers;
  }
}

async function startNodes() {
  const first = await startServerProcess();
  const { settings, dataDir } = first.address;
  if (settings.REDIS_URL === undefined) return [first];
  // Nodes share the files of uploads: either may process one.
  return [first, await startServerProcess({ ...settings, DATA_DIR: dataDir })];
}

export async function keptServers() {
  const answer = await fetch(`${process.env[KEEPER]}/worker-${process.env.JEST_WORKER_ID ?? '1'}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
