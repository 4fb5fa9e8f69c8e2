import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { OpenChat } from '../../chats/access/chat-access.js';
import type { HiddenMessageView, VoteView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';

/** What one participant has done to messages for themselves, newest first. */
interface Marked {
  chatId: string;
  /** Message ids. */
  starred: string[];
  hidden: HiddenMessageView[];
  /** In polls. */
  voted: VoteView[];
}

type Row = Omit<Marked, 'hidden'> & { hidden: string[]; times: Date[] };

/** Reads the personal state of messages: stars, deletions for oneself, votes. */
@Injectable()
export class PersonalState {
  /** Up to 1,000 of each kind for each participant. */
  async newest(of: Pick<OpenChat, 'chatId' | 'participantId'>[], on: EntityManager): Promise<Marked[]> {
    const values = [of.map(({ chatId }) => chatId), of.map(({ participantId }) => participantId)];
    const found = await rows<Row>(on, NEWEST, values);
    return found.map(({ times, hidden, ...marked }) => ({
      ...marked,
      hidden: times.map((at, place) => ({ messageId: hidden[place] ?? '', deletedAt: at.toISOString() })),
    }));
  }
}

const newest = (column: string, table: string): string => `array(
    select s.${column} from ${table} s join messages m on m.chat_id = s.chat_id and m.id = s.message_id
    where s.chat_id = w.chat_id and s.participant_id = w.participant_id order by m.seq desc limit 1000)`;

const NEWEST_VOTES = `coalesce((
    select json_agg(json_build_object('messageId', v.message_id, 'options', v.options)) from (
      select s.message_id, array_agg(s.option) options from votes s join messages m on m.chat_id = s.chat_id and m.id = s.message_id
      where s.chat_id = w.chat_id and s.participant_id = w.participant_id
      group by s.message_id order by max(m.seq) desc limit 1000) v), '[]')`;

const NEWEST = `
  select w.chat_id "chatId", ${newest('message_id', 'stars')} starred,
    ${newest('message_id', 'hidden_messages')} hidden, ${newest('hidden_at', 'hidden_messages')} times, ${NEWEST_VOTES} voted
  from unnest($1::uuid[], $2::uuid[]) w (chat_id, participant_id)`;
