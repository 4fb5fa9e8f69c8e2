import { inspect, parseArgs } from 'node:util';

import { openCliApp, whoRuns } from './cli-app.js';
import { type Command, type CommandCall, Refusal, UsageError } from './cli/command.js';
import { GROUPS } from './cli/groups.js';
import { readNewPassword } from './cli/new-password.js';
import type { Output } from './cli/output.js';
import type { Config } from './platform/config/config.js';
import { AppError } from './platform/errors/app-error.js';
import { explain } from './start-report.js';

/** Exit codes, which operations.md promises. */
const DONE = 0;
const REFUSED = 1;
const WRONG_USAGE = 2;
const NO_DATABASE = 3;

const COMMON = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;

/**
 * Runs one command.
 * @param args as typed, without the name of the program
 * @param readSettings reads the settings of the server
 * @returns the exit code
 */
export async function runCommandLine(args: string[], readSettings: () => Config): Promise<number> {
  // The reader of a pipe may have left.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  let config: Config | undefined;
  try {
    const { command, call, json, help } = read(args);
    if (!command || help) {
      await say(process.stdout, usageOf(args));
      return DONE;
    }
    config = readSettings();
    const password = command.asksForPassword ? await readNewPassword() : '';
    await print(await run(command, { ...call, password }, config), json);
    return DONE;
  } catch (error) {
    return report(error, args, config);
  }
}

async function run(command: Command, call: Omit<CommandCall, 'app' | 'actor'>, config: Config): Promise<Output> {
  const app = await openCliApp(config);
  try {
    return await command.run({ ...call, app, actor: whoRuns() });
  } finally {
    await app.close();
  }
}

/** @throws UsageError */
function read(args: string[]) {
  const [group = '', name = ''] = args;
  const command = own(own(GROUPS, group), name);
  const isQuestion = group === 'help' || args.includes('--help');
  if (!command && !isQuestion)
    throw new UsageError(`There is no command "${[group, name].filter(Boolean).join(' ')}".`);
  if (!command) return { command: null, call: { args: [], options: {} }, json: false, help: true };
  const { values, positionals } = parsed(args.slice(2), command);
  const { json = false, help = false, ...options } = values as Record<string, unknown>;
  const places = command.places ?? [];
  const missing = places[positionals.length];
  if (missing !== undefined && !help) throw new UsageError(`<${missing}> is missing.`);
  if (positionals.length > places.length)
    throw new UsageError(`"${positionals[places.length] ?? ''}" is one word too many.`);
  return { command, call: { args: positionals, options }, json: json === true, help: help === true };
}

/** @throws UsageError */
function parsed(args: string[], command: Command) {
  try {
    return parseArgs({ args, options: { ...command.options, ...COMMON }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What a table has under a name, and not what every object has, such as `constructor`. */
const own = <Value>(table: Record<string, Value> | undefined, name: string): Value | undefined =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

function usageOf([group = '', name = '']: string[]): string {
  const command = own(own(GROUPS, group), name);
  if (command) return [`Usage: parley ${command.usage} [--json]`, command.summary].join('\n');
  const chosen = own(GROUPS, group);
  const groups = chosen ? [chosen] : Object.values(GROUPS);
  const commands = groups.flatMap((each) => Object.values(each));
  return [
    'Usage: parley <command> [--json]',
    '',
    ...commands.flatMap(({ usage, summary }) => [`  ${usage}`, `      ${summary}`]),
  ].join('\n');
}

async function print({ json, text, note }: Output, asJson: boolean): Promise<void> {
  await say(process.stdout, asJson ? JSON.stringify(json, null, 2) : text);
  if (note !== undefined) await say(process.stderr, note);
}

/** Waits until everything is written, or the reader has left: an exit before that would lose what a pipe had no room for. */
const say = (to: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => to.write(`${text}\n`, () => resolve()));

/** Writes why the command failed. @returns the exit code */
async function report(error: unknown, args: string[], config: Config | undefined): Promise<number> {
  if (error instanceof UsageError) {
    await say(process.stderr, `${error.message}\n${usageOf(args)}`);
    return WRONG_USAGE;
  }
  if (error instanceof Refusal) {
    await say(process.stderr, error.message);
    return REFUSED;
  }
  if (error instanceof AppError) {
    const details = error.view.details.map(({ message }) => `  ${message}`);
    await say(process.stderr, [error.message, ...details].join('\n'));
    return error.code === 'overloaded' || error.code === 'storage.full' ? NO_DATABASE : REFUSED;
  }
  const sentence = explain(error, config);
  await say(process.stderr, sentence ?? inspect(error));
  return sentence === null ? REFUSED : NO_DATABASE;
}
