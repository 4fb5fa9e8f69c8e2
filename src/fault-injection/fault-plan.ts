import { FAULT_KINDS, type FaultCountsView, type FaultKind, type FaultsView } from '../contract/views/faults.view.js';

/**
 * A pseudo-random number from 0 (included) to 1 (excluded), the same for the same words. It has no state, so a fault of one thing does not
 * depend on other things. FNV-1a over the words, then the finalizer of MurmurHash3.
 */
export function chance(...words: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of words.join('/')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export type FaultSettings = Omit<FaultsView, 'counts' | 'endsAt'>;

/** The faults of one session, and how often each has happened. */
export class FaultPlan {
  readonly counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as unknown as FaultCountsView;
  /** The REST calls of the session. */
  readonly calls = new FaultSequence(this, 'calls');
  /** The attempts of the session to open a socket. */
  readonly handshakes = new FaultSequence(this, 'handshakes');
  private sockets = 0;

  constructor(
    readonly settings: FaultSettings,
    readonly endsAt: Date,
  ) {}

  /** The traffic of the next socket of the session. */
  nextSocket(): FaultSequence {
    return new FaultSequence(this, `socket ${++this.sockets}`);
  }
}

/**
 * Decides the faults of one socket, or of the calls or handshakes of a session. It counts by name: the third `message.created` of the second
 * socket always gets the same faults, whatever else came before it. So a failure can be repeated even if other events come in another order.
 */
export class FaultSequence {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly plan: FaultPlan,
    private readonly source: string,
  ) {}

  /** The faults of the next thing of this name. @param name one of a limited number, because each is kept in memory */
  next(name: string): FaultDecision {
    const n = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, n);
    return new FaultDecision(this.plan, `${this.source}/${name}/${n}`);
  }
}

/** The faults of one call, event or packet. Each kind may be requested once only, because `happens` counts it. */
export class FaultDecision {
  constructor(
    private readonly plan: FaultPlan,
    private readonly key: string,
  ) {}

  /** Decides whether this fault happens, and counts it if it does. */
  happens(kind: FaultKind): boolean {
    const { seed, ...settings } = this.plan.settings;
    const often = kind === 'delay' ? settings.delay.chance : settings[kind];
    const happened = chance(seed, this.key, kind) < often;
    if (happened) this.plan.counts[kind] += 1;
    return happened;
  }

  /** @returns milliseconds; 0 when it is not delayed */
  delay(): number {
    const { seed, delay } = this.plan.settings;
    return this.happens('delay') ? Math.ceil(chance(seed, this.key, 'ms') * delay.ms) : 0;
  }
}
