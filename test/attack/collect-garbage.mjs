/**
 * Loaded into the server with `--expose-gc`: SIGUSR2 collects its garbage. An idle Node keeps garbage for minutes, and the suite
 * compares the memory that the server still uses.
 */
process.on('SIGUSR2', () => globalThis.gc());
