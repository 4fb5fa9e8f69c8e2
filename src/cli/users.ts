import { PickType } from '@nestjs/swagger';

import { RegisterDto } from '../contract/dto/auth.dto.js';
import type { Plan, Role } from '../contract/views/user.view.js';
import { UserAdministration } from '../auth/operators/user-administration.js';
import { readInput } from '../platform/http/input/input.js';
import type { User } from '../users/user.entity.js';
import { type CommandCall, type Group, oneOf, optional, required, whole } from './command.js';
import { type Output, sentence, sheetOf, tableOf } from './output.js';

class NewPassword extends PickType(RegisterDto, ['password']) {}

const PLANS: Plan[] = ['free', 'premium'];
const ROLES: Role[] = ['person', 'operator'];
const PER_PAGE = 100;
const MOST = 10_000;

/** The accounts. `<user>` is an id or an e-mail. */
export const users: Group = {
  list: {
    usage: `users list [--limit 1-${MOST}] [--after <id>]`,
    summary: `Lists accounts, the oldest first; ${PER_PAGE} unless --limit says otherwise.`,
    options: { limit: { type: 'string' }, after: { type: 'string' } },
    async run({ app, options }) {
      const limit = whole('--limit', optional(options, 'limit') ?? String(PER_PAGE), MOST);
      const after = optional(options, 'after');
      const administration = app.get(UserAdministration);
      const found = await administration.list(limit + 1, after && (await administration.find(after)).id);
      const shown = found.slice(0, limit).map(viewOf);
      const table = tableOf(shown, {
        ID: ({ id }) => id,
        EMAIL: ({ email }) => email,
        NAME: ({ name }) => name,
        PLAN: ({ plan }) => plan,
        ROLE: ({ role }) => role,
        STATE: ({ state }) => state,
      });
      return found.length > limit ? { ...table, note: `There are more: --after ${shown.at(-1)?.id ?? ''}` } : table;
    },
  },
  show: {
    usage: 'users show <user>',
    summary: 'Shows one account.',
    places: ['user'],
    async run(call) {
      return sheetOf({ ...viewOf(await named(call)) });
    },
  },
  create: {
    usage: 'users create --email <e-mail> --name <name> [--plan free|premium] [--role person|operator]',
    summary: 'Creates an account. The password is asked for, or read from standard input.',
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      plan: { type: 'string' },
      role: { type: 'string' },
    },
    asksForPassword: true,
    async run({ app, actor, options, password }) {
      const plan = oneOf('--plan', optional(options, 'plan') ?? 'free', PLANS);
      const role = oneOf('--role', optional(options, 'role') ?? 'person', ROLES);
      const typed = { email: required(options, 'email'), name: required(options, 'name'), password };
      const account = readInput(RegisterDto, typed);
      return sheetOf({ ...viewOf(await app.get(UserAdministration).create(actor, { ...account, plan, role })) });
    },
  },
  plan: {
    usage: 'users plan <user> free|premium',
    summary: 'Changes the plan.',
    places: ['user', 'plan'],
    async run(call) {
      const plan = oneOf('The plan', call.args[1] ?? '', PLANS);
      const user = await named(call);
      await call.app.get(UserAdministration).changePlan(call.actor, user.id, plan);
      return changed(call, user.id);
    },
  },
  role: {
    usage: 'users role <user> person|operator',
    summary: 'Makes somebody an operator, or a person again.',
    places: ['user', 'role'],
    async run(call) {
      const role = oneOf('The role', call.args[1] ?? '', ROLES);
      const user = await named(call);
      await call.app.get(UserAdministration).changeRole(call.actor, user.id, role);
      return changed(call, user.id);
    },
  },
  password: {
    usage: 'users password <user>',
    summary: 'Sets a new password and ends all sessions. It is asked for, or read from standard input.',
    places: ['user'],
    asksForPassword: true,
    async run(call) {
      const user = await named(call);
      const { password } = readInput(NewPassword, { password: call.password });
      const ended = await call.app.get(UserAdministration).setPassword(call.actor, user.id, password);
      return sentence(`The password is set. Sessions ended: ${ended}.`, { id: user.id, sessionsEnded: ended });
    },
  },
  deactivate: {
    usage: 'users deactivate <user>',
    summary: 'Ends all sessions and refuses the person from now on. Their messages stay.',
    places: ['user'],
    async run(call) {
      const user = await named(call);
      await call.app.get(UserAdministration).deactivate(call.actor, user.id);
      return changed(call, user.id);
    },
  },
  reactivate: {
    usage: 'users reactivate <user>',
    summary: 'Lets a deactivated person sign in again.',
    places: ['user'],
    async run(call) {
      const user = await named(call);
      await call.app.get(UserAdministration).reactivate(call.actor, user.id);
      return changed(call, user.id);
    },
  },
};

/** The account that the first argument names. @throws AppError user.not_found */
export const named = ({ app, args }: CommandCall): Promise<User> => app.get(UserAdministration).find(args[0] ?? '');

async function changed({ app }: CommandCall, id: string): Promise<Output> {
  return sheetOf({ ...viewOf(await app.get(UserAdministration).find(id)) });
}

function viewOf({ id, email, name, plan, role, deactivatedAt, createdAt, lastSeenAt }: User) {
  const state = deactivatedAt === null ? 'active' : 'deactivated';
  const times = { createdAt, lastSeenAt, deactivatedAt };
  const texts = Object.fromEntries(Object.entries(times).map(([key, at]) => [key, at?.toISOString() ?? null]));
  return { id, email, name, plan, role, state, ...(texts as Record<keyof typeof times, string | null>) };
}
