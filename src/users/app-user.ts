import type { EntityManager } from 'typeorm';

import { APP_USER_ID } from '../contract/app-user.js';
import { User } from './user.entity.js';

/** Creates the user that stands for the app, unless it exists. No name in a search finds it. */
export async function addAppUser(manager: EntityManager): Promise<void> {
  const app = {
    id: APP_USER_ID,
    name: 'App',
    foldedName: '',
    status: 'offline',
    deactivatedAt: () => 'now()',
  } as const;
  await manager.createQueryBuilder().insert().into(User).values(app).orIgnore().execute();
}
