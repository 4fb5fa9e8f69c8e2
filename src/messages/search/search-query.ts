import { HAS, type Has, type SearchDto } from '../../contract/dto/message.dto.js';
import { readMoment } from '../../contract/rules/moment.js';
import { invalid } from '../../platform/errors/app-error.js';

/** What a search asks for, as its parameters and the operators in its text say it together. */
export interface SearchQuery {
  /** Each of them must occur in the message; as typed, not folded. */
  texts: string[];
  /** Each an id of a user, `me`, or a part of a name: the sender is one of them. Empty: anybody. */
  from: string[];
  /** Each an id of a chat, or a part of a title. Empty: all chats. */
  in: string[];
  has: Has[];
  /** ISO 8601; null: no limit. Sent before this time. */
  before: string | null;
  /** Sent at this time or later. */
  after: string | null;
  starred: boolean;
}

const MOST_TEXTS = 10;
/** `name:value`, `name:"a value"`, `"a phrase"`, or a word. A quotation mark that is not closed belongs to the word. */
const WORDS = /(?:([a-z]+):)?"([^"]+)"|(\S+)/gi;
const OPERATOR = /^(from|in|has|before|after|starred):(.+)$/i;

/**
 * Reads the text of a search. Words and phrases in quotation marks must all occur; `from:`, `in:`, `has:`, `before:`, `after:` and `starred:` are
 * read as the parameters of the same name. Any other word with a colon is a word.
 * @throws AppError request.invalid
 */
export function readQuery({ q = '', from, in: chat, has, before, after, starred = false }: SearchDto): SearchQuery {
  const query: SearchQuery = {
    texts: [],
    from: from === undefined ? [] : [from],
    in: chat === undefined ? [] : [chat],
    has: has === undefined ? [] : [has],
    before: before === undefined ? null : readTime('before', before),
    after: after === undefined ? null : readTime('after', after),
    starred,
  };
  for (const [whole, name, phrase, word] of q.matchAll(WORDS)) {
    const [, operator, value] = OPERATOR.exec(phrase === undefined ? (word ?? '') : `${name ?? ''}:${phrase}`) ?? [];
    if (operator !== undefined && value !== undefined) apply(query, operator.toLowerCase(), value);
    else query.texts.push(phrase !== undefined && name === undefined ? phrase : whole);
  }
  if (isEmpty(query)) throw invalid('q', 'isText', 'q must have a text, or there must be a filter');
  if (query.texts.length > MOST_TEXTS) throw invalid('q', 'maxWords', `q must have at most ${MOST_TEXTS} words`);
  return query;
}

function apply(query: SearchQuery, operator: string, value: string): void {
  if (operator === 'from' || operator === 'in') query[operator].push(value);
  else if (operator === 'has') query.has.push(readHas(value));
  else if (operator === 'starred') query.starred = readStarred(value);
  else query[operator as 'before' | 'after'] = readTime('q', value);
}

function readHas(value: string): Has {
  const has = HAS.find((one) => one === value.toLowerCase());
  if (!has) throw invalid('q', 'isIn', `has: must be followed by ${HAS.join(', ')}`);
  return has;
}

function readStarred(value: string): boolean {
  const yes = /^(true|yes|1)$/i.test(value);
  if (!yes && !/^(false|no|0)$/i.test(value))
    throw invalid('q', 'isBoolean', 'starred: must be followed by true or false');
  return yes;
}

/** @param value a date (from midnight UTC on) or a date and time with an offset. @throws AppError request.invalid */
function readTime(field: string, value: string): string {
  const moment = readMoment(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value);
  if (moment === null)
    throw invalid(field, 'isMoment', 'a time must be a date such as 2026-01-31, or a date and time with an offset');
  return moment;
}

const isEmpty = ({ texts, from, in: chats, has, before, after, starred }: SearchQuery): boolean =>
  [...texts, ...from, ...chats, ...has].length === 0 && before === null && after === null && !starred;
