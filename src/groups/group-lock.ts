import { isUUID } from 'class-validator';

import type { OpenChat } from '../chats/access/chat-access.js';
import { type LockedParticipant, participantInGroup, presentParticipant } from '../chats/access/participant-lock.js';
import { lockChat, type Position } from '../chats/timeline/timeline.js';
import type { ErrorCode } from '../contract/errors.js';
import type { ParticipantRole } from '../contract/views/chat.view.js';
import type { Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';

/** The roles that have each right in a group and in its threads. */
const PERMISSIONS = {
  'people.add': ['owner', 'admin'],
  'members.remove': ['owner', 'admin'],
  'admins.remove': ['owner'],
  'roles.change': ['owner'],
  'ownership.transfer': ['owner'],
  'settings.change': ['owner', 'admin'],
  'lifetime.change': ['owner', 'admin'],
  'invites.manage': ['owner', 'admin'],
  'joins.decide': ['owner', 'admin'],
} as const satisfies Record<string, ParticipantRole[]>;

export type GroupAction = keyof typeof PERMISSIONS;

/** The actions that exist in a thread. Links, requests to join and roles belong to its parent chat. */
const IN_THREADS: readonly GroupAction[] = [
  'people.add',
  'members.remove',
  'admins.remove',
  'settings.change',
  'lifetime.change',
];

/** The roles that have a right. */
export const rolesFor = (action: GroupAction): readonly ParticipantRole[] => PERMISSIONS[action];

/** @throws AppError chat.not_owner if only the owner has the right, else chat.not_admin */
export function mustBeAllowed(role: ParticipantRole, action: GroupAction): void {
  const roles = rolesFor(action);
  const refusal: ErrorCode = roles.includes('admin') ? 'chat.not_admin' : 'chat.not_owner';
  if (!roles.includes(role)) throw new AppError(refusal);
}

type GroupId = Pick<OpenChat, 'chatId'>;

/** A locked group, and the participant who acts in it. */
export interface LockedGroup extends Position {
  chatId: string;
  me: LockedParticipant;
}

/** Another participant of the group. */
export type Other = Pick<LockedParticipant, 'id' | 'role'>;

/**
 * Checks, without a lock, that the user is in a group and may do this. For reads only.
 * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_owner, chat.not_admin
 */
export async function lookAtGroup(tx: Tx, { chatId }: GroupId, userId: string, action: GroupAction): Promise<GroupId> {
  mayAct(await participantInGroup(tx, chatId, userId), action);
  return { chatId };
}

/**
 * Locks a group or thread, and checks that the user is in it and may do this.
 * @param action absent if everybody may, or if the right depends on more
 * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_owner, chat.not_admin
 */
export async function lockGroup(
  tx: Tx,
  { chatId }: GroupId,
  userId: string,
  action?: GroupAction,
): Promise<LockedGroup> {
  const position = await lockChat(tx, chatId);
  const me = await participantInGroup(tx, chatId, userId);
  if (action) mayAct(me, action);
  return { chatId, me, ...position };
}

function mayAct({ chatType, role }: LockedParticipant, action: GroupAction): void {
  if (chatType === 'thread' && !IN_THREADS.includes(action)) throw new AppError('chat.is_thread');
  mustBeAllowed(role, action);
}

/** @throws AppError participant.not_found when they are not in the group now */
export async function otherOf(tx: Tx, { chatId }: LockedGroup, participantId: string): Promise<Other> {
  const found = isUUID(participantId) && (await presentParticipant(tx, { id: participantId, chatId }));
  if (!found) throw new AppError('participant.not_found');
  return found;
}
