import { readdirSync, readFileSync } from 'node:fs';

/** The processes that this one has started, whose command names a file. Linux only. @returns their ids */
export function childrenRunning(file: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === process.pid && read(pid, 'cmdline').includes(file));
}

/** A file that the system keeps about a process; empty once it has ended. */
export function read(pid: number, name: 'cmdline' | 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1]);
}
