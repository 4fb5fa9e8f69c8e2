import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy before a server that can be closed and opened again. */
export class BreakableProxy {
  private readonly server = createServer((client) => this.pass(client));
  private readonly open = new Set<Socket>();
  private broken = false;
  private frozen = false;

  private constructor(private readonly target: URL) {}

  /**
   * @param url of the server. The `url` of the result leads to it through the proxy.
   * @param port of the proxy; 0 for any
   */
  static async to(url: string, port = 0): Promise<BreakableProxy> {
    const proxy = new BreakableProxy(new URL(url));
    proxy.server.listen(port, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.target), { host: `127.0.0.1:${port}` }).href;
  }

  break(): void {
    this.broken = true;
    for (const socket of this.open) socket.destroy();
  }

  /** Freezes the line: nothing passes any more, on open and on new connections, but no connection is closed. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.open) silence(socket);
  }

  /** New connections pass again. Connections that were frozen stay silent for ever. */
  repair(): void {
    this.broken = false;
    this.frozen = false;
  }

  close(): void {
    this.break();
    this.server.close();
  }

  private pass(client: Socket): void {
    if (this.broken) return void client.destroy();
    if (this.frozen) return void this.open.add(silence(client));
    const server = connect(Number(this.target.port || 5432), this.target.hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.open.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
    }
  }
}

function silence(socket: Socket): Socket {
  socket.unpipe();
  socket.pause();
  socket.on('error', () => undefined);
  return socket;
}
