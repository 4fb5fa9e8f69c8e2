import type { Server } from 'socket.io';

/** The parts of an Engine.IO connection that matter here: over WebSocket its transport stands on a TCP socket. */
interface Connection {
  transport: { socket?: { _socket?: { cork(): void; uncork(): void } | null } };
  on(event: 'flush', listener: (packets: unknown[]) => void): void;
  on(event: 'drain', listener: () => void): void;
}

/**
 * Writes all packets that wait for one connection with one system call, which costs more than all other work of a delivery. It delays
 * nothing: the first packet of a burst is written at once, and the others gather while that write is under way.
 */
export function coalesceWrites(server: Pick<Server, 'engine'>): void {
  const engine = server.engine as { on(event: 'connection', listener: (connection: Connection) => void): void };
  engine.on('connection', (connection) => {
    let corked: ReturnType<typeof tcpOf>;
    connection.on('flush', ({ length }) => {
      if (length < 2) return;
      corked = tcpOf(connection);
      corked?.cork();
    });
    connection.on('drain', () => {
      corked?.uncork();
      corked = undefined;
    });
  });
}

const tcpOf = ({ transport }: Connection) => transport.socket?._socket ?? undefined;
