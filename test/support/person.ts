import type { LoginView } from '../../src/contract/views/user.view.js';
import type { ChatView, InviteLinkView, JoinView, ParticipantView } from '../../src/contract/views/chat.view.js';
import type { ErrorView } from '../../src/contract/envelope.js';
import type { ServerEvent, ServerEvents } from '../../src/contract/events.js';
import type { CreateInviteLinkDto, GroupSettingsDto } from '../../src/contract/dto/group.dto.js';
import type { SendMessageDto } from '../../src/contract/dto/message.dto.js';
import type { MessageView } from '../../src/contract/views/message.view.js';
import { TestSocket } from './test-socket.js';
import { server, type TestServer } from './server.js';

export interface Answer<Data = unknown> {
  status: number;
  headers: Headers;
  body: { status: string; data: Data; meta: Record<string, unknown> } & Partial<ErrorView>;
}

/** What a send may have in addition to a text. */
type SendOptions = Omit<Partial<SendMessageDto>, 'message' | 'attachments'> & { attachments?: object[] };

/** The error of a refused call: the failure of the contract with its `code`. */
export class Refused extends Error {
  constructor(readonly answer: Answer) {
    super(`${answer.status} ${answer.body.code ?? ''}: ${answer.body.message ?? ''}`);
    Object.assign(this, { ...answer.body, httpStatus: answer.status });
  }
}

/** Everybody who registers has an e-mail. */
type RegisteredLogin = LoginView & { user: { email: string } };

/** A person with an account, who acts over REST and receives events over Socket.IO. */
export class Person {
  socket?: TestSocket;
  /** With two nodes: calls go to the node where others have their sockets, and events arrive on the other. */
  crossed = false;

  readonly login: RegisteredLogin;

  constructor(
    readonly name: string,
    login: LoginView,
    readonly password: string,
  ) {
    this.login = login as RegisteredLogin;
  }

  get id(): string {
    return this.login.user.id;
  }

  get token(): string {
    return this.login.token;
  }

  get socketServer(): TestServer {
    return this.crossed ? server() : server().live;
  }

  /** Makes any call and returns its answer, success or failure. Objects are sent as JSON, forms as they are. */
  async call<Data>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const { url } = this.crossed ? server().live : server();
    return call<Data>(method, url + path, body, { authorization: `Bearer ${this.token}`, ...headers });
  }

  /** Makes a call that must succeed. @throws Refused */
  async does<Data>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Data> {
    const answer = await this.call<Data>(method, path, body, headers);
    if (answer.status >= 400) throw new Refused(answer);
    return answer.body.data;
  }

  opensChatWith(...others: Person[]): Promise<ChatView> {
    return this.does('POST', '/api/chats', { participants: others.map(({ id }) => id) });
  }

  opensGroup(title: string, ...others: Person[]): Promise<ChatView> {
    return this.does('POST', '/api/chats', { title, participants: others.map(({ id }) => id) });
  }

  adds(chat: { id: string }, ...others: Person[]): Promise<ParticipantView[]> {
    return this.does('POST', `/api/chats/${chat.id}/participants`, { participants: others.map(({ id }) => id) });
  }

  removes(chat: { id: string }, participant: { id: string }): Promise<void> {
    return this.does('DELETE', `/api/chats/${chat.id}/participants/${participant.id}`);
  }

  async leaves(chat: { id: string }): Promise<void> {
    await this.removes(chat, { id: (await this.chat(chat)).participantId });
  }

  /** Makes a participant an admin, a member, or the owner. */
  changesRole(chat: { id: string }, participant: { id: string }, role: string): Promise<ParticipantView> {
    return this.does('PATCH', `/api/chats/${chat.id}/participants/${participant.id}`, { role });
  }

  /** Changes the title or other settings of a group. */
  sets(chat: { id: string }, settings: GroupSettingsDto): Promise<ChatView> {
    return this.does('PATCH', `/api/chats/${chat.id}`, settings);
  }

  /** Sets the message lifetime in seconds; null: for ever. */
  setsLifetime(chat: { id: string }, seconds: number | null): Promise<ChatView> {
    const path = `/api/chats/${chat.id}/message-lifetime`;
    return seconds === null ? this.does('DELETE', path) : this.does('PUT', path, { seconds });
  }

  makesLink(chat: { id: string }, how: CreateInviteLinkDto = {}): Promise<InviteLinkView> {
    return this.does('POST', `/api/chats/${chat.id}/invite-links`, how);
  }

  joins({ code }: { code: string }): Promise<JoinView> {
    return this.does('POST', `/api/invites/${code}/join`);
  }

  says(chat: { id: string }, message: string, more: SendOptions = {}): Promise<MessageView> {
    return this.does('POST', `/api/chats/${chat.id}/messages`, { message, ...more });
  }

  edits(message: { id: string; chatId: string }, text: string, more: SendOptions = {}): Promise<MessageView> {
    return this.does('PATCH', `/api/chats/${message.chatId}/messages/${message.id}`, { message: text, ...more });
  }

  reacts(message: { id: string; chatId: string }, emoji: string): Promise<MessageView> {
    return this.does('PUT', reaction(message, emoji));
  }

  unreacts(message: { id: string; chatId: string }, emoji: string): Promise<MessageView> {
    return this.does('DELETE', reaction(message, emoji));
  }

  deletes(message: { id: string; chatId: string }, from: 'everyone' | 'me' = 'everyone'): Promise<MessageView> {
    return this.does('DELETE', `/api/chats/${message.chatId}/messages/${message.id}?for=${from}`);
  }

  sees(chat: { id: string }, query = ''): Promise<MessageView[]> {
    return this.does('GET', `/api/chats/${chat.id}/messages${query}`);
  }

  chats(query = ''): Promise<ChatView[]> {
    return this.does('GET', `/api/chats${query}`);
  }

  chat(chat: { id: string }): Promise<ChatView> {
    return this.does('GET', `/api/chats/${chat.id}`);
  }

  reads(chat: { id: string }, seq: number): Promise<{ unreadCount: number; lastReadSeq: number }> {
    return this.does('POST', `/api/chats/${chat.id}/read`, { seq });
  }

  receives(chat: { id: string }, seq: number): Promise<{ lastDeliveredSeq: number }> {
    return this.does('POST', `/api/chats/${chat.id}/delivered`, { seq });
  }

  /** Opens a socket and waits until it is ready. */
  async connects(options?: Parameters<typeof TestSocket.open>[2]): Promise<TestSocket> {
    const socket = await TestSocket.open(this.socketServer.url, this.token, options);
    this.socket ??= socket;
    return socket;
  }

  /** The next event of this name on the first socket, from now on. */
  waitFor<Event extends ServerEvent>(
    event: Event,
    matches?: (payload: ServerEvents[Event]) => boolean,
    withinMs?: number,
  ): Promise<ServerEvents[Event]> {
    if (!this.socket) throw new Error(`${this.name} is not connected`);
    return this.socket.waitFor(event, matches, withinMs);
  }
}

const reaction = ({ id, chatId }: { id: string; chatId: string }, emoji: string): string =>
  `/api/chats/${chatId}/messages/${id}/reactions/${encodeURIComponent(emoji)}`;

/** A call with or without headers, to a path or to a URL of another node; a string body is sent as it is. */
export async function call<Data>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Data>> {
  const asIs =
    body === undefined || typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams;
  const response = await fetch(new URL(path, server().url), {
    method,
    headers: asIs ? headers : { 'content-type': 'application/json', ...headers },
    body: asIs ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : { text }) as Answer<Data>['body'],
  };
}
