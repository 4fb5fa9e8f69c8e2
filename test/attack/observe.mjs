import { setTimeout as pause } from 'node:timers/promises';

import { Helper } from './helper.mjs';
import { backTo, heldBy, peakOf } from './memory.mjs';
import { Neighbour } from './neighbour.mjs';

const LIVE_WITHIN_MS = 500;
/** Memory must return to at most `BACK_TO` times its earlier value, or to `SLACK_MB` above it if that is more. */
const BACK_TO = 1.2;
/** A small server may keep caches and compiled code, so a factor alone would be too strict. */
const SLACK_MB = 40;
/** Memory must never grow by more MB than this, even for a moment. */
const GROWS_BY_MB = 300;
const CALM_MS = 200;
const CALM_WITHIN_MS = 90_000;

/**
 * Runs one attack, and measures the server from outside meanwhile.
 * @param settleMs how long memory may take to return
 * @returns a row of the table: figures, `complaints` about violated promises, and whether the only one is that a health check took too long
 */
export async function observe({ attack, place, world, watch, numbers, settleMs }) {
  const before = await heldBy(place.pid);
  await watch.ask('begin', { url: place.url });
  const neighbour = new Neighbour(place.url, world);
  const memory = peakOf(place.pid);
  const attacker = new Helper('attacker.mjs');
  const found = await attacker
    .ask('attack', { name: attack.name, url: place.url, world, numbers }, 180_000)
    .catch((error) => ({ tally: {}, figures: {}, complaints: [`the attack broke off: ${error.message}`], cores: 0 }));
  attacker.end();
  const restarts = await place.revive();
  await untilCalm(watch, place.url);
  const honest = await neighbour.end();
  const live = await watch.ask('end');
  const after = await backTo(place.pid, Math.max(before * BACK_TO, before + SLACK_MB), settleMs);
  const figures = { ...found.figures, 'the watch itself was late, ms': live.lateMs };
  const row = { ...found, figures, restarts, live, neighbour: honest, memory: { before, most: memory.end(), after } };
  const complaints = [...found.complaints, ...complaintsOf(row)];
  return { ...row, complaints, isOnlySlow: complaints.length === 1 && live.longestMs > LIVE_WITHIN_MS };
}

/** The promises that hold during any attack. */
function complaintsOf({ tally, restarts, live, neighbour, memory: { before, most, after } }) {
  const broken = [
    tally.failed > 0 && `5xx: ${tally.failed}`,
    restarts > 0 && `the server ended ${restarts} times`,
    live.longestMs > LIVE_WITHIN_MS && `live: ${live.longestMs} ms`,
    live.failures > 0 && `live failed ${live.failures} times`,
    most - before > GROWS_BY_MB && `memory grew by ${most - before} MB`,
    after > Math.max(before * BACK_TO, before + SLACK_MB) && `memory stayed at ${after} MB, was ${before}`,
    neighbour.failures.length > 0 && `the neighbour: ${neighbour.failures.slice(0, 3).join(', ')}`,
  ];
  return broken.filter(Boolean);
}

/** Waits until `live` answers at once three times in a row. */
async function untilCalm(watch, url) {
  const deadline = Date.now() + CALM_WITHIN_MS;
  for (let calm = 0; calm < 3 && Date.now() < deadline;) {
    const { ms, failed } = await watch.ask('ask', { url });
    calm = !failed && ms < CALM_MS ? calm + 1 : 0;
    if (failed) await pause(100);
  }
}
