import type { Redis } from 'ioredis';

const EVERY_MS = 500;
/** Milliseconds. A command fails after a second. When it fails later than this, this process was busy, and Redis may be well. */
const IN_TIME_MS = 1_300;

/**
 * Sends a PING twice a second and closes the connection when Redis does not answer within a second. A frozen server, or one behind a
 * network that drops packets, looks connected for hours. ioredis then reconnects until Redis answers and the connection is `ready`.
 */
export class Heartbeat {
  private readonly timer: NodeJS.Timeout;
  private isAsking = false;

  constructor(private readonly connection: Redis) {
    this.timer = setInterval(() => void this.beat(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    if (this.isAsking || this.connection.status !== 'ready') return;
    this.isAsking = true;
    const since = performance.now();
    const isAlive = await answers(this.connection);
    this.isAsking = false;
    if (isAlive || performance.now() - since > IN_TIME_MS) return;
    this.connection.stream.destroy(new Error('Redis has not answered for a second'));
  }
}

/** Whether Redis answers within a second. An error from Redis is an answer too. */
export async function answers(connection: Redis): Promise<boolean> {
  try {
    await connection.ping();
    return true;
  } catch (error) {
    return error instanceof Error && error.name === 'ReplyError';
  }
}
