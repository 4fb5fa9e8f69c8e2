import { UserTokenDto } from '../contract/dto/server.dto.js';
import { readInput } from '../platform/http/input/input.js';
import { AppUsers } from '../server-api/users/app-users.js';
import { type Group, optional } from './command.js';
import { sheetOf } from './output.js';

/** Sessions that a person of the app gets without a password. */
export const tokens: Group = {
  create: {
    usage: 'tokens create <external id> [--ttl <seconds>]',
    summary: 'Starts a session of a person of the app, for an hour unless --ttl says otherwise, and shows its token.',
    options: { ttl: { type: 'string' } },
    places: ['external id'],
    async run({ app, actor, args, options }) {
      const [externalId = ''] = args;
      const { ttl } = readInput(UserTokenDto, { ttl: optional(options, 'ttl') });
      const users = app.get(AppUsers);
      const { sessionId } = await users.startSession(actor, externalId, ttl ?? 3_600);
      const { token, expiresAt, user } = await users.tokenOf(externalId, sessionId);
      return sheetOf({ token, expiresAt, user: user.id });
    },
  },
};
