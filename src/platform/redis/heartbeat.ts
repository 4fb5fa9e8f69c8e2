import type { Redis } from 'ioredis';

const EVERY_MS = 500;
/** A command fails after a second. One that fails much later than that tells of this process, which was busy, and not of Redis. */
const IN_TIME_MS = 1_300;

/**
 * Asks a connection twice a second whether Redis answers, and closes one that does not within a second: a server that is frozen,
 * or behind a network that swallows everything, looks connected for hours. ioredis then connects anew, again and again, and the
 * connection is `ready` when Redis has answered.
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

/** Whether Redis says something within a second; a refusal is an answer, too. */
export async function answers(connection: Redis): Promise<boolean> {
  try {
    await connection.ping();
    return true;
  } catch (error) {
    return error instanceof Error && error.name === 'ReplyError';
  }
}
