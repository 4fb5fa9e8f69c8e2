/**
 * Loaded into the server with `--expose-gc`: SIGUSR2 collects its garbage. An idle Node keeps garbage for minutes; what the suite
 * compares is what the server still holds.
 */
process.on('SIGUSR2', () => globalThis.gc());
