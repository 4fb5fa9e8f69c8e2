import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in ticks of 10 ms, for every kernel setting. */
const TICK_MS = 10;

interface Stat {
  parent: number;
  own: number;
  /** Ticks of the children that have exited. */
  ended: number;
}

/** CPU time a process has used so far, user and system, in ms. */
export function cpuOf(pid: number): number {
  return (stat(pid)?.own ?? 0) * TICK_MS;
}

/** The CPU time of a process with all its children, including exited ones: PostgreSQL has one process for each connection. */
export function cpuOfFamily(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && stat(Number(name))?.parent === pid);
  const family = [pid, ...children.map(Number)].map(stat);
  return family.reduce((ticks, member) => ticks + (member ? member.own + member.ended : 0), 0) * TICK_MS;
}

function stat(pid: number): Stat | null {
  try {
    // The name comes second, in brackets, and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { parent, own: user + system, ended: endedUser + endedSystem };
  } catch {
    return null; // it ended while we looked
  }
}
