import type { BlockedView } from './views/block.view.js';
import type {
  ArchiveView,
  ChatFactsView,
  ChatView,
  DeliveredView,
  ParticipantView,
  PinView,
  ReadView,
} from './views/chat.view.js';
import type { ClearedChatView, DraftStateView, MarkedUnreadView, MuteView } from './views/preferences.view.js';
import type { JoinRequestView } from './views/group.view.js';
import type {
  ReminderStateView,
  ScheduledMessageView,
  UnremindedView,
  UnscheduledView,
} from './views/scheduling.view.js';
import type { HiddenMessageView, ReactionChangeView, SharedMessageView, VoteView } from './views/message.view.js';
import type { OnlineStatus, SenderView } from './views/user.view.js';

/** A numbered change of who is in a chat, and as what. */
interface ParticipantChange {
  chatId: string;
  participant: ParticipantView;
  rev: number;
}

/** What the server pushes, by name. A push to a whole chat omits what depends on its reader. */
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
  'user.updated': SenderView;
  'user.blocked': BlockedView;
  'sync.needed': Record<string, never>;
  'server.draining': { reconnectInMs: number };
  'session.ended': { code: string };
}

export type ServerEvent = keyof ServerEvents;

/** Each pushed event in a sentence, with who gets it: the list the documents and the tests are held to. */
export const SERVER_EVENTS: Record<ServerEvent, { to: string; when: string }> = {
  'connection.ready': { to: 'the socket', when: 'rooms are joined: from here on nothing is missed' },
  'message.created': { to: 'the chat', when: 'a message was stored' },
  'message.updated': {
    to: 'the chat',
    when: 'a message was edited, pinned or unpinned, or somebody voted in its poll',
  },
  'message.deleted': {
    to: 'the chat',
    when: 'a message was deleted for everybody, or has disappeared: what is left of it is a tombstone',
  },
  'reaction.added': { to: 'the chat', when: 'somebody put an emoji on a message' },
  'reaction.removed': { to: 'the chat', when: 'somebody took their emoji off a message' },
  'message.hidden': { to: "the caller's devices", when: 'the caller deleted a message for themselves' },
  'message.starred': { to: "the caller's devices", when: 'the caller starred or unstarred a message' },
  'poll.voted': { to: "the caller's devices", when: 'the caller voted in a poll, or took their vote back' },
  'message.scheduled': {
    to: "the caller's devices",
    when: 'the caller scheduled a message or changed one that waits, or it was refused when its time came',
  },
  'message.unscheduled': { to: "the caller's devices", when: 'a message the caller scheduled was sent or cancelled' },
  'reminder.set': { to: "the caller's devices", when: 'the caller set or moved a reminder of a message' },
  'reminder.removed': { to: "the caller's devices", when: 'the caller took a reminder away' },
  'reminder.due': { to: "the caller's devices", when: 'the time of a reminder has come; once for each time set' },
  'chat.created': {
    to: 'each participant',
    when: 'a chat with them was created, or they were added; as its reader sees it',
  },
  'chat.updated': { to: 'the chat', when: 'title, avatar, description or another setting of the chat changed' },
  'chat.removed': { to: 'the one who is no longer in it', when: 'they left the chat, or were removed from it' },
  'participant.joined': { to: 'the chat', when: 'somebody was added' },
  'participant.left': { to: 'the chat', when: 'somebody left or was removed' },
  'participant.updated': { to: 'the chat', when: "a participant's role changed" },
  'join.requested': { to: 'the owner and the admins', when: 'somebody asked to come into the group' },
  'chat.pinned': { to: "the caller's devices", when: 'the caller pinned or unpinned a chat' },
  'chat.archived': { to: "the caller's devices", when: 'the caller archived or unarchived a chat' },
  'chat.muted': { to: "the caller's devices", when: 'the caller muted or unmuted a chat' },
  'chat.markedUnread': {
    to: "the caller's devices",
    when: 'the caller marked a chat as unread, or took that back; not by reading or sending',
  },
  'chat.cleared': { to: "the caller's devices", when: 'the caller deleted the history of a chat for themselves' },
  'draft.changed': {
    to: "the caller's devices",
    when: 'the caller changed what they have not sent yet, or dropped it',
  },
  'chat.read': {
    to: "the caller's devices",
    when: "the caller's read mark moved, or took away that it was marked unread",
  },
  'chat.delivered': { to: "the caller's devices", when: "the caller's delivered mark moved, without the read mark" },
  'receipt.read': { to: 'the chat (up to 100 people)', when: "a participant's read mark moved" },
  'receipt.delivered': {
    to: 'the chat (up to 100 people)',
    when: "a participant's delivered mark moved, without the read mark",
  },
  'typing.started': {
    to: 'the chat, without the typing person',
    when: 'a participant started typing; forget it after 6 s without another',
  },
  'typing.stopped': {
    to: 'the chat, without the typing person',
    when: 'a participant stopped typing: they said so, sent a message, disconnected or left',
  },
  'presence.changed': {
    to: 'people who share a chat',
    when: 'a person came online or went offline, or now shows or hides when they were last online',
  },
  'user.updated': { to: 'people who share a chat', when: 'a person changed their name' },
  'user.blocked': { to: "the caller's devices", when: 'the caller blocked somebody, or took that back' },
  'sync.needed': { to: 'the socket', when: 'it read too slowly and missed pushes: sync' },
  'server.draining': { to: 'the socket', when: 'this node is about to stop; reconnect after the given time' },
  'session.ended': { to: 'the socket', when: 'the session expired or was signed out; the socket is closed' },
};

/** What a client may send, by name; each is answered through its ack with the REST envelope. */
export const CLIENT_EVENTS = {
  'message.send':
    'send a message: `{chatId, message, reply?, media?, id?, mentions?, mentionsAll?, attachments?, poll?}`',
  'chat.read': 'move the own read mark forward: `{chatId, seq}`',
  'chat.delivered': 'move the own delivered mark forward: `{chatId, seq}`',
  'typing.start': 'tell the chat that the caller is typing: `{chatId}`',
  'typing.stop': 'tell the chat that the caller stopped: `{chatId}`',
  'presence.set': 'set the own status on all devices: `{status}`',
  sync: 'catch up: `{chats?}` as in `POST /api/sync`',
} as const;

export type ClientEvent = keyof typeof CLIENT_EVENTS;

/** Whom a push is for; `exceptUser` is the id of a person in the chat who does not hear it on any device. */
export type Audience = { chat: string; exceptUser?: string } | { users: string[] } | { acquaintancesOf: string };

/** One event on its way out: the name, what it carries, and to whom. */
export type Push = PlainPush | NumberedPush | NewChat;

export type PlainPush = {
  [Event in PlainEvent]: { event: Event; payload: ServerEvents[Event]; to: Audience };
}[PlainEvent];

/** What carries a `rev`: pushed to its whole chat, in that order. */
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

/** Each newcomer gets the chat as they see it, and hears what happens in it from here on. */
export interface NewChat {
  event: 'chat.created';
  chatId: string;
  newcomers: string[];
  /** At which they came; 0 for those the chat began with. */
  rev: number;
}
