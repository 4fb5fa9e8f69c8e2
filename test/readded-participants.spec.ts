import type { ChatView } from '../src/contract/views/chat.view.js';
import type { EventBus } from '../src/platform/events/event-bus.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { leftRev, participantIdOf } from './support/participant-ids.js';
import { server, useServer } from './support/server.js';
import { revsReceived } from './support/numbered-events.js';

useServer();

describe('a person whom another node added again, while this node does not know it yet', () => {
  /** Writes two changes to the database without a hint or the journal: one of Ada's role, then the return of Cleo. */
  async function addAgainWithoutHint(chat: ChatView, ada: Person, cleo: Person): Promise<void> {
    const participants = [participantIdOf(chat, ada), participantIdOf(chat, cleo)];
    await server().sql(
      `with moved as (update chats set last_rev = last_rev + 2 where id = $1 returning last_rev),
       back as (update participants set left_rev = null, joined_rev = (select last_rev from moved) where id = $3)
       insert into changes (chat_id, rev, kind, subject_id)
       select $1, last_rev - 1, 'participant.updated', $2::uuid from moved
       union all select $1, last_rev, 'participant.joined', $3 from moved`,
      [chat.id, ...participants],
    );
  }

  it.each(['who is told of an earlier coming', 'who connects'])(
    'gets no push from before the return: %s',
    async (way) => {
      const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
      const chat = await ada.opensGroup('Doors', ben, cleo);
      const removed = cleo.waitFor('chat.removed');
      await ada.removes(chat, { id: participantIdOf(chat, cleo) });
      await removed;
      const left = await leftRev(participantIdOf(chat, cleo));
      const back = cleo.waitFor('chat.created', ({ id, lastRev }) => id === chat.id && lastRev > left);
      await addAgainWithoutHint(chat, ada, cleo);

      const socket = way === 'who connects' ? await cleo.connects() : cleo.socket;
      const push = { event: 'chat.created' as const, chatId: chat.id, newcomers: [cleo.id], rev: 0 };
      if (way !== 'who connects')
        await server().live.service<EventBus>('platform/events/event-bus', 'EventBus').emit({ push }, 'elsewhere');
      await allReceived(ben, await ben.opensChatWith(cleo), cleo.socket);
      const said = await ada.says(chat, 'welcome back');
      await back;
      await allReceived(ada, chat, cleo.socket, socket);
      expect(said.rev).toBe(left + 4); // after the system message about the removal, and the two changes written above
      expect(revsReceived(cleo.socket, chat).filter((rev) => rev > left)).toEqual([said.rev, said.rev + 1]);
      expect(revsReceived(socket, chat).filter((rev) => rev > left)).toEqual([said.rev, said.rev + 1]);
    },
  );
});
