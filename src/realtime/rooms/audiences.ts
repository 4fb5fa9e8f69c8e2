import { Injectable } from '@nestjs/common';

import { Participants } from '../../chats/participants/participants.js';
import type { PlainPush } from '../../contract/events.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { chatRoom, userRoom } from '../sockets/room-names.js';
import { Sockets } from '../delivery/sockets.js';

/** In chats above this size people do not hear who comes and goes. */
const ACQUAINTANCES_UP_TO = 100;

/** Turns whom a push is for into the rooms those people's sockets are in. */
@Injectable()
export class Audiences {
  /** Who knows whom is read from the database: without turns, "offline" could overtake the "online" before it on this node. */
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly participants: Participants,
    private readonly sockets: Sockets,
  ) {}

  async tell(push: PlainPush): Promise<void> {
    const { to } = push;
    if ('chat' in to) this.emit(push, [chatRoom(to.chat)], to.exceptUser);
    else if ('users' in to) this.emit(push, to.users.map(userRoom));
    else await this.turns.run(to.acquaintancesOf, () => this.tellAcquaintances(push, to.acquaintancesOf));
  }

  private async tellAcquaintances(push: PlainPush, userId: string): Promise<void> {
    const what = push.event === 'presence.changed' ? 'presence' : 'name';
    const acquaintances = await this.participants.acquaintancesOf(userId, ACQUAINTANCES_UP_TO, what);
    this.emit(push, [userId, ...acquaintances].map(userRoom));
  }

  private emit({ event, payload }: PlainPush, rooms: string[], exceptUser?: string): void {
    this.sockets.emit(rooms, event, payload, { except: exceptUser === undefined ? [] : [userRoom(exceptUser)] });
  }
}
