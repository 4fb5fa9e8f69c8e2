import type { MigrationInterface, QueryRunner } from 'typeorm';

import { patchedFunction } from './patched-function.js';

/** Who may name everybody in a thread is who may in its chat. */
export class ThreadRights1765140000000 implements MigrationInterface {
  name = 'ThreadRights1765140000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(patchedFunction('append_messages', ROLE_HERE, ROLE_IN_ITS_CHAT));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(patchedFunction('append_messages', ROLE_IN_ITS_CHAT, ROLE_HERE));
  }
}

const ROLE_HERE = `when i.ma and p.role = 'member' then 'not_admin'`;

/** Looked for only where a message names everybody. */
const ROLE_IN_ITS_CHAT = `when i.ma and coalesce((
          select g.role from chats t
          join participants g on g.chat_id = t.parent_id and g.user_id = p.user_id and g.left_rev is null
          where t.id = p.chat_id), p.role) = 'member' then 'not_admin'`;
