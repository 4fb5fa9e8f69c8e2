import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import { RecoveryCode } from './two-factor.entity.js';
import { base32 } from './totp.js';

/** How many codes a user gets. */
const COUNT = 10;
const CODE_BYTES = 10;

/** The codes with which a user signs in without their authenticator app, each of them once. */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly database: DataSource) {}

  /** Replaces the codes of a user. @returns the new ones, such as `k3wd-7qpx-2m4a-zt5e`, which are stored only as hashes */
  async renew(manager: EntityManager, userId: string): Promise<string[]> {
    const codes = Array.from({ length: COUNT }, () => base32(randomBytes(CODE_BYTES)).toLowerCase());
    await manager.delete(RecoveryCode, { userId });
    await manager.insert(
      RecoveryCode,
      codes.map((code) => ({ userId, hash: hashOf(code) })),
    );
    return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code);
  }

  /** Uses a code up. @param code without dashes and blanks, in lower case @returns false when the user has no such code */
  async use(userId: string, code: string): Promise<boolean> {
    const { affected } = await this.database.manager.delete(RecoveryCode, { userId, hash: hashOf(code) });
    return affected === 1;
  }

  async countOf(userId: string): Promise<number> {
    return this.database.manager.countBy(RecoveryCode, { userId });
  }
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();
