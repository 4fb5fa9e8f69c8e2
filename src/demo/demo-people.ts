import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';

import { Passwords } from '../auth/passwords.js';
import type { DemoAccountView } from '../contract/views/demo.view.js';
import type { Plan } from '../contract/views/user.view.js';
import { AppError } from '../platform/errors/app-error.js';
import { UsersService } from '../users/users.service.js';
import { DemoPerson } from './demo-person.entity.js';

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
