import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';

import type { SearchDto } from '../../contract/dto/message.dto.js';
import type { FoundMessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { readWords, writeWords } from '../../platform/text/cursor.js';
import { containing, fold, sought } from '../../platform/text/fold.js';
import { FoundMessages } from './found-messages.js';
import { readQuery, type SearchQuery } from './search-query.js';
import { MATCHING_IN_PARTS, PARTS_OF_CHATS, PEOPLE_NAMED, TITLES } from './search.sql.js';
import { bitsOf, type Feature, SIGNATURE_VERSION } from './signature.js';

const PER_PAGE = 20;
/** Parts of 32 messages that one answer reads, besides those that every answer has to read: see `PARTS_OF_CHATS`. */
const MOST_READ = 750;
const FIRST_READ = 32;
const GROWTH = 4;
const MOST_PEOPLE = 100;

/** A position among messages by time: microseconds since 1970, and the chat and `seq` for those of the same microsecond. */
interface Position {
  at: number;
  chatId: string;
  seq: number;
}

interface Hit extends Position {
  participantId: string;
  messageId: string;
}

interface Part {
  chatId: string;
  participantId: string;
  above: number;
  upTo: number;
  /** When its newest message was sent, in microseconds; Infinity where that is not known. */
  until: number;
}

/** A search with its names resolved to ids. */
interface Sought {
  userId: string;
  texts: string[];
  chats: string[] | null;
  senders: string[] | null;
  query: SearchQuery;
  below: Position;
  /** Microseconds. */
  since: number;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const LAST_SEQ = 2 ** 31 - 1;
/** Microseconds: later than any message, and still exact in JavaScript. */
const END_OF_TIME = Date.UTC(2250, 0) * 1000;

/** Searches all chats and threads of a user, newest message first. */
@Injectable()
export class OverallSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly found: FoundMessages,
  ) {}

  /**
   * Messages that meet all conditions, newest first. An answer reads a bounded number of messages: it may have fewer hits than asked for, even none, and
   * still have `meta.next`, from which the search goes on.
   * @throws AppError request.invalid, overloaded
   */
  async page(userId: string, asked: SearchDto): Promise<{ data: FoundMessageView[]; meta: { next: string | null } }> {
    const query = readQuery(asked);
    const below = asked.cursor === undefined ? endOf(query) : readCursor(asked.cursor);
    const texts = query.texts.map(sought);
    const since = query.after === null ? 0 : Date.parse(query.after) * 1000;
    const { hits, next } = await this.transactions.search(async (on) => {
      const [chats, senders] = [await chatsNamed(on, userId, query.in), await sendersNamed(on, userId, query.from)];
      if (chats?.length === 0 || senders?.length === 0) return NOTHING;
      return search(on, { userId, texts, chats, senders, query, below, since }, asked.limit ?? PER_PAGE);
    });
    return { data: await this.found.views(hits, texts), meta: { next: next && writeCursor(next) } };
  }
}

/** @returns ids of chats; null: all */
async function chatsNamed(on: EntityManager, userId: string, names: string[]): Promise<string[] | null> {
  if (names.length === 0) return null;
  const ids = names.filter((name) => isUUID(name)).map((id) => id.toLowerCase());
  const wanted = names.filter((name) => !isUUID(name)).map(sought);
  if (wanted.length === 0) return ids;
  const titles = await rows<{ id: string; title: string }>(on, TITLES, [userId]);
  const named = titles.filter(({ title }) => wanted.some((name) => fold(title).includes(name)));
  return [...ids, ...named.map(({ id }) => id)];
}

/** @returns ids of users; null: anybody */
async function sendersNamed(on: EntityManager, userId: string, names: string[]): Promise<string[] | null> {
  if (names.length === 0) return null;
  const senders: string[] = [];
  for (const name of names) {
    if (isUUID(name)) senders.push(name.toLowerCase());
    else if (name.toLowerCase() === 'me') senders.push(userId);
    else {
      const people = await rows<{ id: string }>(on, PEOPLE_NAMED, [userId, containing(sought(name)), MOST_PEOPLE]);
      senders.push(...people.map(({ id }) => id));
    }
  }
  return senders;
}

interface Found {
  hits: Hit[];
  /** Below which the search goes on; null: nowhere. */
  next: Position | null;
}

const NOTHING: Found = { hits: [], next: null };

/** Reads parts by the time of their newest message, until all parts that are left are older than the hits of the page. */
async function search(on: EntityManager, wanted: Sought, limit: number): Promise<Found> {
  const { parts, unread } = await partsOf(on, wanted);
  let hits: Hit[] = [];
  for (
    let at = 0, count = FIRST_READ;
    at < parts.length && !isSettled(hits[limit], parts[at]);
    at += count, count *= GROWTH
  ) {
    const more = await matching(on, wanted, parts.slice(at, at + count), limit + 1);
    hits = [...hits, ...more].sort(newestFirst).slice(0, limit + 1);
  }
  if (unread && !isSettled(hits[limit], unread)) {
    const complete = hits.filter(({ at }) => at > unread.until);
    if (complete.length <= limit) return { hits: complete, next: { at: unread.until, chatId: LAST_ID, seq: LAST_SEQ } };
    hits = complete;
  }
  return { hits: hits.slice(0, limit), next: hits.length > limit ? (hits[limit - 1] ?? null) : null };
}

/** Whether no message of a part, and of those after it, can come before a hit. */
const isSettled = (hit: Hit | undefined, part: Part | undefined): boolean =>
  hit !== undefined && part !== undefined && part.until < hit.at;

/** @returns the parts to read, and the first one of those that this answer does not read, if there is one */
async function partsOf(on: EntityManager, wanted: Sought): Promise<{ parts: Part[]; unread: Part | undefined }> {
  const { userId, chats, texts, query, below, since } = wanted;
  const bits = bitsOf(texts, featuresOf(wanted));
  const values = [userId, chats, SIGNATURE_VERSION, bits, below.at, since, query.starred, MOST_READ + 1];
  const parts = await rows<Part>(on, PARTS_OF_CHATS, values);
  const counted = parts.findIndex(({ until }) => until < below.at);
  const last = counted === -1 ? parts.length : counted + MOST_READ;
  return { parts: parts.slice(0, last), unread: parts[last] };
}

/** A signature tells one sender, not whether one of several has sent something. */
function featuresOf({ query, senders }: Sought): Feature[] {
  return [...query.has, ...(senders?.length === 1 ? ([`from ${senders[0] ?? ''}`] as const) : [])];
}

function matching(
  on: EntityManager,
  { texts, query, senders, below, since }: Sought,
  parts: Part[],
  limit: number,
): Promise<Hit[]> {
  return rows<Hit>(on, MATCHING_IN_PARTS, [
    parts.map(({ chatId }) => chatId),
    parts.map(({ participantId }) => participantId),
    parts.map(({ above }) => above),
    parts.map(({ upTo }) => upTo),
    texts.map(containing),
    below.at,
    below.chatId,
    below.seq,
    since,
    senders,
    query.has.includes('media'),
    query.has.includes('link'),
    query.has.includes('poll'),
    query.starred,
    limit,
  ]);
}

const newestFirst = (a: Position, b: Position): number =>
  b.at - a.at || (a.chatId < b.chatId ? 1 : a.chatId > b.chatId ? -1 : 0) || b.seq - a.seq;

/** The first page begins at the end of time, or below the time that the search names. */
const endOf = ({ before }: SearchQuery): Position =>
  before === null
    ? { at: END_OF_TIME, chatId: LAST_ID, seq: LAST_SEQ }
    : { at: Math.min(Date.parse(before) * 1000, END_OF_TIME), chatId: FIRST_ID, seq: 0 };

const writeCursor = ({ at, chatId, seq }: Position): string => writeWords([String(at), chatId, String(seq)]);

/** @throws AppError request.invalid if `writeCursor` did not make it */
function readCursor(cursor: string): Position {
  const [at, chatId, seq] = readWords<[string, string, string]>(cursor, [isMicros, isUUIDForm, isSeq]);
  return { at: Number(at), chatId, seq: Number(seq) };
}

const isMicros = (word: string): boolean => /^\d{1,16}$/.test(word) && Number(word) <= END_OF_TIME;
const isUUIDForm = (word: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(word);
const isSeq = (word: string): boolean => /^\d{1,10}$/.test(word) && Number(word) <= LAST_SEQ;
