import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes for the search for people. They need no extension, which the role of the server may not be allowed to create. */
export class PeopleSearch1766900000000 implements MigrationInterface {
  name = 'PeopleSearch1766900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEXES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index users_folded_name_idx, users_name_characters_idx');
  }
}

const INDEXES = `
-- Collation C, so that LIKE can use it for beginnings of names.
create index users_folded_name_idx on users (folded_name collate "C", id);
-- The characters of each name.
create index users_name_characters_idx on users using gin (string_to_array(folded_name, null));
`;
