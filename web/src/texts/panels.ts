import { count } from './count.js';

/** The panels beside a chat, and the page of an invite link. */
export const panelTexts = {
  panel: { close: 'Close', more: 'Show more' },
  receipts: { title: 'Who has read it', read: 'Read', delivered: 'Delivered', sent: 'Not delivered yet' },

  search: {
    title: 'Search',
    label: 'Search in this chat',
    none: 'No results.',
    hint: 'Search the messages of this chat by any part of a word.',
    found: (n: number, more: boolean) =>
      more ? `${n} or more messages found` : count(n, 'message found', 'messages found'),
  },

  starred: { title: 'Starred messages', none: 'No starred messages yet. Star a message to find it here.' },
  pinned: { title: 'Pinned messages', none: 'No pinned messages.' },

  details: {
    title: 'Details',
    people: (n: number) => `People (${n})`,
    add: 'Add people',
    remove: 'Remove from the group',
    roles: { owner: 'Owner', admin: 'Admin', member: 'Member' },
    makeAdmin: 'Make admin',
    makeMember: 'Make a member',
    makeOwner: 'Make owner',
    personActions: (name: string) => `Actions for ${name}`,
    you: '(you)',
    chatWith: (name: string) => `Chat with ${name}`,
    rename: 'Change the title',
    titleLabel: 'Title of the group',
    picture: 'Change the picture',
    leave: 'Leave the group',
    leaveTitle: 'Leave this group?',
    leaveText: 'You will not see its new messages.',
    removeTitle: (name: string) => `Remove ${name}?`,
    handOverTitle: (name: string) => `Make ${name} the owner?`,
    handOverText: 'You will become an admin. You cannot undo this.',
    invite: 'Invite by link',
    inviteMade: 'Anybody with this link can join the group:',
    inviteCopy: 'Copy link',
    inviteRevoke: 'Revoke',
    inviteUses: (n: number) => (n === 0 ? 'not used yet' : `used by ${count(n, 'person', 'people')}`),
    links: 'Invite links',
    description: 'Description',
    block: 'Block',
    mute: 'Mute',
  },

  invite: {
    title: 'You are invited',
    join: 'Join',
    people: (n: number) => `${count(n, 'person is', 'people are')} in this group.`,
    untitled: 'A group',
    requested: 'You asked to join. The admins of the group will decide.',
    declined: 'The admins of the group declined your request.',
    approval: 'An admin must approve your request.',
  },
};
