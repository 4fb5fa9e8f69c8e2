import { setTimeout as pause } from 'node:timers/promises';

import { Helper } from '../helper.mjs';
import { TRANSPORTS } from './transports.mjs';

const TIMES = 10;
/** Milliseconds: below this there is only the jitter of a busy machine to measure. */
const JITTER_MS = 10;
const RECOVERED_WITHIN_S = 10;
const LIVE_WITHIN_MS = 500;
const IDLE_EACH_SECOND = 50;
const CONNECTIONS_AT_REST = 4;
const GIVEN_UP_S = 60;

/**
 * Durations in seconds. The p99 of calls after the first seconds may be this many times the idle p99. In a run of ten seconds, the
 * beginning, before a node knows that it is overloaded, is more than a hundredth of all calls, and one second of idle calls is a
 * small sample.
 */
export const OVERLOAD = {
  short: { measure: 1, seconds: 10, after: 2, slower: 20 },
  long: { measure: 2, seconds: 60, after: 0, slower: 5 },
};

/**
 * Sends ten times the load that the server can handle, over REST or sockets, and measures the accepted part.
 * @returns the figures, and `complaints`: violations as sentences
 */
export async function overload({ place, world, watch, numbers, transport }) {
  const generator = new Helper('overload/generator.mjs');
  const probe = new Helper('overload/generator.mjs');
  const given = { transport, url: place.url, crowd: world.crowd };
  try {
    await probe.ask('open', { ...given, count: CONNECTIONS_AT_REST });
    await generator.ask('open', { ...given, count: TRANSPORTS[transport].connections });
    const idle = await probe.ask('load', { perSecond: IDLE_EACH_SECOND, seconds: numbers.measure });
    const capacity = await generator.ask('capacity', { seconds: numbers.measure });
    const most = numbers.slower * Math.max(idle.p99, JITTER_MS);
    const rested = await recovery(probe, most);
    await watch.ask('begin', { url: place.url });
    const load = await generator.ask('load', { ...numbers, perSecond: TIMES * capacity }, 300_000);
    generator.end();
    // Counts from the last call sent, because calls that are answered later still belong to the overload.
    const recovered = Math.round((load.waited + (await recovery(probe, most))) * 10) / 10;
    const live = await watch.ask('end');
    const seen = { transport, capacity: Math.round(capacity), idleP99: idle.p99, most, load, recovered, live };
    const figures = { ...load, 'at rest after, s': rested, 'the watch itself was late, ms': live.lateMs };
    return { ...seen, figures, complaints: complaintsOf(seen, numbers) };
  } finally {
    generator.end();
    probe.end();
  }
}

/** @returns seconds until all probes of one second were answered in time */
async function recovery(probe, mostMs) {
  const since = performance.now();
  const seconds = () => (performance.now() - since) / 1_000;
  while (seconds() < GIVEN_UP_S) {
    const begun = seconds();
    const { accepted, refused, failed, unanswered, p99 } = await probe.ask('load', { perSecond: 20, seconds: 0.5 });
    if (accepted > 0 && refused + failed + unanswered === 0 && p99 <= mostMs) return Math.round(begun * 10) / 10;
    await pause(50);
  }
  return GIVEN_UP_S;
}

function complaintsOf({ most, load, recovered, live }, { seconds }) {
  const broken = [
    load.failed > 0 && `5xx without a time to come back: ${load.failed}`,
    load.unanswered + load.late > 0 && `never answered: ${load.unanswered + load.late}`,
    load.accepted === 0 && 'nothing was accepted',
    !(load.p99 <= most) && `p99 of what was accepted: ${load.p99} ms, may be ${most}`,
    live.longestMs > LIVE_WITHIN_MS && `live: ${live.longestMs} ms`,
    live.failures > 0 && `live failed ${live.failures} times`,
    recovered > RECOVERED_WITHIN_S && `recovered after ${recovered} s`,
    load.offered < seconds && 'no load was made',
  ];
  return broken.filter(Boolean);
}
