/** The database cannot be opened. The message is one sentence for the person who started the server, without secrets. */
export class DatabaseStartError extends Error {}
