import type { RedisLink } from './redis-link.js';

type Argument = string | number;

/** A Lua script: what it does in Redis, nothing else comes in between. It travels once, afterwards only its hash does. */
export class RedisScript<Answer> {
  /** @param name no other script of this link may have it */
  constructor(
    private readonly redis: RedisLink,
    private readonly name: string,
    lua: string,
  ) {
    redis.commands.defineCommand(name, { lua });
  }

  /** @throws when Redis is away, or does not answer within a second; it may then still do it */
  run(keys: readonly string[], ...args: Argument[]): Promise<Answer> {
    const commands = this.redis.commands as unknown as Record<string, (...words: Argument[]) => Promise<Answer>>;
    const run = commands[this.name]?.(keys.length, ...keys, ...args);
    return run ?? Promise.reject(new Error(`no script ${this.name}`));
  }
}
