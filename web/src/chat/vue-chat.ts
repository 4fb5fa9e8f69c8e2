import type { VueMessage, VueRoom } from '@parley/client';

/** The events of the component that the page uses. */
export interface VueEvents {
  'fetch-messages': { options?: { reset?: boolean } };
  'send-message': { content: string; files: PickedFile[] | null; replyMessage: VueMessage | null; usersTag: VueTag[] };
  'edit-message': { messageId: string; newContent: string; usersTag: VueTag[] };
  'send-message-reaction': { messageId: string; reaction: { unicode: string }; remove: boolean };
  'open-file': { file: { file: { url: string; name: string; extension: string }; action: string } };
  'open-failed-message': { message: VueMessage };
  'open-user-tag': { user: { user: VueTag } };
  'textarea-action-handler': { message: string };
  'typing-message': { message: string | null };
}

export interface VueTag {
  _id: string;
  username: string;
}

export interface PickedFile {
  blob: Blob;
  localUrl: string;
  name: string;
  extension?: string;
  type: string;
}

/** The message field, with its text. */
export interface VueFooter {
  message: string;
  messageReply: VueMessage | null;
  editedMessage: { _id?: string };
}

/** The web component, with the properties that the page sets. mend-vue-advanced-chat.ts adds `room` and `footer`. */
export interface VueChat extends HTMLElement {
  currentUserId: string;
  rooms: VueRoom[];
  roomId: string;
  messages: VueMessage[];
  messagesLoaded: boolean;
  autoScroll: object;
  /** Called before a text is sent. */
  refuses: (text: string) => boolean;
  footer?: VueFooter;
  room?: {
    messageActionHandler(chosen: { action: { name: 'replyMessage' | 'editMessage' }; message: VueMessage }): void;
  };
}

export function hears<Name extends keyof VueEvents>(
  element: VueChat,
  name: Name,
  listener: (detail: VueEvents[Name]) => void,
): void {
  // Vue passes the arguments of an event as a list.
  element.addEventListener(name, (event) => listener((event as CustomEvent<[VueEvents[Name]]>).detail[0]));
}

const QUIET = { new: false, newAfterScrollUp: false };
const LIVELY = { send: { new: true, newAfterScrollUp: true }, receive: { new: true, newAfterScrollUp: false } };

/** Whether the list scrolls to new messages: only if it ends with the newest one. */
export const autoScroll = (live: boolean): object => (live ? LIVELY : { send: QUIET, receive: QUIET });
