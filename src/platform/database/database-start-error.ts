import { StartError } from '../start-error.js';

/** The database cannot be opened. */
export class DatabaseStartError extends StartError {}
