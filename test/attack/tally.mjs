const SERVER_ERROR = 500;
const UNAVAILABLE = 503;

/** Counts the results of calls. */
export class Tally {
  accepted = 0;
  /** Refused with a 4xx, or with 503 and `Retry-After`. */
  refused = 0;
  /** All other 5xx. */
  failed = 0;
  /** Closed without an answer, or no answer in time. */
  unanswered = 0;
  /** The number of answers by status or code. */
  kinds = {};

  /** @param answer of HTTP: `{ http, retryAfter }`; null if there was none */
  http(answer) {
    const { http, retryAfter } = answer ?? {};
    this.#count(http, http === undefined);
    if (http === undefined) this.unanswered += 1;
    else if (http < 400) this.accepted += 1;
    else if (http < SERVER_ERROR || (http === UNAVAILABLE && retryAfter)) this.refused += 1;
    else this.failed += 1;
    return answer;
  }

  /** @param ack the envelope that answered a socket event; null if there was none */
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
