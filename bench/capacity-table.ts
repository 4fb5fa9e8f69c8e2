import type { Cpu } from './fleet.js';
import type { Section } from './report.js';

/** CPU in ms: of a send, of a push to one socket, and of an idle socket in a second. All nodes together. */
export interface Costs {
  restSend: Cpu;
  socketSend: Cpu;
  push: Cpu;
  idleSecond: Cpu;
}

/** A person who is online in the busiest hour: messages a second, and how many sockets get each. */
const SENDS = 1 / 60;
const REACH = 10;
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

const FORMULA = [
  'A person who is online needs, of each of the three columns, in every second',
  '> CPU ms = idle socket + sends × (send + reach × push)',
  'where `sends` is the number of messages they send in a second, and `reach` the number of sockets that get each of these. ' +
    `A core has 1,000 ms in a second, of which ${BUSY * 100} % should be used, so that answers stay fast. So a core carries ` +
    `${BUSY * 1000} / (CPU ms) people. The last rows take a person who sends one message a minute over the socket to ${REACH} sockets.`,
  'A node is one process that uses one core (and a little of a second one for garbage collection), so a node carries what its column ' +
    'says for one core, and a machine with four cores carries three or four nodes. A PostgreSQL carries what its column says times its cores, ' +
    'as long as the disk keeps up; Redis uses one core. Memory limits a node later: an idle socket takes about 17 KB.',
  'The cost for PostgreSQL grows with the nodes while they have little to do, because each node stores its own batches. It falls again ' +
    'when each node is busy.',
].join('\n\n');

export function capacitySection(found: Map<number, Costs>, measurement: Measurement): Section {
  const costs = [...found].flatMap(([size, all]) =>
    ROWS.map(([what, name]) => [String(size), name, ...figures(all[what])]),
  );
  const people = [...found].map(([size, all]) => [String(size), 'people online for each core', ...carried(all)]);
  return {
    title: 'What a send, a push and an idle socket cost',
    about: `${about(measurement)}\n\n${FORMULA}`,
    head: ['nodes', 'CPU ms', 'all nodes', 'PostgreSQL', 'Redis'],
    rows: [...costs, ...people],
    verdicts: [],
  };
}

function about({ idle, chats, seconds, roomSize }: Measurement): string {
  return (
    `${idle.toLocaleString('en')} people with a socket and ${chats} chats each, spread over the nodes, who do nothing; and 16 senders, each with ` +
    `one message under way, for ${seconds} s: over REST into rooms of ${roomSize} where nobody has a socket (a send), and over REST and over the socket ` +
    `into rooms of ${roomSize} connected people (a send with its pushes). The CPU time of all nodes is added up. One node runs without Redis, which ` +
    'several nodes share.'
  );
}

function figures(cpu: Cpu): string[] {
  return [cpu.nodes, cpu.postgres, cpu.redis].map(significant);
}

function carried({ socketSend, push, idleSecond }: Costs): string[] {
  const of = (what: keyof Cpu): string => {
    const ofPerson = Math.max(0, idleSecond[what]) + SENDS * Math.max(0, socketSend[what] + REACH * push[what]);
    return ofPerson === 0 ? '–' : significant((1000 * BUSY) / ofPerson);
  };
  return [of('nodes'), of('postgres'), of('redis')];
}

/** Two significant digits. A cost below what the clock of the kernel can show is a dash. */
function significant(value: number): string {
  if (value < 0.0001) return '–';
  return value >= 100 ? Number(value.toPrecision(2)).toLocaleString('en') : String(Number(value.toPrecision(2)));
}
