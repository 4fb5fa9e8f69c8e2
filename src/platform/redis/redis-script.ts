import type { RedisLink } from './redis-link.js';

type Argument = string | number;

/** A Lua script: what it does in Redis, nothing else comes in between. It travels once, afterwards only its hash does. */
export class RedisScript<Answer> {
  /** @param name no other script of this link may have it */
  constructor(
    private readonly redis: RedisLink,
    private readonly name: string,
    private readonly keys: readonly string[],
    lua: string,
  ) {
    redis.commands.defineCommand(name, { numberOfKeys: keys.length, lua });
  }

  /** @throws when Redis is away, or does not answer within a second; it may then still do it */
  run(...args: Argument[]): Promise<Answer> {
    const commands = this.redis.commands as unknown as Record<string, (...words: Argument[]) => Promise<Answer>>;
    return commands[this.name]?.(...this.keys, ...args) ?? Promise.reject(new Error(`no script ${this.name}`));
  }
}
