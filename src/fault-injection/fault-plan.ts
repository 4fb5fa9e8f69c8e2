import { FAULT_KINDS, type FaultCountsView, type FaultKind, type FaultsView } from '../contract/views/faults.view.js';

/**
 * A number from 0 up to 1 that is always the same for the same words: no state, so that what strikes one thing depends
 * on nothing that happened to others. FNV-1a over the words, then the finish of MurmurHash3.
 */
export function chance(...words: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of words.join('/')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export type FaultSettings = Omit<FaultsView, 'counts' | 'endsAt'>;

/** What goes wrong for one session, and how often it did. */
export class FaultPlan {
  readonly counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as unknown as FaultCountsView;
  /** Its calls over REST. */
  readonly calls = new Traffic(this, 'calls');
  /** Its attempts to open a socket. */
  readonly handshakes = new Traffic(this, 'handshakes');
  private sockets = 0;

  constructor(
    readonly settings: FaultSettings,
    readonly endsAt: Date,
  ) {}

  /** Its next socket, from where it stands. */
  nextSocket(): Traffic {
    return new Traffic(this, `socket ${++this.sockets}`);
  }
}

/**
 * What passes along one way, counted by name: the third `message.created` of the second socket meets the same fate
 * whatever else passed before it, so that a failure repeats also where other things come in another order.
 */
export class Traffic {
  private readonly passed = new Map<string, number>();

  constructor(
    private readonly plan: FaultPlan,
    private readonly way: string,
  ) {}

  /** @param name one of a bounded list */
  next(name: string): Fate {
    const n = (this.passed.get(name) ?? 0) + 1;
    this.passed.set(name, n);
    return new Fate(this.plan, `${this.way}/${name}/${n}`);
  }
}

/** What happens to one thing; each kind is asked for at most once. */
export class Fate {
  constructor(
    private readonly plan: FaultPlan,
    private readonly what: string,
  ) {}

  strikes(kind: FaultKind): boolean {
    const { seed, ...settings } = this.plan.settings;
    const often = kind === 'delay' ? settings.delay.chance : settings[kind];
    const struck = chance(seed, this.what, kind) < often;
    if (struck) this.plan.counts[kind] += 1;
    return struck;
  }

  /** Milliseconds; 0 when it is not delayed. */
  delay(): number {
    const { seed, delay } = this.plan.settings;
    return this.strikes('delay') ? Math.ceil(chance(seed, this.what, 'ms') * delay.ms) : 0;
  }
}
