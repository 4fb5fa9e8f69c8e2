import type { ServerAddress } from './start.mjs';

/** The addresses of the nodes that the test files of this Jest worker share. */
export function keptServers(): Promise<ServerAddress[]>;
