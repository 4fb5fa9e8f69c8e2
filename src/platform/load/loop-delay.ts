const LOOK_EVERY = 50;
/** Milliseconds the event loop is late, */
const LATE = 100;
/** so many looks in a row: a pause for garbage is none. */
const IN_A_ROW = 3;

/** Watches how late this process gets to its work. */
export class LoopDelay {
  private lastLook = performance.now();
  private lateLooks = 0;

  constructor() {
    setInterval(() => this.look(), LOOK_EVERY).unref();
  }

  /** Whether it has been late for some time. */
  get isHigh(): boolean {
    return this.lateLooks >= IN_A_ROW;
  }

  private look(): void {
    const now = performance.now();
    const isLate = now - this.lastLook - LOOK_EVERY > LATE;
    this.lateLooks = isLate ? this.lateLooks + 1 : 0;
    this.lastLook = now;
  }
}
