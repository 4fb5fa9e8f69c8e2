import { AccountInvites } from '../auth/invites/account-invites.js';
import { CreateAccountInviteDto, ListAccountInvitesDto } from '../contract/dto/invite.dto.js';
import { readInput } from '../platform/http/input/input.js';
import { type Group, optional } from './command.js';
import { sentence, sheetOf, tableOf } from './output.js';

/** Invites with which people create accounts, where `REGISTRATION=invite`. */
export const invites: Group = {
  create: {
    usage: 'invites create [--uses <accounts>] [--expires-in <seconds>] [--note <text>]',
    summary:
      'Creates an invite, for one account and seven days unless the options say otherwise. Its code is shown only now.',
    options: { uses: { type: 'string' }, 'expires-in': { type: 'string' }, note: { type: 'string' } },
    async run({ app, actor, options }) {
      const [uses, expiresIn, note] = ['uses', 'expires-in', 'note'].map((name) => optional(options, name));
      const wanted = readInput(CreateAccountInviteDto, { uses, expiresIn, note });
      return sheetOf({ ...(await app.get(AccountInvites).create(wanted, actor)) });
    },
  },
  list: {
    usage: 'invites list [--cursor <cursor>]',
    summary: 'Lists the invites that are neither revoked nor expired, the newest first.',
    options: { cursor: { type: 'string' } },
    async run({ app, options }) {
      const page = readInput(ListAccountInvitesDto, { cursor: optional(options, 'cursor') });
      const { data, next } = await app.get(AccountInvites).list(page);
      const table = tableOf(data, {
        ID: ({ id }) => id,
        USED: ({ used, uses }) => `${used} of ${uses}`,
        EXPIRES: ({ expiresAt }) => expiresAt,
        NOTE: ({ note }) => note,
      });
      return next === null ? table : { ...table, note: `There are more: --cursor ${next}` };
    },
  },
  revoke: {
    usage: 'invites revoke <invite>',
    summary: 'Revokes an invite, by its id or code. Accounts that were created with it stay.',
    places: ['invite'],
    async run({ app, actor, args }) {
      const [invite = ''] = args;
      await app.get(AccountInvites).revoke(invite, actor);
      return sentence('The invite is revoked.', { invite });
    },
  },
};
