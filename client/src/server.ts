import createClient, { type Client } from 'openapi-fetch';

import { answerOf } from './answer.js';
import { ParleyError } from './errors.js';
import type {
  AppChatView,
  AppMessageDto,
  AppParticipantView,
  AppUserView,
  AuditView,
  BatchUserDto,
  ChangeAppChatDto,
  ChangeRoleDto,
  CreateAppChatDto,
  EndedSessionsView,
  LoginView,
  MessageOutcomeView,
  MessageView,
  ParticipantOutcomeView,
  paths,
  PutUserDto,
  UserOutcomeView,
} from './wire.js';

export { ParleyError } from './errors.js';
export type * from './wire.js';

export interface ParleyServerOptions {
  /** Address of the server, for example `https://chat.example.org`. */
  url: string;
  /** An API key: `pk_…`. It must never reach a browser. */
  key: string;
  /** How often a call is tried that has no answer, or is refused for a moment. */
  tries?: number;
  /** How long one try may take, in ms. */
  timeoutMs?: number;
}

/** Which messages of a chat, as in `GET /api/chats/{chat}/messages`. */
export interface MessagePage {
  limit?: number;
  page?: number;
  before?: number;
  after?: number;
  around?: number;
}

const TRIES = 4;
const TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const SERVER = '/api/server';

/**
 * The client of an app's back end. Every write is safe to repeat: it has an id or an Idempotency-Key, or the same call again changes nothing. It
 * is repeated after no answer, a busy server and a rate limit. All methods throw `ParleyError`.
 */
export class ParleyServer {
  /** Every call of the REST API, typed, with the key of this client. Not repeated. */
  readonly rest: Client<paths>;
  private readonly url: string;

  constructor(private readonly options: ParleyServerOptions) {
    this.url = options.url.replace(/\/$/, '');
    this.rest = createClient<paths>({ baseUrl: this.url, headers: { authorization: `Bearer ${options.key}` } });
  }

  /** The people of the app, by the ids that the app chose. */
  readonly users = {
    /** Creates a person, or changes the given fields. */
    upsert: (externalId: string, profile: PutUserDto) => this.call<AppUserView>('PUT', user(externalId), profile),
    /** The same for up to 100 people, each answered by itself, in order. */
    upsertAll: (users: BatchUserDto[]) => this.call<UserOutcomeView[]>('POST', '/users/batch', { users }),
    get: (externalId: string) => this.call<AppUserView>('GET', user(externalId)),
    /** Starts a session for a person. @param ttl seconds; an hour if absent */
    token: (externalId: string, ttl?: number) => this.call<LoginView>('POST', `${user(externalId)}/token`, { ttl }),
    endSessions: (externalId: string) => this.call<EndedSessionsView>('DELETE', `${user(externalId)}/sessions`),
    deactivate: (externalId: string) => this.call<AppUserView>('POST', `${user(externalId)}/deactivate`),
    reactivate: (externalId: string) => this.call<AppUserView>('POST', `${user(externalId)}/reactivate`),
  };

  readonly chats = {
    /** Starts a chat, or answers the direct chat of two people. @param wanted an `id` that the app chose makes it the same chat each time */
    create: (wanted: CreateAppChatDto) =>
      this.call<AppChatView>('POST', '/chats', { ...wanted, id: wanted.id ?? crypto.randomUUID() }),
    get: (chatId: string) => this.call<AppChatView>('GET', chat(chatId)),
    /** Changes the title of a group or thread, and the data of any chat. */
    change: (chatId: string, wanted: ChangeAppChatDto) => this.call<AppChatView>('PATCH', chat(chatId), wanted),
    add: (chatId: string, externalId: string) => this.call<AppParticipantView>('PUT', participant(chatId, externalId)),
    /** Gives a person another role in a group. `owner` transfers the group: the previous owner becomes an admin. */
    changeRole: (chatId: string, externalId: string, role: ChangeRoleDto['role']) =>
      this.call<AppParticipantView>('PATCH', participant(chatId, externalId), { role }),
    /** Adds up to 100 people, each answered by itself, in order. */
    addAll: (chatId: string, participants: string[]) =>
      this.call<ParticipantOutcomeView[]>('POST', `${chat(chatId)}/participants/batch`, { participants }),
    remove: async (chatId: string, externalId: string): Promise<void> => {
      await this.call('DELETE', participant(chatId, externalId));
    },
  };

  readonly messages = {
    /** Sends a message as the person `as`, or without `as` as the app. */
    send: (chatId: string, message: AppMessageDto) =>
      this.call<MessageView>('POST', `${chat(chatId)}/messages`, { ...message, id: message.id ?? crypto.randomUUID() }),
    /** Sends up to 100 messages, each answered by itself, in order. */
    sendAll: (chatId: string, messages: (AppMessageDto & { id: string })[]) =>
      this.call<MessageOutcomeView[]>('POST', `${chat(chatId)}/messages/batch`, { messages }),
    /** A page of messages, newest first. */
    list: (chatId: string, page: MessagePage = {}) => {
      const query = Object.entries(page).map(([name, value]) => `${name}=${value}`);
      return this.call<MessageView[]>('GET', `${chat(chatId)}/messages?${query.join('&')}`);
    },
  };

  /** What operators and API keys did. */
  readonly audit = {
    /** A page, the newest first. @param page its `cursor` is the `next` of the page before; at most 100 rows, 50 if absent */
    list: async (
      page: { limit?: number; cursor?: string } = {},
    ): Promise<{ data: AuditView[]; next: string | null }> => {
      const query = Object.entries(page).map(([name, value]) => `${name}=${value}`);
      const { data, meta } = await this.ask<AuditView[], { next: string | null }>('GET', `/audit?${query.join('&')}`);
      return { data, next: meta.next };
    },
  };

  private async call<Data>(method: string, path: string, body?: object): Promise<Data> {
    return (await this.ask<Data>(method, path, body)).data;
  }

  private async ask<Data, Meta = object>(method: string, path: string, body?: object): Promise<Whole<Data, Meta>> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.options.key}` };
    if (body) headers['content-type'] = 'application/json';
    if (isKeyed(method, path)) headers['idempotency-key'] = crypto.randomUUID();
    const sent = body ? JSON.stringify(body) : null;
    const { tries = TRIES } = this.options;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt<Whole<Data, Meta>>(this.url + SERVER + path, { method, headers, body: sent });
      } catch (error) {
        if (!(error instanceof ParleyError) || !isPassing(error) || attempt >= tries) throw error;
        const pause = FIRST_PAUSE_MS * 2 ** (attempt - 1);
        await new Promise((resolve) => setTimeout(resolve, Math.max(pause, error.retryAfterMs ?? 0)));
      }
    }
  }

  private async attempt<Answer extends object>(url: string, init: RequestInit): Promise<Answer> {
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS);
    const response = await fetch(url, { ...init, signal }).catch((cause: unknown) => {
      throw ParleyError.unanswered(cause);
    });
    return answerOf<Answer>(response);
  }
}

const user = (externalId: string): string => `/users/${encodeURIComponent(externalId)}`;
const chat = (id: string): string => `/chats/${encodeURIComponent(id)}`;
const participant = (chatId: string, externalId: string): string =>
  `${chat(chatId)}/participants/${encodeURIComponent(externalId)}`;

/** Whether a call needs an Idempotency-Key: a second token would be a second session, and a second removal is refused. */
const isKeyed = (method: string, path: string): boolean =>
  method === 'DELETE' || (method === 'POST' && /^\/users\/[^/]+\/token$/.test(path));

/** Every answer of the server API. */
interface Whole<Data, Meta> {
  data: Data;
  meta: Meta;
}

/** No answer, a busy server, or a rate limit. */
const isPassing = ({ httpStatus }: ParleyError): boolean => [0, 429, 502, 503, 504].includes(httpStatus);
