import type { MigrationInterface, QueryRunner } from 'typeorm';

import { patchedFunction } from './patched-function.js';

/** What was changed since somebody read it: when messages were altered, and up to which change people have read. */
export class Altered1764820000000 implements MigrationInterface {
  name = 'Altered1764820000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table messages add column altered_rev integer, add column altered_by uuid;
      alter table participants add column last_read_rev integer not null default 0;
      update participants p set last_read_rev = c.last_rev from chats c where c.id = p.chat_id`);
    for (const [before, after] of SENDING_IS_READING) {
      await queryRunner.query(patchedFunction('append_messages', before, after));
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [before, after] of SENDING_IS_READING) {
      await queryRunner.query(patchedFunction('append_messages', after, before));
    }
    await queryRunner.query(`
      alter table participants drop column last_read_rev;
      alter table messages drop column altered_by, drop column altered_rev`);
  }
}

const SENDING_IS_READING = [
  [
    'last_read_seq = greatest(last_read_seq, w.seq),',
    'last_read_seq = greatest(last_read_seq, w.seq), last_read_rev = greatest(last_read_rev, w.rev),',
  ],
  ['max(n.seq) seq from', 'max(n.seq) seq, max(n.rev) rev from'],
] as const;
