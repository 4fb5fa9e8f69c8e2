import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Repository } from 'typeorm';

import { Passwords } from '../auth/passwords.js';
import type { DemoAccountView, Plan } from '../contract/views/user.view.js';
import { AppError } from '../platform/errors/app-error.js';
import { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';

/** Derives an id from a name. The same name always has the same id, so a second run repeats sends instead of doubling them. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`parley demo: ${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** An account that the demo data created. An account that a person registered with the same e-mail is not in this table. */
@Entity('demo_people')
export class DemoPerson {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'demo_people_pkey' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'demo_people_user_id_fkey' })
  user!: User;
}

interface Account {
  email: string;
  name: string;
  plan?: Plan;
}

/** The accounts of the demo: the two documented ones, and six people who chat with them. */
export const PEOPLE = {
  asha: { email: 'asd@gmail.com', name: 'Asha Sandoval' },
  dana: { email: 'asdasdasd@gmail.com', name: 'Dana Asante', plan: 'premium' },
  maya: { email: 'maya@example.com', name: 'Maya Lindqvist' },
  tomas: { email: 'tomas@example.com', name: 'Tomás Herrera' },
  yuki: { email: 'yuki@example.com', name: 'Yuki Tanaka' },
  omar: { email: 'omar@example.com', name: 'Omar Haddad' },
  priya: { email: 'priya@example.com', name: 'Priya Raman' },
  ben: { email: 'ben@example.com', name: 'Ben Whitaker' },
} as const satisfies Record<string, Account>;

export type Name = keyof typeof PEOPLE;
/** User ids by name. */
export type Cast = Record<Name, string>;

const PASSWORD = 'asdasdasd';

/** The accounts that are documented, so that everybody can sign in with them. */
export const DOCUMENTED: DemoAccountView[] = [
  { ...PEOPLE.asha, password: PASSWORD, plan: 'free' },
  { ...PEOPLE.dana, password: PASSWORD },
];

/** Creates the accounts of the demo. */
@Injectable()
export class DemoPeople {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    @InjectRepository(DemoPerson) private readonly people: Repository<DemoPerson>,
  ) {}

  /** Creates the missing accounts. @returns the user ids of all of them */
  async arrive(): Promise<Cast> {
    const arrived = Object.entries(PEOPLE).map(async ([name, account]) => [name, await this.idOf(account)] as const);
    const cast = Object.fromEntries(await Promise.all(arrived)) as Cast;
    const rows = Object.values(cast).map((userId) => ({ userId }));
    await this.people.createQueryBuilder().insert().values(rows).orIgnore().execute();
    return cast;
  }

  private async idOf(account: Account): Promise<string> {
    const known = await this.users.findForLogin(account.email);
    if (known) return known.id;
    try {
      return (await this.users.add({ ...account, passwordHash: await this.passwords.hash(PASSWORD) })).id;
    } catch (error) {
      // Another process created the account meanwhile.
      if (error instanceof AppError && error.code === 'auth.email_taken') return this.idOf(account);
      throw error;
    }
  }
}
