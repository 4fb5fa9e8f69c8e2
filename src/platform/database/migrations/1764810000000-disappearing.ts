import type { MigrationInterface, QueryRunner } from 'typeorm';

import { patchedFunction } from './patched-function.js';

/** What has outlived its time is answered and reacted to no more, also before it is erased. */
export class Disappearing1764810000000 implements MigrationInterface {
  name = 'Disappearing1764810000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, before, after] of FUNCTIONS) await queryRunner.query(patchedFunction(name, before, after));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, before, after] of FUNCTIONS) await queryRunner.query(patchedFunction(name, after, before));
  }
}

const FUNCTIONS = [
  ['append_messages', 'r.seq <= p.hidden_seq)', 'r.seq <= p.hidden_seq or coalesce(r.expires_at <= now(), false))'],
  [
    'change_reactions',
    'x.seq <= p.hidden_seq gone',
    'x.seq <= p.hidden_seq or coalesce(x.expires_at <= now(), false) gone',
  ],
] as const;
