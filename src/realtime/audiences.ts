import { Injectable } from '@nestjs/common';

import { Participants } from '../chats/participants.js';
import type { Audience, PlainPush } from '../contract/events.js';
import { chatRoom, userRoom } from './rooms.js';
import { Sockets } from './sockets.js';

/** In chats above this size people do not hear who comes and goes. */
const ACQUAINTANCES_UP_TO = 100;

/** Turns whom a push is for into the rooms those people's sockets are in. */
@Injectable()
export class Audiences {
  constructor(
    private readonly participants: Participants,
    private readonly sockets: Sockets,
  ) {}

  async tell({ event, payload, to }: PlainPush): Promise<void> {
    this.sockets.emit(await this.roomsOf(to), event, payload);
  }

  private async roomsOf(to: Audience): Promise<string[]> {
    if ('chat' in to) return [chatRoom(to.chat)];
    if ('users' in to) return to.users.map(userRoom);
    const acquaintances = await this.participants.acquaintancesOf(to.acquaintancesOf, ACQUAINTANCES_UP_TO);
    return [to.acquaintancesOf, ...acquaintances].map(userRoom);
  }
}
