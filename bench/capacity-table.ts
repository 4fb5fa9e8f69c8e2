import type { Cpu } from './fleet.js';
import type { Section } from './report.js';

/** CPU in ms: of a send, of a push to one socket, and of an idle socket in a second. All nodes together. */
export interface Costs {
  restSend: Cpu;
  socketSend: Cpu;
  push: Cpu;
  idleSecond: Cpu;
}

/** A person who is online in the busiest hour: messages a second, and for each how many sockets get it. */
const SENDS = 1 / 60;
const PUSHES = 10;
/** How busy a core may be, so that answers stay fast. */
const BUSY = 0.6;

const ROWS: [keyof Costs, string][] = [
  ['restSend', 'send over REST'],
  ['socketSend', 'send over the socket'],
  ['push', 'push to one socket'],
  ['idleSecond', 'idle socket, a second'],
];

interface Measurement {
  idle: number;
  chats: number;
  seconds: number;
  roomSize: number;
}

export function capacitySection(found: Map<number, Costs>, measurement: Measurement): Section {
  const sizes = [...found.keys()];
  const costs = [...found].flatMap(([size, all]) =>
    ROWS.map(([what, name]) => [nodeCount(size), name, ...figures(all[what])]),
  );
  const people = [...found].map(([size, all]) => [nodeCount(size), 'people online for each core', ...carried(all)]);
  return {
    title: `What ${sizes.join(', ')} nodes carry`,
    about: about(measurement),
    head: ['nodes', 'CPU in ms', 'nodes', 'PostgreSQL', 'Redis'],
    rows: [...costs, ...people],
    verdicts: [],
  };
}

function about({ idle, chats, seconds, roomSize }: Measurement): string {
  return [
    `${idle.toLocaleString('en')} idle people with a socket each and ${chats} chats each, spread over the nodes, then 16 senders, each with one ` +
      `message under way, for ${seconds} s: over REST into rooms without sockets (a send), over REST and over the socket into rooms of ` +
      `${roomSize} connected people (a send and its pushes). The CPU time of all nodes is added up. One node runs without Redis.`,
    `**The formula.** CPU ms of a person in a second = idle + sends × (send + pushes × push), where a person sends \`sends\` messages a second, ` +
      `and each reaches \`pushes\` sockets. A core has 1,000 ms a second, of which ${BUSY * 100} % should be used. A node uses one core, so a node ` +
      `carries what a core of nodes does; a PostgreSQL or a Redis carries what its column says, times its cores (Redis uses one). The last rows take ` +
      `a person who sends one message a minute over the socket, and ${PUSHES} pushes for each.`,
  ].join('\n\n');
}

function figures(cpu: Cpu): string[] {
  return [cpu.nodes, cpu.postgres, cpu.redis].map(significant);
}

function carried({ socketSend, push, idleSecond }: Costs): string[] {
  const of = (what: keyof Cpu): string => {
    const ofPerson = Math.max(0, idleSecond[what]) + SENDS * Math.max(0, socketSend[what] + PUSHES * push[what]);
    return ofPerson === 0 ? '–' : significant((1000 * BUSY) / ofPerson);
  };
  return [of('nodes'), of('postgres'), of('redis')];
}

const nodeCount = (size: number): string => String(size);

function significant(value: number): string {
  if (Math.abs(value) < 0.0001) return '–';
  return Math.abs(value) >= 100
    ? Number(value.toPrecision(2)).toLocaleString('en')
    : String(Number(value.toPrecision(2)));
}
