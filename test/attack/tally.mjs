const SERVER_ERROR = 500;
const UNAVAILABLE = 503;

/** Counts what somebody's calls came to. */
export class Tally {
  accepted = 0;
  /** Refused with a 4xx, or with 503 and a time to come back. */
  refused = 0;
  /** 5xx that are neither. */
  failed = 0;
  /** Closed without an answer, or none within the time there was. */
  unanswered = 0;
  /** How many of each status or code there were. */
  kinds = {};

  /** @param answer of HTTP: `{ http, retryAfter }`; null where there was none */
  http(answer) {
    const { http, retryAfter } = answer ?? {};
    this.#count(http, http === undefined);
    if (http === undefined) this.unanswered += 1;
    else if (http < 400) this.accepted += 1;
    else if (http < SERVER_ERROR || (http === UNAVAILABLE && retryAfter)) this.refused += 1;
    else this.failed += 1;
    return answer;
  }

  /** @param ack the envelope a socket event was answered with; null where there was none */
  ack(ack) {
    const { status, code, retryAfter } = ack ?? {};
    this.#count(code ?? status, status === undefined);
    if (status === undefined) this.unanswered += 1;
    else if (status === 'success') this.accepted += 1;
    else if (code === 'internal' || (code === 'overloaded' && !retryAfter)) this.failed += 1;
    else this.refused += 1;
    return ack;
  }

  get all() {
    return this.accepted + this.refused + this.failed + this.unanswered;
  }

  #count(kind, none) {
    const name = none ? 'no answer' : String(kind);
    this.kinds[name] = (this.kinds[name] ?? 0) + 1;
  }
}
