import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { newId } from '../../platform/process/new-id.js';

import type { ErrorCode } from '../../contract/errors.js';
import type { SharedMessageView, SystemView } from '../../contract/views/message.view.js';
import { isOverload, violatedConstraint } from '../../platform/database/database-errors.js';
import { type Answer, eachWritten } from '../../platform/database/each-written.js';
import { Journal } from '../../platform/database/journal.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { GroupCommit } from '../../platform/concurrency/group-commit.js';
import { LockWaits } from '../../platform/concurrency/lock-waits.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { MessageReader } from '../history/message-reader.js';
import { type Refusal, refusalOf, REFUSALS } from '../outcomes.js';
import { type MessageRow, sharedMessageView } from '../views/message-row.js';
import type { Send } from './send.js';
import { APPEND_SENDS, WRITE_SYSTEM_MESSAGE } from './send.sql.js';

/** The outcomes of a send that is refused. */
export const REFUSED = [
  'not_found',
  'reply_not_found',
  'conflict',
  'blocked',
  'not_admin',
  'mention_not_found',
] as const satisfies Refusal[];

/** The answer to one send: the message as it is stored, if this was created. `locked`: nothing was done, because the chat is locked. */
export type Appended = MessageRow & { outcome: 'created' | 'replayed' | 'locked' | (typeof REFUSED)[number] };

/** What the database adds to a send. */
type AppendedRow = Omit<Appended, keyof ReturnType<typeof contentOf>> & { ord: number };

/** Stores a batch of sends in one round trip and one transaction: see `platform/database/functions/append_sends.sql`. */
@Injectable()
export class AppendMessages {
  constructor(private readonly database: DataSource) {}

  /**
   * The sends that repeat an id of the batch follow in a second round trip, where they find the first one stored.
   * @param waits whether to wait for chats that are locked; if not, their sends are answered with `locked`
   * @param on the transaction to store them in, if there is one
   * @returns one answer for each send, in their order
   */
  async run(sends: Send[], waits = true, on: DataSource | EntityManager = this.database): Promise<Appended[]> {
    const first = new Map(sends.toReversed().map((send) => [send.id, send]));
    if (first.size === sends.length) return this.append(sends, waits, on);
    const answers = new Map<Send, Appended>();
    for (const isFirst of [true, false]) {
      const part = sends.filter((send) => (first.get(send.id) === send) === isFirst);
      const found = await this.append(part, waits, on);
      part.forEach((send, place) => answers.set(send, found[place] as Appended));
    }
    return sends.map((send) => answers.get(send) as Appended);
  }

  private async append(sends: Send[], waits: boolean, on: DataSource | EntityManager): Promise<Appended[]> {
    const found = await rows<AppendedRow>(on, APPEND_SENDS, [
      sends.map(({ chatId }) => chatId),
      sends.map(({ userId }) => userId),
      sends.map(({ id }) => id),
      sends.map(({ body }) => body),
      sends.map(({ folded }) => folded),
      sends.map(({ reply }) => reply),
      sends.map(({ media }) => media && JSON.stringify(media)),
      sends.map(({ uploads }) => `{${uploads.join(',')}}`),
      sends.map(({ hash }) => hash),
      sends.map(({ kind }) => kind),
      sends.map(({ mentions }) => mentions && `{${mentions.join(',')}}`),
      sends.map(({ mentionsAll }) => mentionsAll),
      sends.map(({ extras }) => extras && JSON.stringify(extras)),
      waits,
    ]);
    const answers = new Map(found.map((row) => [row.ord, row]));
    return sends.map((send, place) => ({ ...contentOf(send), ...(answers.get(place + 1) as AppendedRow) }));
  }
}

/** The columns of a message that are as they were sent. */
function contentOf(send: Send) {
  return {
    id: send.id,
    chat_id: send.chatId,
    sender_id: send.userId,
    kind: send.kind,
    body: send.body,
    media: send.media,
    reply_to: send.reply,
    mentions: send.mentions,
    mentions_all: send.mentionsAll,
    extras: send.extras,
  };
}

/** The error codes of all sends, whatever their content. */
export const REFUSED_SENDS: ErrorCode[] = [
  'request.invalid',
  ...REFUSED.map((outcome) => REFUSALS[outcome]),
  'overloaded',
];

/** Further error codes of calls that accept media and files. */
export const REFUSED_FILES: ErrorCode[] = [
  'media.not_found',
  'media.too_large',
  'media.daily_limit',
  'plan.limit_reached',
  'media.unsupported',
  'media.storage_unavailable',
];

/**
 * @returns the stored row; null if the message was stored before
 * @throws AppError if the send was refused
 */
export function storedOrThrow(answer: Answer<Appended>): MessageRow | null {
  if (answer instanceof Error) throw asRefusal(answer);
  const refusal = refusalOf(answer.outcome);
  if (refusal) throw refusal;
  return answer.outcome === 'created' ? answer : null;
}

function asRefusal(error: Error): Error {
  if (isOverload(error)) return new AppError('overloaded', { cause: error });
  // the upload was swept between looking it up and storing the message
  if (violatedConstraint(error) === 'attachments_media_id_fkey')
    return new AppError('media.not_found', { cause: error });
  return error;
}

/** Stores sends in batches: see `GroupCommit`. */
@Injectable()
export class MessageWriter {
  private readonly commit = new GroupCommit<Send, Answer<Appended>, SharedMessageView | null>({
    write: (sends, waits) => eachWritten((part) => this.messages.run(part, waits), sends),
    settle: (answer) => this.settle(answer),
    // a reply goes into a later batch than the message it replies to
    name: ({ id }) => id,
    waitsFor: ({ reply }) => reply,
    locks: {
      of: ({ chatId }) => chatId,
      isHeld: (answer) => !(answer instanceof Error) && answer.outcome === 'locked',
      statements: 2,
      waits: this.waits,
    },
    onBatch: (size) => this.metrics.batchSize.observe(size),
  });

  constructor(
    private readonly messages: AppendMessages,
    private readonly bus: EventBus,
    private readonly metrics: Metrics,
    private readonly waits: LockWaits,
  ) {}

  /**
   * Stores a message with the next batch, and pushes it.
   * @returns the message as stored; null if this id was stored before with the same content
   * @throws AppError chat.not_found, chat.blocked, chat.not_admin, participant.not_found (a mention), message.reply_not_found, message.id_taken,
   *   media.not_found, overloaded
   */
  send(send: Send): Promise<SharedMessageView | null> {
    return this.commit.add(send);
  }

  /**
   * Stores a message in a transaction, which must be in turn for its chat, and pushes it after the commit.
   * @returns as `send`
   * @throws AppError as `send`
   */
  async sendIn(tx: Tx, send: Send): Promise<SharedMessageView | null> {
    const [answer] = await this.messages.run([send], true, tx.manager).catch((error: unknown) => [error as Error]);
    const row = answer && storedOrThrow(answer);
    if (!row) return null;
    const message = sharedMessageView(row);
    tx.afterCommit(() => this.metrics.sent.inc());
    tx.publish({ event: 'message.created', payload: message });
    return message;
  }

  private settle(answer: Answer<Appended>): SharedMessageView | null {
    const row = storedOrThrow(answer);
    if (!row) return null;
    const message = sharedMessageView(row);
    this.metrics.sent.inc();
    this.bus.publish({ event: 'message.created', payload: message });
    return message;
  }
}

/** The hash of a message that nobody can send again. */
const NO_HASH = Buffer.alloc(0);

/** Writes system messages. They never count as unread and move no marks. */
@Injectable()
export class SystemMessages {
  constructor(private readonly reader: MessageReader) {}

  /**
   * Stores a system message in a locked chat, and pushes it.
   * @param tx in which the chat is locked
   * @param participantId who did it
   * @param said for a message with a text of its own: the text, and an id and a hash by which a retry is recognised
   */
  async write(
    tx: Tx,
    chatId: string,
    participantId: string,
    system: SystemView,
    said: { id: string; text: string; hash: Buffer } = { id: newId(), text: '', hash: NO_HASH },
  ): Promise<SharedMessageView> {
    const { id, text, hash } = said;
    const [stored] = await rows<{ rev: number }>(tx.manager, WRITE_SYSTEM_MESSAGE, [
      chatId,
      id,
      participantId,
      JSON.stringify({ system }),
      text,
      hash,
    ]);
    if (!stored) throw new AppError('chat.not_found');
    await Journal.record(tx.manager, { chatIds: [chatId], revs: [stored.rev] });
    const message = await this.reader.shared(chatId, id, tx.manager);
    tx.publish({ event: 'message.created', payload: message });
    return message;
  }
}
