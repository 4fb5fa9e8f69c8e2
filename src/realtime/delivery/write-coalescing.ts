import type { Server } from 'socket.io';

/** The parts of an Engine.IO connection that matter here: over WebSocket its transport stands on a TCP socket. */
interface Connection {
  transport: { socket?: { _socket?: { cork(): void; uncork(): void } | null } };
  on(event: 'flush', listener: (packets: unknown[]) => void): void;
  on(event: 'drain', listener: () => void): void;
}

/**
 * Writes the packets that waited for one connection together: in a burst they go out in one write instead of one each,
 * and a write costs more than all else that is done for a delivery. Nothing waits for this: the first of a burst is on
 * its way already when the others gather behind it.
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
