/** Random numbers from a seed (mulberry32): the same seed chooses the same moments and the same senders again. */
export class Chance {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low, high) {
    return low + this.next() * (high - low);
  }

  oneOf(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  happens(probability) {
    return this.next() < probability;
  }
}
