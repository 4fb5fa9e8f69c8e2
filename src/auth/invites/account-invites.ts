import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { type EntityManager, IsNull, LessThan, Raw, type Repository } from 'typeorm';

import { AuditLog } from '../../audit/audit-log.js';
import type { CreateAccountInviteDto, ListAccountInvitesDto } from '../../contract/dto/invite.dto.js';
import type { AccountInviteView, NewAccountInviteView } from '../../contract/views/invite.view.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/operator.guard.js';
import { newId } from '../../platform/process/new-id.js';
import { AccountInvite } from './account-invite.entity.js';

/** 128 random bits: nobody can guess a code. */
const CODE_BYTES = 16;
const DAY = 24 * 60 * 60;
/** Seconds for which an invite is valid when its creator does not say. */
const VALID_FOR = 7 * DAY;
const PER_PAGE = 100;

/** Account invites: created, listed and revoked by operators, and used by people who create an account. */
@Injectable()
export class AccountInvites {
  constructor(
    @InjectRepository(AccountInvite) private readonly invites: Repository<AccountInvite>,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Creates an invite. Its code is answered only now. */
  async create(wanted: CreateAccountInviteDto, actor: Actor): Promise<NewAccountInviteView> {
    const { uses = 1, expiresIn = VALID_FOR, note = null } = wanted;
    const code = randomBytes(CODE_BYTES).toString('base64url');
    const createdBy = actor.kind === 'operator' ? actor.id : null;
    const invite = { id: newId(), codeHash: hashOfInvite(code), note, uses, createdBy };
    return this.transactions.run(async ({ manager }) => {
      const expiresAt = () => "now() + :expiresIn::int * interval '1 second'";
      const insert = manager.createQueryBuilder().insert().into(AccountInvite);
      await insert
        .values({ ...invite, expiresAt })
        .setParameters({ expiresIn })
        .execute();
      const created = viewOf(await manager.findOneByOrFail(AccountInvite, { id: invite.id }));
      const details = { uses, expiresAt: created.expiresAt, note };
      await this.audit.record(manager, { actor, action: 'invite.created', target: targetOf(invite), details });
      return { ...created, code };
    });
  }

  /** A page of the invites that are neither revoked nor expired, newest first; those that are used up are among them. */
  async list({ limit = PER_PAGE, cursor }: ListAccountInvitesDto) {
    const found = await this.invites.find({
      where: { revokedAt: IsNull(), expiresAt: IN_FUTURE, ...(cursor !== undefined && { id: LessThan(cursor) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const data = found.slice(0, limit).map(viewOf);
    return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
  }

  /**
   * Revokes an invite: nobody can create an account with it any more. Idempotent.
   * @param idOrCode its code serves an operator who has found it where it should not be
   * @throws AppError invite.not_found
   */
  async revoke(idOrCode: string, actor: Actor): Promise<void> {
    await this.transactions.run(async ({ manager }) => {
      const where = isUUID(idOrCode) ? { id: idOrCode.toLowerCase() } : { codeHash: hashOfInvite(idOrCode) };
      const invite = await manager.findOneBy(AccountInvite, where);
      if (!invite) throw new AppError('invite.not_found');
      const valid = { id: invite.id, revokedAt: IsNull() };
      const { affected } = await manager.update(AccountInvite, valid, { revokedAt: () => 'now()' });
      if (affected === 1)
        await this.audit.record(manager, { actor, action: 'invite.revoked', target: targetOf(invite) });
    });
  }

  /** Whether an account can be created with this code now. */
  isValid(code: string): Promise<boolean> {
    return this.invites.existsBy(validWith(hashOfInvite(code)));
  }

  /**
   * Counts one account. Call it in the transaction that creates the account: of several at once, those beyond the count are refused.
   * @param codeHash of `hashOfInvite`
   * @throws AppError auth.invite_invalid
   */
  async use(manager: EntityManager, codeHash: Buffer): Promise<void> {
    const { affected } = await manager.update(AccountInvite, validWith(codeHash), { used: () => 'used + 1' });
    if (affected !== 1) throw new AppError('auth.invite_invalid');
  }
}

const IN_FUTURE = Raw((at) => `${at} > now()`);

const validWith = (codeHash: Buffer) => ({
  codeHash,
  revokedAt: IsNull(),
  expiresAt: IN_FUTURE,
  used: Raw((used) => `${used} < uses`),
});

/** What is stored of a code. */
export const hashOfInvite = (code: string): Buffer => createHash('sha256').update(code.trim()).digest();

const targetOf = ({ id }: { id: string }) => ({ kind: 'invite' as const, id });

function viewOf({ id, note, uses, used, expiresAt, createdBy, createdAt }: AccountInvite): AccountInviteView {
  return {
    id,
    note,
    uses,
    used,
    expiresAt: expiresAt.toISOString(),
    createdBy,
    createdAt: createdAt.toISOString(),
  };
}
