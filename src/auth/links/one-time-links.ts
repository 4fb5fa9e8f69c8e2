import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, type EntityManager, In, LessThan, Raw } from 'typeorm';

import { type LinkKind, OneTimeLink, type PendingRegistration } from './one-time-link.entity.js';

const HOUR = 60 * 60 * 1000;

/** Milliseconds for which a link of each kind works. */
const LIFETIMES: Record<LinkKind, number> = { password: HOUR, email: 24 * HOUR, registration: 24 * HOUR };

interface NewLink {
  kind: LinkKind;
  /** Null for a registration. */
  userId: string | null;
  email: string;
  registration?: PendingRegistration;
}

/** The tokens of links in mails. A token has 256 random bits and works once; the database has only its hash. */
@Injectable()
export class OneTimeLinks {
  constructor(private readonly database: DataSource) {}

  /** @returns the token, 43 characters of base64url */
  async make({ kind, userId, email, registration }: NewLink): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + LIFETIMES[kind]);
    const row = { hash: hashOf(token), kind, userId, email, registration: registration ?? null, expiresAt };
    await this.database.manager.insert(OneTimeLink, row);
    return token;
  }

  /** Whether a token would be accepted now. */
  async works(token: string, kind: LinkKind): Promise<boolean> {
    return this.database.manager.existsBy(OneTimeLink, liveLink(token, [kind]));
  }

  /** The user of a link that would be accepted now; null when there is none, or the link is that of a registration. */
  async ownerOf(manager: EntityManager, token: string, kind: LinkKind): Promise<string | null> {
    return (await manager.findOneBy(OneTimeLink, liveLink(token, [kind])))?.userId ?? null;
  }

  /**
   * Uses a link up. When the transaction fails, the link still works.
   * @returns null when there is no such link, or it has expired, was used, or is of another kind
   */
  async take(manager: EntityManager, token: string, ...kinds: LinkKind[]): Promise<OneTimeLink | null> {
    const found = await manager.findOne(OneTimeLink, {
      where: liveLink(token, kinds),
      lock: { mode: 'pessimistic_write' },
    });
    // Of two uses at once, the second waits for the lock and then finds no row.
    if (found) await manager.delete(OneTimeLink, { hash: found.hash });
    return found;
  }

  /** Makes all links of these kinds useless that a user has. */
  revoke(manager: EntityManager, userId: string, ...kinds: LinkKind[]): Promise<void> {
    return revokeLinks(manager, userId, ...kinds);
  }

  @Interval(HOUR)
  async forgetExpired(): Promise<void> {
    await this.database.manager.delete(OneTimeLink, { expiresAt: LessThan(new Date()) });
  }
}

/** Makes all links of these kinds useless that a user has. */
export async function revokeLinks(manager: EntityManager, userId: string, ...kinds: LinkKind[]): Promise<void> {
  await manager.delete(OneTimeLink, { userId, kind: In(kinds) });
}

const liveLink = (token: string, kinds: LinkKind[]) => ({
  hash: hashOf(token),
  kind: In(kinds),
  expiresAt: Raw((at) => `${at} > now()`),
});

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
