import { hangUpAll } from './ears.js';
import { decode, encode } from './suite-server/control-message.mjs';
import { keptServers } from './suite-server/keeper.mjs';
import { type ServerAddress, type ServerProcess, startServerProcess } from './suite-server/start.mjs';

/** What refers to users and chats alone goes with them. Deleted, since it takes PGlite thirty times as long to truncate them. */
const EMPTY = [
  ...['attachments', 'group_avatars', 'scheduled_uploads', 'media', 'messages'],
  ...['changes', 'moves', 'reports', 'chats', 'users'],
]
  .map((table) => `delete from ${table}`)
  .join(';');

/** A service of the server as a test reaches it: every method answers a promise, and so does every property, as a method. */
export type Remote<Service> = {
  [Member in keyof Service]: Service[Member] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : () => Promise<Service[Member]>;
};

/** What the control port tells of an error: `code` is PostgreSQL's for SQL; `passing` means that the same may work a moment later. */
interface Thrown {
  message: string;
  stack?: string;
  code?: string;
  passing: boolean;
}

const refusal = ({ message, stack = '', ...rest }: Thrown): Error =>
  Object.assign(new Error(`${message}\n(in the server) ${stack}`), rest);

/** A running server: the real one, built, on a real database, on a port and in a process of its own. */
export class TestServer {
  private other?: TestServer;

  /** @param process what to end with this server; none when it is shared with other test files */
  constructor(
    readonly address: ServerAddress,
    private process?: Pick<ServerProcess, 'stop'>,
  ) {}

  /** Starts one with these settings. Who starts it stops it. */
  static async start(settings: Record<string, string> = {}): Promise<TestServer> {
    const process = await startServerProcess(settings);
    return new TestServer(process.address, process);
  }

  /** The one that all test files of this Jest worker share. */
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

  /** The node that sockets are opened on: another one where there are two, so that whatever is pushed crosses over. */
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

  /** From here on calls go to this node, sockets to another, where there is a Redis between them. */
  async sendSocketsElsewhere(settings: Record<string, string>): Promise<void> {
    if (this.hasRedis) this.other = await this.anotherNode(settings);
  }

  /** From here on calls and sockets go to this node alone. */
  standAlone(): void {
    this.other = undefined;
  }

  /** For what no call can bring about yet; tests use it as little as they can. */
  sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.control('sql', text, values) as Promise<Row[]>;
  }

  /**
   * A service inside the server, by its file below `src/` and its class: for a clock that is moved on, a sweep that is due tomorrow.
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

  /** What the server's router prints of its routes. */
  routes(): Promise<string> {
    return this.control('routes') as Promise<string>;
  }

  /** An empty database again. Something may still be looking at the tables, or hold one and wait for another: then it is tried again. */
  async forgetAll(tries = 10): Promise<void> {
    hangUpAll();
    await this.sql(EMPTY).catch((error: unknown) => {
      if (tries === 0 || !(error as Thrown).passing) throw error;
      return this.forgetAll(tries - 1);
    });
  }

  async stop(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process) return;
    await this.other?.stop();
    await process.stop();
  }

  /** Has the server carry out one of the commands of `suite-server/main.mjs`. */
  private async control(...message: unknown[]): Promise<unknown> {
    const answer = await fetch(this.address.control, { method: 'POST', body: encode(message) });
    const said = decode(await answer.text());
    if (!answer.ok) throw refusal(said as Thrown);
    return (said as { value?: unknown }).value;
  }
}

/** Two nodes, on a machine that is busy with other things. */
const START_WITHIN_MS = 120_000;

let current: TestServer | undefined;

/** The server of the running test file. */
export function server(): TestServer {
  if (!current) throw new Error('call useServer() at the top of the test file');
  return current;
}

interface Wish {
  /** Calls and sockets go to one node, also where there are two. */
  one?: boolean;
  /** A server for this test file alone: it is left in a state in which nobody else could use it. */
  own?: boolean;
}

/**
 * Gives this test file a server, and empties it after each test. Files that want nothing special share one for each Jest worker; one that
 * needs other settings gets its own. Where there is a Redis it is two nodes, unless the file wants `one`.
 */
export function useServer(settings: Record<string, string> = {}, { one = false, own = false }: Wish = {}): void {
  if (own || Object.keys(settings).length > 0) {
    useServerFrom(async () => {
      const server = await TestServer.start(settings);
      if (!one) await server.sendSocketsElsewhere(settings);
      return server;
    });
  } else {
    useServerFrom(async () => {
      const server = await TestServer.shared();
      if (one) server.standAlone();
      return server;
    });
  }
}

/** The same, with a server that the test file knows how to get. */
export function useServerFrom(get: () => Promise<TestServer>): void {
  beforeAll(async () => {
    current = await get();
  }, START_WITHIN_MS);
  afterEach(() => current?.forgetAll());
  afterAll(async () => {
    hangUpAll();
    await current?.stop();
  });
}
