import { closeAllSockets } from './test-socket.js';
import type { Plan } from './partition-plans.js';
import { decode, encode } from './suite-server/control-message.mjs';
import { keptServers } from './suite-server/keeper.mjs';
import { type ServerAddress, type ServerProcess, startServerProcess } from './suite-server/start.mjs';

/**
 * Tables that refer only to users and chats are emptied with these. It deletes rows, because PGlite takes thirty times as long to
 * truncate.
 */
const EMPTY = [
  ...['attachments', 'group_avatars', 'user_avatars', 'scheduled_uploads', 'media', 'messages'],
  ...['changes', 'moves', 'reports', 'chats', 'account_invites', 'api_keys', 'users', 'one_time_links'],
]
  .map((table) => `delete from ${table}`)
  .join(';');

/** A service of the server as a test uses it: every method returns a promise, and so does every property, as a method. */
export type Remote<Service> = {
  [Member in keyof Service]: Service[Member] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : () => Promise<Service[Member]>;
};

/** An error of the control port: `code` is PostgreSQL's for SQL; `passing` means that a retry may succeed. */
interface Thrown {
  message: string;
  stack?: string;
  code?: string;
  passing: boolean;
}

const refusal = ({ message, stack = '', ...rest }: Thrown): Error =>
  Object.assign(new Error(`${message}\n(in the server) ${stack}`), rest);

/** A running server: the built server on a real database, with its own port and process. */
export class TestServer {
  private other?: TestServer;

  /** @param process what to end with this server; none if other test files share it */
  constructor(
    readonly address: ServerAddress,
    private process?: Pick<ServerProcess, 'stop'>,
  ) {}

  /** Starts a server with these settings. The caller stops it. */
  static async start(settings: Record<string, string> = {}): Promise<TestServer> {
    const process = await startServerProcess(settings);
    return new TestServer(process.address, process);
  }

  /** The server that all test files of this Jest worker share. */
  static async shared(): Promise<TestServer> {
    const [first, second] = await keptServers();
    if (!first) throw new Error('the keeper of the test servers has none');
    const server = new TestServer(first);
    if (second) server.other = new TestServer(second);
    return server;
  }

  get url(): string {
    return this.address.url;
  }

  get dataDir(): string {
    return this.address.dataDir;
  }

  get hasRedis(): boolean {
    return this.address.settings.REDIS_URL !== undefined;
  }

  /** The node for sockets: with two nodes it differs from that for calls, so that every push passes between nodes. */
  get live(): TestServer {
    return this.other ?? this;
  }

  /** All nodes of this installation that the test file knows. */
  get nodes(): TestServer[] {
    return this.other ? [this, this.other] : [this];
  }

  /** Another node of the same installation. */
  anotherNode(settings: Record<string, string> = {}): Promise<TestServer> {
    return TestServer.start({ ...this.address.settings, ...settings });
  }

  /** From here on calls go to this node, and sockets to another one if there is a Redis between them. */
  async sendSocketsElsewhere(settings: Record<string, string>): Promise<void> {
    if (this.hasRedis) this.other = await this.anotherNode(settings);
  }

  /** From here on calls and sockets go to this node alone. */
  useOneNode(): void {
    this.other = undefined;
  }

  /** Runs SQL, for states that no call can create. Tests use it as little as possible. */
  sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.control('sql', text, values) as Promise<Row[]>;
  }

  /**
   * A service inside the server, by its file below `src/` and its class: to move a clock, or to run tomorrow's sweep.
   *
   *     await server().service<MediaSweep>('media/media-sweep', 'MediaSweep').sweep(tomorrow);
   *
   * @param part a property of the service to reach instead of the service itself
   */
  service<Service>(module: string, name: string, part?: string): Remote<Service> {
    const call =
      (member: string | symbol) =>
      (...args: unknown[]) =>
        this.control('service', { module, name, part, member }, args);
    return new Proxy({} as Remote<Service>, { get: (_, member) => call(member) });
  }

  /** The plans of the statements since the call before, as PostgreSQL explains them. The first call begins to record them. */
  plans(): Promise<Plan[]> {
    return this.control('plans') as Promise<Plan[]>;
  }

  /** The routes that the server's router prints. */
  routes(): Promise<string> {
    return this.control('routes') as Promise<string>;
  }

  /** Empties the database. It retries if a background job still reads the tables, or holds one lock and waits for another. */
  async deleteAll(tries = 10): Promise<void> {
    closeAllSockets();
    await this.sql(EMPTY).catch((error: unknown) => {
      if (tries === 0 || !(error as Thrown).passing) throw error;
      return this.deleteAll(tries - 1);
    });
  }

  async stop(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process) return;
    await this.other?.stop();
    await process.stop();
  }

  /** Runs one of the commands of `suite-server/main.mjs` in the server. */
  private async control(...message: unknown[]): Promise<unknown> {
    const answer = await fetch(this.address.control, { method: 'POST', body: encode(message) });
    const result = decode(await answer.text());
    if (!answer.ok) throw refusal(result as Thrown);
    return (result as { value?: unknown }).value;
  }
}

/** Milliseconds: starting two nodes on a busy machine. */
const START_WITHIN_MS = 120_000;

let current: TestServer | undefined;

/** The server of the running test file. */
export function server(): TestServer {
  if (!current) throw new Error('call useServer() at the top of the test file');
  return current;
}

interface ServerOptions {
  /** Uses one node for calls and sockets, even if there are two. */
  one?: boolean;
  /** Starts a server for this test file alone, because the file leaves it unusable. */
  own?: boolean;
}

/**
 * Gives this test file a server, and empties its database after each test. Files with default settings share one server for each Jest
 * worker; a file with other settings gets its own. If there is a Redis, the server has two nodes, unless the file sets `one`.
 */
export function useServer(
  settings: Record<string, string> = {},
  { one = false, own = false }: ServerOptions = {},
): void {
  if (own || Object.keys(settings).length > 0) {
    useServerFrom(async () => {
      const server = await TestServer.start(settings);
      if (!one) await server.sendSocketsElsewhere(settings);
      return server;
    });
  } else {
    useServerFrom(async () => {
      const server = await TestServer.shared();
      if (one) server.useOneNode();
      return server;
    });
  }
}

/** Like `useServer`, with a server that the test file provides. */
export function useServerFrom(get: () => Promise<TestServer>): void {
  beforeAll(async () => {
    current = await get();
  }, START_WITHIN_MS);
  afterEach(() => current?.deleteAll());
  afterAll(async () => {
    closeAllSockets();
    await current?.stop();
  });
}
