import { Injectable } from '@nestjs/common';

import type { NumberedPush } from '../../contract/events.js';
import { type NewParticipantView, RoomAdmission } from './history-rooms.js';

type JoinPush = Extract<NumberedPush, { event: 'participant.joined' }>;

/** People of one chat whose joining follows each other. They are read together, and each is admitted at their own push. */
interface JoiningRun {
  /** By the `rev` of their joining, without those who are admitted already; undefined for somebody who is not in the chat. */
  readonly views: Map<number, NewParticipantView | undefined>;
  /** Resolves when all are admitted. */
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/** Admits the people whose joining a feed pushes. An invite of many people is many pushes, but one reading. */
@Injectable()
export class FeedAdmissions {
  private readonly runs = new Map<string, JoiningRun>();

  constructor(private readonly rooms: RoomAdmission) {}

  /** Resolves when the participants whom the feed of a chat admits are in the room. @returns undefined when it admits nobody */
  underWay(chatId: string): Promise<void> | undefined {
    return this.runs.get(chatId)?.ended;
  }

  /**
   * Admits the participant of this push.
   * @param following the pushes that the feed will push next
   * @returns a promise that the next push must wait for, or undefined
   */
  admit(push: JoinPush, following: () => NumberedPush[]): Promise<void> | undefined {
    const run = this.runs.get(push.payload.chatId);
    if (run?.views.has(push.payload.rev)) return this.admitFrom(run, push);
    if (!this.isHere(push)) return undefined;
    // Somebody who connected after the run was read is read alone: their push comes before the end of the run.
    return run ? this.readAndAdmit(push) : this.begin(push, following);
  }

  private async begin(push: JoinPush, following: () => NumberedPush[]): Promise<void> {
    const { chatId } = push.payload;
    const run = newRun();
    this.runs.set(chatId, run);
    try {
      await Promise.resolve(); // the other pushes of the transaction come in this turn of the event loop
      const joining = [push, ...joinsFirst(following())].filter((one) => this.isHere(one));
      const views = await this.rooms.read([...new Set(joining.map(userIdOf))], chatId);
      for (const one of joining) run.views.set(one.payload.rev, views.get(userIdOf(one)));
    } finally {
      this.admitFrom(run, push);
    }
  }

  private admitFrom(run: JoiningRun, push: JoinPush): undefined {
    const { chatId, rev } = push.payload;
    const newView = run.views.get(rev);
    run.views.delete(rev);
    try {
      if (newView) this.rooms.admit(userIdOf(push), newView);
    } finally {
      if (run.views.size === 0) {
        this.runs.delete(chatId);
        run.end();
      }
    }
  }

  private async readAndAdmit(push: JoinPush): Promise<void> {
    const userId = userIdOf(push);
    const newView = (await this.rooms.read([userId], push.payload.chatId)).get(userId);
    if (newView) this.rooms.admit(userId, newView);
  }

  private isHere(push: JoinPush): boolean {
    return this.rooms.isHere(userIdOf(push));
  }
}

const userIdOf = ({ payload }: JoinPush): string => payload.participant.user.id;

/** Only those up to another push: until they are admitted, the pushes without a number wait. */
function joinsFirst(pushes: NumberedPush[]): JoinPush[] {
  const end = pushes.findIndex(({ event }) => event !== 'participant.joined');
  return (end === -1 ? pushes : pushes.slice(0, end)) as JoinPush[];
}

function newRun(): JoiningRun {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { views: new Map(), ended, end: () => end() };
}
