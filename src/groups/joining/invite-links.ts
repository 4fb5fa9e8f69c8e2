import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { newId } from '../../platform/process/new-id.js';

import { ChatAccess } from '../../chats/access/chat-access.js';
import type { CreateInviteLinkDto } from '../../contract/dto/group.dto.js';
import type { InviteLinkView } from '../../contract/views/chat.view.js';
import type { Keep } from '../../platform/database/once.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type LockedGroup, lockGroup, lookAtGroup, rolesFor } from '../group-lock.js';
import { InviteLink } from '../group.entity.js';
import { IS_VALID } from './invites.js';

/** Maximum number of valid links of a group. */
const MOST_LINKS = 50;
/** 128 random bits: nobody can guess a code. */
const CODE_BYTES = 16;

/** Creates, lists and revokes the invite links of a group. The owner and admins may do this. */
@Injectable()
export class InviteLinks {
  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Creates a link.
   * @param keep stores the answer for a retry, in the same transaction
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, invite.too_many
   */
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

  /**
   * The valid links of a group, newest first: those that are neither revoked nor expired, and whose creator still has the right to create links.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin
   */
  async all(userId: string, id: string): Promise<InviteLinkView[]> {
    const chat = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => open(tx, await lookAtGroup(tx, chat, userId, 'invites.manage')));
  }

  /**
   * Revokes a link. Idempotent.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_admin, invite.not_found
   */
  async revoke(userId: string, id: string, linkId: string): Promise<void> {
    await this.asAdmin(userId, id, async (tx, { chatId }) => {
      const link = isUUID(linkId) ? { chatId, id: linkId } : null;
      const revoke = { revokedAt: () => 'coalesce(revoked_at, now())' };
      const affected = link && (await tx.manager.update(InviteLink, link, revoke)).affected;
      if (!affected) throw new AppError('invite.not_found');
    });
  }

  private async asAdmin<T>(userId: string, id: string, work: (tx: Tx, group: LockedGroup) => Promise<T>): Promise<T> {
    const chat = await this.access.open(userId, id);
    return this.transactions.runInTurn(chat.chatId, async (tx) =>
      work(tx, await lockGroup(tx, chat, userId, 'invites.manage')),
    );
  }
}

async function open({ manager }: Tx, { chatId }: { chatId: string }): Promise<InviteLinkView[]> {
  const found = await manager
    .createQueryBuilder(InviteLink, 'l')
    .where({ chatId })
    .andWhere(IS_VALID, { makers: rolesFor('invites.manage') })
    .orderBy('l.createdAt', 'DESC')
    .addOrderBy('l.id', 'DESC')
    .getMany();
  return found.map(inviteLinkView);
}

async function insert(
  { manager }: Tx,
  { chatId, me }: LockedGroup,
  wanted: CreateInviteLinkDto,
): Promise<InviteLinkView> {
  const { expiresIn = null, maxUses = null, needsApproval = false } = wanted;
  const link = {
    id: newId(),
    chatId,
    code: randomBytes(CODE_BYTES).toString('hex'),
    createdBy: me.id,
    needsApproval,
    maxUses,
  };
  const expiresAt = () => "now() + :expiresIn::int * interval '1 second'";
  await manager
    .createQueryBuilder()
    .insert()
    .into(InviteLink)
    .values({ ...link, expiresAt })
    .setParameters({ expiresIn })
    .execute();
  return inviteLinkView(await manager.findOneByOrFail(InviteLink, { id: link.id }));
}

function inviteLinkView(link: InviteLink): InviteLinkView {
  const { id, chatId, code, needsApproval, uses, maxUses, expiresAt, createdBy, createdAt } = link;
  return {
    id,
    chatId,
    code,
    needsApproval,
    uses,
    maxUses,
    expiresAt: expiresAt?.toISOString() ?? null,
    createdBy,
    createdAt: createdAt.toISOString(),
  };
}
