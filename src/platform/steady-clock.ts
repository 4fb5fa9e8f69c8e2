/**
 * Milliseconds for measuring how long something takes or lasts. It begins as the time since 1970 and goes on evenly, also when
 * somebody sets the machine's clock, which `Date.now()` follows. For times that leave the process, take `Date.now()`.
 */
export const steadyNow = (): number => Math.floor(performance.timeOrigin + performance.now());
