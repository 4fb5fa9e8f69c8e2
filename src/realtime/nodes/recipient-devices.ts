import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';

import type { DeviceState, TracedDeviceView } from '../../contract/views/trace.view.js';
import { Session } from '../../auth/sessions/session.entity.js';
import { Block } from '../../users/block.entity.js';
import { DeviceSurvey } from './device-survey.js';
import type { OpenSocket } from '../delivery/sockets-here.js';

/** As many as one person may have sockets on one node. */
const DEVICES_SHOWN = 50;

/** Of a device with several sockets the one that got furthest counts. */
const FURTHEST_FIRST: DeviceState[] = ['pushed', 'behind', 'connected_later'];

interface Found {
  sessionId: string;
  state: DeviceState;
  connectedAt: number;
}

/** The devices of a message's recipients that are connected right now, on any node. */
@Injectable()
export class RecipientDevices {
  constructor(
    private readonly survey: DeviceSurvey,
    private readonly database: DataSource,
  ) {}

  /**
   * Of those who have blocked the viewer, or are blocked by them, none is shown.
   * @param storedAt when the message was stored, milliseconds since 1970
   * @returns by user id, the first to connect first
   */
  async of(
    viewerId: string,
    chatId: string,
    storedAt: number,
    userIds: string[],
  ): Promise<Map<string, TracedDeviceView[]>> {
    const unseen = await this.blockedWith(viewerId);
    const open = await this.survey.of(
      chatId,
      userIds.filter((userId) => !unseen.has(userId)),
    );
    const theirs = (userId: string) => open.filter((socket) => socket.userId === userId);
    const found = new Map(userIds.map((userId) => [userId, devicesOf(theirs(userId), storedAt)]));
    const names = await this.namesOf([...found.values()].flat());
    const view = ({ sessionId, state, connectedAt }: Found): TracedDeviceView => ({
      device: names.get(sessionId) ?? null,
      state,
      connectedAt: new Date(connectedAt).toISOString(),
    });
    return new Map([...found].map(([userId, devices]) => [userId, devices.map(view)]));
  }

  /** The users who have blocked this one, or whom this one has blocked. */
  private async blockedWith(userId: string): Promise<Set<string>> {
    const blocks = await this.database.manager.find(Block, {
      select: { blockerId: true, blockedId: true },
      where: [{ blockerId: userId }, { blockedId: userId }],
    });
    return new Set(blocks.map(({ blockerId, blockedId }) => (blockerId === userId ? blockedId : blockerId)));
  }

  private async namesOf(devices: Found[]): Promise<Map<string, string | null>> {
    if (devices.length === 0) return new Map();
    const ids = devices.map(({ sessionId }) => sessionId);
    const found = await this.database.manager.find(Session, {
      select: { id: true, device: true },
      where: { id: In(ids) },
    });
    return new Map(found.map(({ id, device }) => [id, device]));
  }
}

function devicesOf(sockets: OpenSocket[], storedAt: number): Found[] {
  const devices = new Map<string, Found>();
  for (const socket of [...sockets].sort((a, b) => a.connectedAt - b.connectedAt)) {
    const { sessionId, connectedAt } = socket;
    const state = stateOf(socket, storedAt);
    const known = devices.get(sessionId);
    if (!known || rank(state) < rank(known.state)) devices.set(sessionId, { sessionId, state, connectedAt });
  }
  return [...devices.values()].slice(0, DEVICES_SHOWN);
}

function stateOf({ connectedAt, behind }: OpenSocket, storedAt: number): DeviceState {
  if (connectedAt > storedAt) return 'connected_later';
  return behind ? 'behind' : 'pushed';
}

const rank = (state: DeviceState): number => FURTHEST_FIRST.indexOf(state);
