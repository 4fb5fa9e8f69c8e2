import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;
const COLLECT_EVERY_MS = 250;
const SETTLED_MS = 400;

/** What a process has in memory, MB; NaN when it is gone. */
function residentMb(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** What the server holds before an attack: collected, and then at rest for a moment. */
export async function heldBy(pid) {
  collect(pid);
  await pause(SETTLED_MS / 2);
  collect(pid);
  await pause(SETTLED_MS / 2);
  return Math.round(residentMb(pid));
}

/** Waits until the server holds no more than this. @returns MB, also when that took too long */
export async function backTo(pid, mostMb, withinMs) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    collect(pid);
    await pause(COLLECT_EVERY_MS);
    const held = residentMb(pid);
    if (!(held > mostMb) || Date.now() > deadline) return Math.round(held);
  }
}

/** Watches the most it ever has. */
export function peakOf(pid) {
  let most = residentMb(pid);
  const timer = setInterval(() => (most = Math.max(most, residentMb(pid) || 0)), EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      return Math.round(most);
    },
  };
}

/** What is garbage already does not count: see collects.mjs. */
function collect(pid) {
  try {
    process.kill(pid, 'SIGUSR2');
  } catch {
    // it is gone
  }
}
