import { Injectable } from '@nestjs/common';

import type { Standing, SyncDto } from '../contract/sync.dto.js';
import type { SyncStepView, SyncView } from '../contract/sync.view.js';
import { Epoch } from '../platform/database/epoch.js';
import { Transactions } from '../platform/database/transactions.js';
import { CatchUp } from './catch-up.js';
import { planAnswer } from './plan.js';
import { Standings } from './standings.js';

/** Tells a client that was away what it missed: first where it lacks something, then what, in bounded steps. */
@Injectable()
export class SyncService {
  constructor(
    private readonly epoch: Epoch,
    private readonly standings: Standings,
    private readonly catchUp: CatchUp,
    private readonly transactions: Transactions,
  ) {}

  /** Only the caller's own chats are ever looked at; what is none of theirs is `lost`, whether there is such a chat or not. */
  async answer(userId: string, { chats = {} }: SyncDto): Promise<SyncView> {
    const epoch = await this.epoch.current();
    if (Object.keys(chats).length === 0) return { epoch, digest: await this.digest(userId) };
    return { epoch, ...(await this.bring(userId, chats)) };
  }

  private async digest(userId: string): Promise<Record<string, Standing>> {
    const places = await this.standings.of(userId);
    return Object.fromEntries(places.map(({ chatId, now }) => [chatId, now]));
  }

  /** Seen at one moment, so that what `next` claims is what was given. */
  private bring(userId: string, asked: Record<string, Standing>): Promise<Omit<SyncView, 'epoch'>> {
    return this.transactions.look(async (manager) => {
      const plan = planAnswer(asked, await this.standings.within(userId, Object.keys(asked), manager));
      const found = plan.steps.length > 0 ? [...(await this.catchUp.read(userId, plan.steps, manager))] : [];
      const whole = found.filter((entry): entry is [string, SyncStepView] => entry[1] !== null);
      const torn = found.filter(([, step]) => step === null).map(([id]) => id);
      return { chats: Object.fromEntries(whole), lost: plan.lost, reload: [...plan.reload, ...torn] };
    });
  }
}
