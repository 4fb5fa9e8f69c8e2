import type { ErrorCode } from '../contract/errors.js';
import type { ParticipantRole } from '../contract/views/chat.view.js';
import { AppError } from '../platform/errors/app-error.js';

/** The table of rights in a group, and with the same role in its threads. */
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
export const IN_THREADS: readonly GroupAction[] = [
  'people.add',
  'members.remove',
  'admins.remove',
  'settings.change',
  'lifetime.change',
];

/** The roles that have a right. */
export const rolesFor = (action: GroupAction): readonly ParticipantRole[] => PERMISSIONS[action];

/** @throws AppError chat.not_owner for what is the owner's alone, chat.not_admin for the rest */
export function mustBeAllowed(role: ParticipantRole, action: GroupAction): void {
  const roles = rolesFor(action);
  const refusal: ErrorCode = roles.includes('admin') ? 'chat.not_admin' : 'chat.not_owner';
  if (!roles.includes(role)) throw new AppError(refusal);
}
