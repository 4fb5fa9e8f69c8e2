/** A figure over several rounds: the typical value and its range. */
export interface Figure {
  median: number;
  low: number;
  high: number;
}

export function figure(values: number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: percentile(sorted, 0.5), low: sorted[0] ?? NaN, high: sorted.at(-1) ?? NaN };
}

/** The ratios of values measured side by side, round by round, because other work on the machine slows down both. */
export function ratio(ours: number[], theirs: number[]): Figure {
  return figure(ours.map((value, round) => value / (theirs[round] ?? NaN)));
}

/** @param sorted ascending */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
  return below + (above - below) * (place % 1);
}
