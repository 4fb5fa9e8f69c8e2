/** A figure of several rounds: what is typical, and how far the rounds lay apart. */
export interface Figure {
  median: number;
  low: number;
  high: number;
}

export function figure(values: number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: percentile(sorted, 0.5), low: sorted[0] ?? NaN, high: sorted.at(-1) ?? NaN };
}

/** Of what was measured side by side, round by round: a busy neighbour slows both. */
export function ratio(ours: number[], theirs: number[]): Figure {
  return figure(ours.map((value, round) => value / (theirs[round] ?? NaN)));
}

/** @param sorted ascending */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
  return below + (above - below) * (place % 1);
}
