import { type DataSource, type EntityManager } from 'typeorm';

import { type MessageRow, NO_REPLY, sharedMessageView } from '../src/messages/views/message-row.js';
import type { SharedMessageView } from '../src/contract/views/message.view.js';
import { type AppendMessages, storedOrThrow } from '../src/messages/send/append-messages.js';
import type { Send } from '../src/messages/send/send.js';
import { AppError } from '../src/platform/errors/app-error.js';
import type { EventBus } from '../src/platform/events/event-bus.js';

/** The alternatives to the MessageWriter: simpler writers for the same work, and one that does nothing. */
export abstract class PlainWriter {
  constructor(private readonly bus: EventBus) {}

  async send(send: Send): Promise<SharedMessageView> {
    const message = sharedMessageView(await this.store(send));
    this.announce(message);
    return message;
  }

  announce(message: SharedMessageView): void {
    this.bus.publish({ event: 'message.created', payload: message });
  }

  protected abstract store(send: Send): Promise<MessageRow>;
}

/** Each message in its own transaction, in several statements: the simple way. */
export class TransactionPerMessage extends PlainWriter {
  constructor(
    bus: EventBus,
    private readonly database: DataSource,
  ) {
    super(bus);
  }

  protected store(send: Send): Promise<MessageRow> {
    return this.database.transaction(async (manager) => {
      const [chat] = await manager.query<Numbers[]>(LOCK, [send.chatId]);
      const [sender] = await manager.query<SenderRow[]>(SENDER, [send.chatId, send.userId, send.id]);
      if (!chat || !sender) throw new AppError('chat.not_found');
      if (sender.known) throw new AppError('message.id_taken');
      return insert(manager, send, { seq: chat.seq + 1, rev: chat.rev + 1, ...sender });
    });
  }
}

/** Each message in one statement, without batches: shows the effect of batching. */
export class StatementPerMessage extends PlainWriter {
  constructor(
    bus: EventBus,
    private readonly messages: AppendMessages,
  ) {
    super(bus);
  }

  protected async store(send: Send): Promise<MessageRow> {
    const [answer] = await this.messages.run([send]);
    const row = answer && storedOrThrow(answer);
    if (!row) throw new AppError('message.id_taken');
    return row;
  }
}

/** Stores nothing: shows the cost of everything but the database. */
export class NoDatabase extends PlainWriter {
  private readonly last = new Map<string, number>();

  protected store(send: Send): Promise<MessageRow> {
    const seq = (this.last.get(send.chatId) ?? 0) + 1;
    this.last.set(send.chatId, seq);
    return Promise.resolve({
      ...rowOf(send, { seq, rev: seq, pid: send.userId, name: 'Person 1', avatar: null }),
      created_at: new Date(),
    });
  }
}

type Numbers = Pick<MessageRow, 'seq' | 'rev'>;
interface SenderRow {
  pid: string;
  name: string;
  avatar: string | null;
  known: boolean;
}
type Stamp = Numbers & Omit<SenderRow, 'known'>;

const LOCK = 'select last_seq seq, last_rev rev from chats where id = $1 for no key update';
const SENDER = `
  select p.id pid, u.name, u.avatar, exists (select from messages m where m.chat_id = $1 and m.id = $3) known
  from participants p join users u on u.id = p.user_id where p.chat_id = $1 and p.user_id = $2 and p.left_rev is null`;
const INSERT = `
  insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, folded, reply_to, content_hash)
  values ($1, $2, $3, $4, 'text', $5, $6, $7, $8, $9) returning created_at`;
const ADVANCE = `
  with marked as (update participants set last_read_seq = $2 where id = $4)
  update chats set last_seq = $2, last_rev = $3, updated_at = now() where id = $1`;

async function insert(manager: EntityManager, send: Send, stamp: Stamp): Promise<MessageRow> {
  const { chatId, id, body, folded, reply, hash } = send;
  const { seq, rev, pid } = stamp;
  const [stored] = await manager.query<{ created_at: Date }[]>(INSERT, [
    chatId,
    id,
    seq,
    rev,
    pid,
    body,
    folded,
    reply,
    hash,
  ]);
  await manager.query(ADVANCE, [chatId, seq, rev, pid]);
  return { ...rowOf(send, stamp), created_at: stored?.created_at ?? '' };
}

function rowOf(send: Send, { seq, rev, pid, name, avatar }: Stamp): Omit<MessageRow, 'created_at'> {
  return {
    ...NO_REPLY,
    id: send.id,
    chat_id: send.chatId,
    seq,
    rev,
    kind: 'text',
    body: send.body,
    media: null,
    mentions: null,
    mentions_all: false,
    extras: null,
    expires_at: null,
    participant_id: pid,
    sender_id: send.userId,
    sender_name: name,
    sender_avatar: avatar,
  };
}
