import { UserAdministration } from '../auth/operators/user-administration.js';
import type { Group } from './command.js';
import { sentence } from './output.js';
import { named } from './users.js';

/** The devices on which people are signed in. */
export const sessions: Group = {
  end: {
    usage: 'sessions end <user>',
    summary: 'Signs a person out everywhere. They may sign in again.',
    places: ['user'],
    async run(call) {
      const { id } = await named(call);
      const ended = await call.app.get(UserAdministration).endSessions(call.actor, id);
      return sentence(`Sessions ended: ${ended}.`, { id, sessionsEnded: ended });
    },
  },
};
