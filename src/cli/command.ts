import type { ParseArgsConfig } from 'node:util';

import type { INestApplicationContext } from '@nestjs/common';

import type { Actor } from '../audit/audit-log.js';
import type { Output } from './output.js';

/** One command, such as `users show`. */
export interface Command {
  /** What follows `parley` in the usage, such as `users show <user>`. */
  usage: string;
  /** One line for the list of commands. */
  summary: string;
  /** Names of the arguments without an option, all of them required. */
  places?: string[];
  options?: ParseArgsConfig['options'];
  /** Asks for a new password before the database is opened. */
  asksForPassword?: boolean;
  /** @throws AppError, Refusal, UsageError */
  run(call: CommandCall): Promise<Output>;
}

/** The commands of a group, by their names. */
export type Group = Record<string, Command>;

/** A command with its values. */
export interface CommandCall {
  /** Gives the services of the server. */
  app: INestApplicationContext;
  /** Who runs the command, for the audit log. */
  actor: Actor;
  /** The arguments without an option, in the order of `places`. */
  args: string[];
  options: Record<string, unknown>;
  /** Empty unless the command asks for it. */
  password: string;
}

/** The command was not typed as its usage says. */
export class UsageError extends Error {}

/** The command cannot do what it was asked for. The message is one sentence. */
export class Refusal extends Error {}

/** @throws UsageError when the option is missing */
export function required(options: CommandCall['options'], name: string): string {
  const value = optional(options, name);
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

export function optional(options: CommandCall['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError when `value` is none of the choices */
export function oneOf<Choice extends string>(what: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new UsageError(`${what} must be one of: ${choices.join(', ')}.`);
  return choice;
}

/** @throws UsageError when `value` is not a whole number from 1 to `max` */
export function whole(what: string, value: string, max: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > max) throw new UsageError(`${what} must be 1 to ${max}.`);
  return number;
}
