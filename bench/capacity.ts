import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';

import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { capacitySection, type Costs } from './capacity-table.js';
import { Child } from './child.js';
import { type Cpu, type Fleet, measureCpu, nodeOf, per, startFleet, stopFleet } from './fleet.js';
import type { ListenersAsked } from './listeners-process.js';
import type { Burst, Load } from './load.js';
import type { Section } from './report.js';
import type { Settings } from './settings.js';
import { addChats, addPeople, inDatabase, type Sender } from './world.js';

const SIZES = [1, 2, 4] as const;
const IDLE = 1_000;
const IDLE_CHATS = 20;
const ROOMS = 10;
const ROOM_SIZE = 10;
const SENDERS = 16;
const EMPTY_SECONDS = 3;
/** The interval between two pings of Engine.IO: every socket has one. */
const IDLE_SECONDS = 25;
/** For each node, because V8 compiles a node's code while it runs. */
const WARM_UP_SECONDS = 3;
/** Milliseconds after the last send in which its pushes arrive. */
const ARRIVAL_MS = 300;

interface Bench {
  cluster: Cluster;
  load: Child;
  listeners: Child;
  seconds: number;
}

interface World {
  idle: Sender[];
  people: Sender[];
  /** For each of the people, the room that they send to. */
  rooms: string[];
  /** The same with rooms in which nobody has a socket. */
  silent: string[];
}

/** The cost of a send, a push and an idle socket on one, two and four nodes, which are measured one after the other. */
export async function capacity(cluster: Cluster, { seconds }: Settings): Promise<Section> {
  const [load] = await Child.start('./load-process.ts');
  const [listeners] = await Child.start('./listeners-process.ts');
  const bench = { cluster, load, listeners, seconds: 1.5 * seconds };
  const found = new Map<number, Costs>();
  for (const size of SIZES) {
    const costs = await costsOf(size, bench);
    console.error(size, costs);
    found.set(size, costs);
  }
  await Promise.all([load.stop(), listeners.stop()]);
  return capacitySection(found, { idle: IDLE, chats: IDLE_CHATS, seconds: bench.seconds, roomSize: ROOM_SIZE });
}

async function costsOf(size: number, bench: Bench): Promise<Costs> {
  const fleet = await startFleet(bench.cluster, `capacity_${size}`, size);
  const world = await inDatabase(bench.cluster.url, fleet.name, addWorld);
  const empty = await cpuPerSecond(bench.cluster, fleet, EMPTY_SECONDS);
  await listen(bench.listeners, fleet, world.idle);
  const idle = await cpuPerSecond(bench.cluster, fleet, IDLE_SECONDS);
  const silent = await cpuPerSend(bench, fleet, burstOf(fleet, 'http', world.people, world.silent));
  await listen(bench.listeners, fleet, world.people);
  const inRooms = await cpuPerSend(bench, fleet, burstOf(fleet, 'http', world.people, world.rooms));
  const push = each(inRooms, silent, (whole, send) => (whole - send) / ROOM_SIZE);
  const overSocket = await cpuPerSend(bench, fleet, burstOf(fleet, 'socket', world.people, world.rooms));
  await stopFleet(fleet);
  return {
    restSend: silent,
    socketSend: each(overSocket, push, (whole, one) => whole - (ROOM_SIZE + sendersBeside()) * one),
    push,
    idleSecond: each(idle, empty, (whole, without) => (whole - without) / IDLE),
  };
}

/** A sender over the socket has a second socket in the room: how many of these a message reaches, on average. */
function sendersBeside(): number {
  const inRoom = Array.from({ length: ROOMS }, (_, room) => Math.ceil((SENDERS - room) / ROOMS));
  return inRoom.reduce((sum, senders) => sum + senders ** 2, 0) / SENDERS;
}

function each(a: Cpu, b: Cpu, combine: (a: number, b: number) => number): Cpu {
  return {
    nodes: combine(a.nodes, b.nodes),
    postgres: combine(a.postgres, b.postgres),
    redis: combine(a.redis, b.redis),
  };
}

async function cpuPerSecond(cluster: Cluster, fleet: Fleet, seconds: number): Promise<Cpu> {
  const used = measureCpu(cluster, fleet);
  await pause(seconds * 1000);
  return per(seconds, used());
}

async function cpuPerSend({ cluster, load, seconds }: Bench, fleet: Fleet, burst: Burst): Promise<Cpu> {
  await load.ask<Load>({ ...burst, seconds: WARM_UP_SECONDS * fleet.nodes.length });
  await pause(ARRIVAL_MS);
  const used = measureCpu(cluster, fleet);
  const { sends } = await load.ask<Load>({ ...burst, seconds });
  await pause(ARRIVAL_MS);
  return per(sends, used());
}

/** @param rooms for each of the people */
function burstOf(fleet: Fleet, transport: Burst['transport'], people: Sender[], rooms: string[]): Burst {
  const senders = people
    .slice(0, SENDERS)
    .map(({ token }, me) => ({ token, chats: [rooms[me] ?? ''], url: nodeOf(fleet, me) }));
  return { key: `${fleet.name} ${transport} ${rooms[0]}`, transport, url: nodeOf(fleet, 0), senders, seconds: 0 };
}

async function listen(listeners: Child, fleet: Fleet, people: Sender[]): Promise<void> {
  for (const [node, { url }] of fleet.nodes.entries()) {
    const tokens = people.filter((_, person) => person % fleet.nodes.length === node).map(({ token }) => token);
    await listeners.ask({ open: `${fleet.name} ${node} ${people.length}`, url, tokens } satisfies ListenersAsked);
  }
}

async function addWorld(client: Client): Promise<World> {
  const idle = await addPeople(client, IDLE);
  const idleIds = idle.map(({ userId }) => userId);
  const idleChats = idleIds.map((_, chat) =>
    Array.from({ length: IDLE_CHATS }, (_member, nth) => idleIds[(chat + nth * (IDLE / IDLE_CHATS)) % IDLE] ?? ''),
  );
  await addChats(client, idleChats);
  const people = await addPeople(client, ROOMS * ROOM_SIZE);
  const others = await addPeople(client, ROOMS * ROOM_SIZE);
  const roomsOf = async (members: Sender[][]): Promise<string[]> => {
    const rooms = await addChats(
      client,
      members.map((all) => all.map(({ userId }) => userId)),
    );
    return people.map((_, person) => rooms[person % ROOMS] ?? '');
  };
  const inRoom = (all: Sender[], room: number): Sender[] => all.filter((_, person) => person % ROOMS === room);
  const numbers = Array.from({ length: ROOMS }, (_, room) => room);
  const rooms = await roomsOf(numbers.map((room) => inRoom(people, room)));
  // As many participants, of whom only those who send are online; they have no socket yet when these rooms are used.
  const silent = await roomsOf(
    numbers.map((room) => [...inRoom(people, room).slice(0, 2), ...inRoom(others, room).slice(2)]),
  );
  await client.query('vacuum analyze');
  return { idle, people, rooms, silent };
}
