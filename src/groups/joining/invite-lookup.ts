import type { DataSource, EntityManager } from 'typeorm';

import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { makerMay } from './invite-link-row.js';
import { rolesFor } from '../permissions.js';

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

/**
 * @throws AppError invite.not_found, the same for a code that never was, one that leads nowhere any more, and one that does
 *   not lead this person; not to who is in, or has asked to be: for them it did its work
 */
export async function visitorBy(code: string, userId: string, on: DataSource | EntityManager): Promise<Visitor> {
  const asked = [code.toLowerCase(), userId, rolesFor('invites.manage')];
  const [visitor] = CODE.test(code.toLowerCase()) ? await rows<Visitor>(on, VISITOR, asked) : [];
  const welcome = visitor && !visitor.removed && (visitor.isOpen || visitor.isIn || visitor.asked);
  if (!welcome) throw new AppError('invite.not_found');
  return visitor;
}

const VISITOR = `
  select l.id "linkId", l.chat_id "chatId", l.needs_approval "needsApproval",
    l.revoked_at is null and coalesce(l.expires_at > now(), true) and coalesce(l.uses < l.max_uses, true)
      and ${makerMay('$3')} "isOpen",
    p.id is not null and p.left_rev is null "isIn", p.id is not null and p.removed removed,
    r.user_id is not null asked, r.declined_at is not null declined
  from invite_links l
  left join participants p on p.chat_id = l.chat_id and p.user_id = $2
  left join join_requests r on r.chat_id = l.chat_id and r.user_id = $2
  where l.code = $1`;
