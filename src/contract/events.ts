import type { BlockedView, ChangedUserView, OnlineStatus } from './views/user.view.js';
import type {
  ArchiveView,
  ChatFactsView,
  ChatView,
  ClearedChatView,
  DeliveredView,
  DraftStateView,
  JoinRequestView,
  MarkedUnreadView,
  MuteView,
  ParticipantView,
  PinView,
  ReadView,
} from './views/chat.view.js';
import type {
  ReminderStateView,
  ScheduledMessageView,
  UnremindedView,
  UnscheduledView,
} from './views/scheduling.view.js';
import type {
  HiddenMessageView,
  MediaView,
  ReactionChangeView,
  SharedMessageView,
  VoteView,
} from './views/message.view.js';

/** A numbered change of a participant: joined, left, or another role. */
interface ParticipantChange {
  chatId: string;
  participant: ParticipantView;
  rev: number;
}

/** The payload of each push, by name. A push to a whole chat has nothing that depends on its reader. */
export interface ServerEvents {
  'connection.ready': { userId: string; sessionId: string; mediaToken: string; epoch: string; serverTime: string };
  'message.created': SharedMessageView;
  'message.updated': SharedMessageView;
  'message.deleted': SharedMessageView;
  'reaction.added': ReactionChangeView;
  'reaction.removed': ReactionChangeView;
  'message.hidden': HiddenMessageView & { chatId: string; mine: number };
  'message.starred': { chatId: string; messageId: string; starred: boolean; mine: number };
  'poll.voted': VoteView & { chatId: string; mine: number };
  'message.scheduled': ScheduledMessageView & { mine: number };
  'message.unscheduled': UnscheduledView;
  'reminder.set': ReminderStateView;
  'reminder.removed': UnremindedView;
  'reminder.due': ReminderStateView;
  'chat.created': ChatView;
  'chat.updated': ChatFactsView & { id: string; chatId: string; rev: number };
  'chat.removed': { chatId: string };
  'participant.joined': ParticipantChange;
  'participant.left': ParticipantChange;
  'participant.updated': ParticipantChange;
  'join.requested': JoinRequestView;
  'chat.pinned': PinView;
  'chat.archived': ArchiveView;
  'chat.muted': MuteView;
  'chat.markedUnread': MarkedUnreadView;
  'chat.cleared': ClearedChatView;
  'draft.changed': DraftStateView;
  'chat.read': ReadView;
  'chat.delivered': DeliveredView;
  'receipt.read': { chatId: string; participantId: string; seq: number; readByAllSeq: number };
  'receipt.delivered': { chatId: string; participantId: string; seq: number; deliveredToAllSeq: number };
  'typing.started': { chatId: string; participantId: string };
  'typing.stopped': { chatId: string; participantId: string };
  'presence.changed': { userId: string; status: OnlineStatus; lastSeenAt: string | null };
  'user.updated': ChangedUserView;
  'media.updated': MediaView;
  'user.blocked': BlockedView;
  'sync.needed': Record<string, never>;
  'server.draining': { reconnectInMs: number };
  'session.ended': { code: string };
}

export type ServerEvent = keyof ServerEvents;

/** Each push, with who gets it and when. The documents and the tests use this list. */
export const SERVER_EVENTS: Record<ServerEvent, { to: string; when: string }> = {
  'connection.ready': { to: 'the socket', when: 'the socket has joined its rooms; from now on it misses nothing' },
  'message.created': { to: 'the chat', when: 'a message was stored' },
  'message.updated': {
    to: 'the chat',
    when: 'a message was edited, pinned or unpinned, a participant voted in its poll, or a file of it was processed',
  },
  'message.deleted': {
    to: 'the chat',
    when: 'a message was deleted for everybody, or has expired; a tombstone is left',
  },
  'reaction.added': { to: 'the chat', when: 'a participant reacted to a message' },
  'reaction.removed': { to: 'the chat', when: 'a participant removed their reaction from a message' },
  'message.hidden': { to: "the caller's devices", when: 'the caller deleted a message for themselves' },
  'message.starred': { to: "the caller's devices", when: 'the caller starred or unstarred a message' },
  'poll.voted': { to: "the caller's devices", when: 'the caller voted in a poll, or withdrew their vote' },
  'message.scheduled': {
    to: "the caller's devices",
    when: 'the caller scheduled a message or changed a scheduled one, or its send was refused',
  },
  'message.unscheduled': { to: "the caller's devices", when: 'a message the caller scheduled was sent or cancelled' },
  'reminder.set': { to: "the caller's devices", when: 'the caller set or moved a reminder of a message' },
  'reminder.removed': { to: "the caller's devices", when: 'the caller removed a reminder' },
  'reminder.due': { to: "the caller's devices", when: 'a reminder is due; once for each time that was set' },
  'chat.created': {
    to: 'each participant',
    when: 'a chat with them was created, or they were added; the payload is the chat as they see it',
  },
  'chat.updated': { to: 'the chat', when: 'title, avatar, description, data or another setting of the chat changed' },
  'chat.removed': { to: 'the participant who left', when: 'they left the chat, or were removed from it' },
  'participant.joined': { to: 'the chat', when: 'a participant joined or was added' },
  'participant.left': { to: 'the chat', when: 'a participant left or was removed' },
  'participant.updated': { to: 'the chat', when: "a participant's role changed" },
  'join.requested': { to: 'the owner and the admins', when: 'a person asked to join the group' },
  'chat.pinned': { to: "the caller's devices", when: 'the caller pinned or unpinned a chat' },
  'chat.archived': { to: "the caller's devices", when: 'the caller archived or unarchived a chat' },
  'chat.muted': { to: "the caller's devices", when: 'the caller muted or unmuted a chat' },
  'chat.markedUnread': {
    to: "the caller's devices",
    when: 'the caller marked a chat as unread, or removed the mark; not when reading or sending removed it',
  },
  'chat.cleared': { to: "the caller's devices", when: 'the caller deleted the history of a chat for themselves' },
  'draft.changed': {
    to: "the caller's devices",
    when: 'the caller changed or removed a draft',
  },
  'chat.read': {
    to: "the caller's devices",
    when: "the caller's read mark moved, or the chat is no longer marked as unread",
  },
  'chat.delivered': { to: "the caller's devices", when: "the caller's delivered mark moved, without the read mark" },
  'receipt.read': { to: 'the chat (up to 100 people)', when: "a participant's read mark moved" },
  'receipt.delivered': {
    to: 'the chat (up to 100 people)',
    when: "a participant's delivered mark moved, without the read mark",
  },
  'typing.started': {
    to: 'the chat, without the typing person',
    when: 'a participant started typing; clients forget it 6 s after the last one',
  },
  'typing.stopped': {
    to: 'the chat, without the typing person',
    when: 'a participant stopped typing: they sent `typing.stop` or a message, disconnected or left',
  },
  'presence.changed': {
    to: 'people who share a chat',
    when: 'a person came online or went offline, or now shows or hides when they were last online',
  },
  'user.updated': { to: 'people who share a chat', when: 'a person changed their name, avatar or data' },
  'user.blocked': { to: "the caller's devices", when: 'the caller blocked or unblocked a user' },
  'sync.needed': { to: 'the socket', when: 'it read too slowly and missed pushes; it must sync' },
  'server.draining': { to: 'the socket', when: 'this node is about to stop; clients reconnect after the given time' },
  'media.updated': { to: "the owner's devices", when: 'an upload was processed or rejected' },
  'session.ended': { to: 'the socket', when: 'the session expired or was signed out; the socket is closed' },
};

/** The events that a client may send, by name. Each is answered through its ack with the envelope of REST. */
export const CLIENT_EVENTS = {
  'message.send':
    'send a message: `{chatId, message, reply?, media?, id?, mentions?, mentionsAll?, attachments?, poll?, kind?, data?}`',
  'chat.read': 'move the caller’s read mark forward: `{chatId, seq}`',
  'chat.delivered': 'move the caller’s delivered mark forward: `{chatId, seq}`',
  'typing.start': 'tell the chat that the caller is typing: `{chatId}`',
  'typing.stop': 'tell the chat that the caller stopped: `{chatId}`',
  'presence.set': 'set the caller’s status on all devices: `{status}`',
  sync: 'catch up: `{chats?}` as in `POST /api/sync`',
} as const;

export type ClientEvent = keyof typeof CLIENT_EVENTS;

/** Who gets a push. `exceptUser` is the id of a user in the chat who gets it on no device. */
export type Audience = { chat: string; exceptUser?: string } | { users: string[] } | { acquaintancesOf: string };

/** A push: its event, its payload, and who gets it. */
export type Push = PlainPush | NumberedPush | NewChat;

export type PlainPush = {
  [Event in PlainEvent]: { event: Event; payload: ServerEvents[Event]; to: Audience };
}[PlainEvent];

/** Events with a `rev`. They are pushed to their whole chat, in the order of `rev`. */
export type NumberedEvent =
  | 'message.created'
  | 'message.updated'
  | 'message.deleted'
  | 'reaction.added'
  | 'reaction.removed'
  | 'chat.updated'
  | 'participant.joined'
  | 'participant.left'
  | 'participant.updated';

export type NumberedPush = { [Event in NumberedEvent]: { event: Event; payload: ServerEvents[Event] } }[NumberedEvent];

type PlainEvent = Exclude<ServerEvent, NumberedEvent | 'chat.created' | 'chat.removed'>;

/** A new chat: each newcomer gets it as they see it, and gets its pushes from then on. */
export interface NewChat {
  event: 'chat.created';
  chatId: string;
  newcomers: string[];
  /** The `rev` at which they joined; 0 for the participants the chat was created with. */
  rev: number;
}
