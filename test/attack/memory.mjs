import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;
const COLLECT_EVERY_MS = 250;
const SETTLED_MS = 400;

/** The memory of a process, MB; NaN if it has ended. */
function residentMb(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** The memory of the server before an attack: after garbage collection and a short rest. */
export async function heldBy(pid) {
  collect(pid);
  await pause(SETTLED_MS / 2);
  collect(pid);
  await pause(SETTLED_MS / 2);
  return Math.round(residentMb(pid));
}

/** Waits until the server uses no more than this. @returns MB, even if that took too long */
export async function backTo(pid, mostMb, withinMs) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    collect(pid);
    await pause(COLLECT_EVERY_MS);
    const held = residentMb(pid);
    if (!(held > mostMb) || Date.now() > deadline) return Math.round(held);
  }
}

/** Measures the highest value. */
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

/** Collects garbage first, because garbage does not count: see collect-garbage.mjs. */
function collect(pid) {
  try {
    process.kill(pid, 'SIGUSR2');
  } catch {
    // The process has ended.
  }
}
