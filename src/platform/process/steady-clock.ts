/**
 * Milliseconds, to measure durations. It starts as the time since 1970 and is monotonic: setting the machine's clock does not change
 * it. For times that leave the process, use `Date.now()`.
 */
export const steadyNow = (): number => Math.floor(performance.timeOrigin + performance.now());
