import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { uuidv7 } from 'uuidv7';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { CreateInviteLinkDto } from '../../contract/dto/group.dto.js';
import type { InviteLinkView } from '../../contract/views/group.view.js';
import type { Keep } from '../../platform/database/once.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type LockedGroup, lockGroup, lookAtGroup } from '../group-lock.js';
import { INVITE_LINK_COLUMNS, type InviteLinkRow, inviteLinkView, makerMay } from './invite-link-row.js';
import { rolesFor } from '../permissions.js';

/** Links per group, at most. */
const MOST_LINKS = 50;
/** Nobody guesses a code of 128 random bits. */
const CODE_BYTES = 16;

/** Creates, lists and revokes the invite links of a group. Owner and admins may do that. */
@Injectable()
export class InviteLinks {
  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
  ) {}

  /** @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, invite.too_many */
  async make(
    userId: string,
    id: string,
    wanted: CreateInviteLinkDto,
    keep?: Keep<InviteLinkView>,
  ): Promise<InviteLinkView> {
    return this.asAdmin(userId, id, async (tx, group) => {
      if ((await open(tx, group)).length >= MOST_LINKS) {
        throw new AppError('invite.too_many', { params: { limit: MOST_LINKS } });
      }
      const link = await insert(tx, group, wanted);
      await keep?.(tx, link);
      return link;
    });
  }

  /** Those that are neither closed nor expired and whose makers may make links, the newest first. @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin */
  async all(userId: string, id: string): Promise<InviteLinkView[]> {
    const chat = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => open(tx, await lookAtGroup(tx, chat, userId, 'invites.manage')));
  }

  /** Closing one twice is closing it once. @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, invite.not_found */
  async revoke(userId: string, id: string, linkId: string): Promise<void> {
    await this.asAdmin(userId, id, async (tx, { chatId }) => {
      const revoked = await rows(
        tx.manager,
        'update invite_links set revoked_at = coalesce(revoked_at, now()) where chat_id = $1 and id = $2 returning id',
        [chatId, isUUID(linkId) ? linkId : null],
      );
      if (revoked.length === 0) throw new AppError('invite.not_found');
    });
  }

  private async asAdmin<T>(userId: string, id: string, work: (tx: Tx, group: LockedGroup) => Promise<T>): Promise<T> {
    const chat = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => work(tx, await lockGroup(tx, chat, userId, 'invites.manage')));
  }
}

async function open(tx: Tx, { chatId }: { chatId: string }): Promise<InviteLinkView[]> {
  const found = await rows<InviteLinkRow>(
    tx.manager,
    `select ${INVITE_LINK_COLUMNS} from invite_links l
     where chat_id = $1 and revoked_at is null and coalesce(expires_at > now(), true) and ${makerMay('$2')}
     order by created_at desc, id desc`,
    [chatId, rolesFor('invites.manage')],
  );
  return found.map(inviteLinkView);
}

async function insert(tx: Tx, { chatId, me }: LockedGroup, wanted: CreateInviteLinkDto): Promise<InviteLinkView> {
  const { expiresIn = null, maxUses = null, needsApproval = false } = wanted;
  const code = randomBytes(CODE_BYTES).toString('hex');
  const [made] = await rows<InviteLinkRow>(
    tx.manager,
    `insert into invite_links (id, chat_id, code, created_by, needs_approval, max_uses, expires_at)
     values ($1, $2, $3, $4, $5, $6, now() + $7::int * interval '1 second') returning ${INVITE_LINK_COLUMNS}`,
    [uuidv7(), chatId, code, me.id, needsApproval, maxUses, expiresIn],
  );
  return inviteLinkView(made as InviteLinkRow);
}
