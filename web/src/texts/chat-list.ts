import { count } from './count.js';

/** The list of chats, and what it starts. */
export const chatListTexts = {
  list: {
    title: 'Chats',
    label: 'Chats',
    search: 'Search chats and people',
    newChat: 'New chat',
    starred: 'Starred messages',
    archived: (n: number) => `Archived (${n})`,
    archivedTitle: 'Archived chats',
    back: 'Back to all chats',
    empty: 'No chats yet. Start one with the plus above.',
    notHere: 'Loading …',
    noneFound: 'No results.',
    people: 'People',
    draft: 'Draft:',
    you: 'You:',
    typing: 'typing …',
    severalTyping: (names: string) => `${names} typing …`,
    unread: (n: number) => count(n, 'unread message', 'unread messages'),
    markedUnread: 'Marked as unread',
    mentioned: 'You are mentioned',
    pinned: 'Pinned',
    muted: 'Muted',
    nothingSaid: 'No messages yet',
    actions: (title: string) => `Actions for ${title}`,
  },

  chatActions: {
    pin: 'Pin to the top',
    unpin: 'Unpin',
    archive: 'Archive',
    unarchive: 'Unarchive',
    mute: 'Mute',
    unmute: 'Unmute',
    markUnread: 'Mark as unread',
    markRead: 'Mark as read',
  },

  mute: {
    title: 'Mute for how long?',
    hour: 'An hour',
    day: 'A day',
    week: 'A week',
    always: 'Until I unmute it',
  },

  newChat: {
    title: 'New chat',
    search: 'Find people by name',
    none: 'No people found.',
    hint: 'Choose one person for a direct chat, several for a group.',
    groupTitle: 'Title of the group (optional)',
    start: 'Start',
    add: 'Add',
    chosen: (n: number) => count(n, 'person chosen', 'people chosen'),
  },

  inviteInstead: {
    title: 'Send an invitation?',
    text: (names: string) => `You cannot add ${names}. You can send an invite link instead.`,
    send: 'Send invitation',
    sent: 'Invitation sent.',
  },
};
