import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { ErrorCode } from '../../contract/errors.js';
import type { Send } from '../../messages/send/send.js';
import { MessagesService } from '../../messages/send/messages.service.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { fold } from '../../platform/text/fold.js';
import { SCHEDULED_COLUMNS, type ScheduledRow, scheduledView, UPLOADS_LET_GO } from './scheduled-row.js';

const AT_ONCE = 100;
/** The lease: after this time without renewal a node counts as dead, and another node sends its messages. */
const LEASE_SECONDS = 10;
/** Errors after which the send is retried. */
const PASSING: ErrorCode[] = ['overloaded', 'storage.full', 'internal'];

/** A scheduled message that is due. */
interface Due extends ScheduledRow {
  user_id: string;
  uploads: string[];
}

/**
 * Sends due messages through `MessageWriter`, like any send. A crash at any moment, or two nodes at once, send it once: the scheduled
 * message has the id of the message, so sending it again is a retry.
 */
@Injectable()
export class DueMessages {
  private readonly logger = new Logger(DueMessages.name);

  constructor(
    private readonly database: DataSource,
    private readonly messages: MessagesService,
    private readonly transactions: Transactions,
  ) {}

  /** @returns whether there may be more */
  async send(): Promise<boolean> {
    const due = await rows<Due>(this.database, CLAIM, [AT_ONCE, LEASE_SECONDS]);
    const tried = await Promise.all(due.map(async (one) => ({ one, refusal: await this.try(one) })));
    for (const { one, refusal } of tried) await this.settle(one, refusal);
    return due.length === AT_ONCE;
  }

  /** @returns what it was refused with; null when it is sent */
  private async try(one: Due): Promise<ErrorCode | null> {
    try {
      await this.messages.store(sendOf(one));
      return null;
    } catch (error) {
      if (error instanceof AppError && error.code !== 'internal') return error.code;
      this.logger.error(
        { err: error, chatId: one.chat_id, scheduledId: one.id },
        'a scheduled message could not be sent',
      );
      return 'internal';
    }
  }

  /** What cannot be settled now holds up nothing else: once the lease is over it is sent again, which changes nothing, and settled. */
  private async settle(one: Due, refusal: ErrorCode | null): Promise<void> {
    if (refusal !== null && PASSING.includes(refusal)) return;
    await this.transactions
      .run((tx) => settle(tx, one, refusal))
      .catch((err: unknown) =>
        this.logger.warn({ err, scheduledId: one.id }, 'a scheduled message could not be settled'),
      );
  }
}

function sendOf(due: Due): Send {
  const { id, body, media, uploads, kind, mentions, extras } = due;
  const folded = fold(body);
  const where = { id, chatId: due.chat_id, userId: due.user_id };
  const content = { body, folded: folded === body ? null : folded, media, uploads, kind, mentions, extras };
  return { ...where, ...content, reply: due.reply_to, hash: due.content_hash, mentionsAll: due.mentions_all };
}

/**
 * What was sent waits no longer. What was refused waits for its owner to see it, unless they are no longer in the chat:
 * nobody would.
 */
async function settle(tx: Tx, due: Due, refusal: ErrorCode | null): Promise<void> {
  const key = [due.chat_id, due.id, due.participant_id];
  const [participant] = await rows<{ isIn: boolean }>(tx.manager, PARTICIPANT, [due.participant_id]);
  if (!participant) return;
  const sent = refusal === null || (await rows(tx.manager, SENT, [...key, due.content_hash])).length > 0;
  const to = { users: participant.isIn ? [due.user_id] : [] };
  if (!sent && participant.isIn) {
    const [failed] = await rows<{ mine: number }>(tx.manager, FAIL, [...key, due.attempts, refusal]);
    const view = scheduledView({ ...due, failed: refusal });
    if (failed) tx.publish({ event: 'message.scheduled', payload: { ...view, mine: failed.mine }, to });
    return;
  }
  const [gone] = await rows<{ mine: number }>(tx.manager, sent ? REMOVE : FORGET, sent ? key : [...key, due.attempts]);
  const payload = { chatId: due.chat_id, scheduledId: due.id, sent };
  if (gone) tx.publish({ event: 'message.unscheduled', payload: { ...payload, mine: gone.mine }, to });
}

/** Together in one statement that waits for nobody: what another node or its owner holds is looked at again a second later. */
const CLAIM = `
  with due as (
    select chat_id, id from scheduled_messages
    where failed is null and send_at <= now() and (claimed_until is null or claimed_until < now())
    order by send_at, id limit $1 for no key update skip locked),
  s as (
    update scheduled_messages c set claimed_until = now() + $2 * interval '1 second', attempts = c.attempts + 1
    from due where c.chat_id = due.chat_id and c.id = due.id returning c.*)
  select ${SCHEDULED_COLUMNS}, p.user_id,
    array(select u.media_id from scheduled_uploads u where u.chat_id = s.chat_id and u.scheduled_id = s.id) uploads
  from s join participants p on p.id = s.participant_id order by s.send_at, s.id`;

const PARTICIPANT = 'select left_rev is null "isIn" from participants where id = $1 for no key update';

/** By an attempt before this one, perhaps, which was refused for what happened since. */
const SENT = 'select 1 from messages where chat_id = $1 and id = $2 and participant_id = $3 and content_hash = $4';

const counted = (change: string): string => `
  with changed as (${change} returning id), released as (${UPLOADS_LET_GO})
  update participants set version = version + 1 where id = $3 and exists (select from changed) returning version mine`;

const THIS = 'chat_id = $1 and id = $2';
/** Only the latest attempt says that it failed. */
const LATEST = `${THIS} and attempts = $4`;

const REMOVE = counted(`delete from scheduled_messages where ${THIS}`);
const FORGET = counted(`delete from scheduled_messages where ${LATEST}`);
const FAIL = counted(`update scheduled_messages set failed = $5, claimed_until = null where ${LATEST}`);
