import { Injectable } from '@nestjs/common';

import type { Standing, SyncDto } from '../contract/dto/sync.dto.js';
import type { SyncStepView, SyncView } from '../contract/views/sync.view.js';
import { Epoch } from '../platform/database/epoch.js';
import { Transactions } from '../platform/database/transactions.js';
import { CatchUp, OF_ALL, type Plan, planAnswer } from './catch-up.js';
import { Standings } from './standings.js';

/** Maximum characters of messages in one answer. A character may take three bytes, and a socket may have 1.5 MB waiting. */
const LONGEST = 200_000;
const FEWEST = 16;

interface Answer {
  plan: Plan;
  found: [chatId: string, step: SyncStepView | null][];
}

function lengthOf({ found }: Answer): number {
  const all = found.flatMap(([, step]) => (step ? [...step.messages, ...step.changed] : []));
  return all.reduce((sum, { message, reply }) => sum + message.length + (reply?.message.length ?? 0), 0);
}

/** Answers `sync`: first which chats have changes, then the changes, in bounded steps. */
@Injectable()
export class SyncService {
  constructor(
    private readonly epoch: Epoch,
    private readonly standings: Standings,
    private readonly catchUp: CatchUp,
    private readonly transactions: Transactions,
  ) {}

  /** Reads only the caller's own chats. Other ids are answered as `lost`, whether such a chat exists or not. */
  async answer(userId: string, { chats = {} }: SyncDto): Promise<SyncView> {
    const epoch = await this.epoch.current();
    if (Object.keys(chats).length === 0) return { epoch, digest: await this.digest(userId) };
    return { epoch, ...(await this.readSteps(userId, chats)) };
  }

  private async digest(userId: string): Promise<Record<string, Standing>> {
    const places = await this.standings.of(userId);
    return Object.fromEntries(places.map(({ chatId, now }) => [chatId, now]));
  }

  /** Cuts the steps so that the answer is not too long. */
  private async fit(ofAll: number, read: (ofAll: number) => Promise<Answer>): Promise<Answer> {
    const answer = await read(ofAll);
    if (ofAll <= FEWEST || lengthOf(answer) <= LONGEST) return answer;
    const numbers = answer.plan.steps.reduce((sum, { rev, upTo }) => sum + upTo - rev, 0);
    return this.fit(Math.max(FEWEST, Math.floor((numbers * LONGEST) / lengthOf(answer) / 2)), read);
  }

  /** One snapshot, so that `next` matches what was given. */
  private readSteps(userId: string, asked: Record<string, Standing>): Promise<Omit<SyncView, 'epoch'>> {
    return this.transactions.readSnapshot(async (manager) => {
      const places = await this.standings.within(userId, Object.keys(asked), manager);
      const { plan, found } = await this.fit(OF_ALL, async (ofAll) => {
        const plan = planAnswer(asked, places, ofAll);
        return { plan, found: plan.steps.length > 0 ? await this.catchUp.read(userId, plan.steps, manager) : [] };
      });
      const whole = found.filter((entry): entry is [string, SyncStepView] => entry[1] !== null);
      const incomplete = found.filter(([, step]) => step === null).map(([id]) => id);
      return { chats: Object.fromEntries(whole), lost: plan.lost, reload: [...plan.reload, ...incomplete] };
    });
  }
}
