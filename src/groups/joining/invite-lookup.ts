import type { EntityManager } from 'typeorm';

import { isPresent } from '../../chats/membership.js';
import { Participant } from '../../chats/participants/participant.entity.js';
import { AppError } from '../../platform/errors/app-error.js';
import { rolesFor } from '../permissions.js';
import { InviteLink } from './invite-link.entity.js';
import { JoinRequest } from './join-request.entity.js';

/** A person who opens an invite link, and their relation to its group. */
export interface Visitor {
  linkId: string;
  chatId: string;
  needsApproval: boolean;
  /** The link is valid now. */
  isOpen: boolean;
  isIn: boolean;
  /** Removed by somebody else: they cannot come back by a link. */
  removed: boolean;
  /** They have asked to join. */
  asked: boolean;
  declined: boolean;
}

const CODE = /^[0-9a-f]{32}$/;

/** SQL of whether a link `l` is neither revoked nor expired, and its maker may still make links. `:makers` are the roles that may. */
export const IS_VALID = `l.revokedAt is null and coalesce(l.expiresAt > now(), true) and exists (
    select from participants m where m.id = l.createdBy and ${isPresent('m')} and m.role = any (:makers))`;

/**
 * Finds out what a link is to a person.
 * @throws AppError invite.not_found, the same for a code that never was, a link that is no longer valid, and a person who was removed;
 *   not for people who are in the group or have asked to join: for them it was valid
 */
export async function visitorBy(code: string, userId: string, on: EntityManager): Promise<Visitor> {
  const visitor = CODE.test(code.toLowerCase()) ? await visitorOf(code.toLowerCase(), userId, on) : undefined;
  const welcome = visitor && !visitor.removed && (visitor.isOpen || visitor.isIn || visitor.asked);
  if (!welcome) throw new AppError('invite.not_found');
  return visitor;
}

function visitorOf(code: string, userId: string, on: EntityManager): Promise<Visitor | undefined> {
  return on
    .createQueryBuilder(InviteLink, 'l')
    .leftJoin(Participant, 'p', 'p.chatId = l.chatId and p.userId = :userId')
    .leftJoin(JoinRequest, 'r', 'r.chatId = l.chatId and r.userId = :userId')
    .select('l.id', 'linkId')
    .addSelect('l.chatId', 'chatId')
    .addSelect('l.needsApproval', 'needsApproval')
    .addSelect(`coalesce(l.uses < l.maxUses, true) and ${IS_VALID}`, 'isOpen')
    .addSelect(`p.id is not null and ${isPresent('p')}`, 'isIn')
    .addSelect('p.id is not null and p.removed', 'removed')
    .addSelect('r.userId is not null', 'asked')
    .addSelect('r.declinedAt is not null', 'declined')
    .where({ code })
    .setParameters({ userId, makers: rolesFor('invites.manage') })
    .getRawOne<Visitor>();
}
