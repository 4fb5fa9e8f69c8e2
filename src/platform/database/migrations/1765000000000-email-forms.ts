import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * E-mails are stored in NFC. Of accounts that only differ in Unicode form, one may have the NFC form already, or the oldest
 * gets it; the others stay as they are, and sign in by exactly that form.
 */
export class EmailForms1765000000000 implements MigrationInterface {
  name = 'EmailForms1765000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // PostgreSQL normalizes in databases of this encoding only
    const [server] = (await queryRunner.query('show server_encoding')) as { server_encoding: string }[];
    if (server?.server_encoding === 'UTF8') await queryRunner.query(NORMALIZE);
  }

  /** In which form somebody typed an e-mail is not known any more; the accounts are found all the same. */
  async down(): Promise<void> {
    return Promise.resolve();
  }
}

const NORMALIZE = `
update users u set email = f.nfc
from (
  select distinct on (normalize(email, nfc)) id, normalize(email, nfc) nfc from users
  where email is not nfc normalized order by normalize(email, nfc), created_at, id) f
where u.id = f.id and not exists (select from users o where o.email = f.nfc)`;
