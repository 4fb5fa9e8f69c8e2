import type { RedisLink } from './redis-link.js';

type Argument = string | number;

/** A Lua script that Redis runs atomically. Its text is sent once, afterwards only its hash. */
export class RedisScript<Answer> {
  /** @param name unique among the scripts of this link */
  constructor(
    private readonly redis: RedisLink,
    private readonly name: string,
    lua: string,
  ) {
    redis.commands.defineCommand(name, { lua });
  }

  /** @throws when Redis is not reachable or does not answer within a second. It may still have run the script then. */
  run(keys: readonly string[], ...args: Argument[]): Promise<Answer> {
    const commands = this.redis.commands as unknown as Record<string, (...words: Argument[]) => Promise<Answer>>;
    const run = commands[this.name]?.(keys.length, ...keys, ...args);
    return run ?? Promise.reject(new Error(`no script ${this.name}`));
  }
}
