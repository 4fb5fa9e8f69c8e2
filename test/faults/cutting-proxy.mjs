import { createServer, connect } from 'node:net';
import { once } from 'node:events';

/** A proxy before a node that passes on every request and no answer: it cuts the connection when the answer arrives. */
export class CuttingProxy {
  cuts = 0;
  #server;

  /** @param to the node's address */
  static async before(to) {
    const { hostname, port } = new URL(to);
    const proxy = new CuttingProxy();
    proxy.#server = createServer((client) => proxy.#pass(client, connect(Number(port), hostname)));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    proxy.url = `http://127.0.0.1:${proxy.#server.address().port}`;
    return proxy;
  }

  #pass(client, node) {
    client.pipe(node);
    node.once('data', () => {
      this.cuts += 1;
      client.destroy();
      node.destroy();
    });
    for (const [one, other] of [
      [client, node],
      [node, client],
    ]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }

  close() {
    this.#server.close();
  }
}
