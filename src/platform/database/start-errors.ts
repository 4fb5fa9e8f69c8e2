import { StartError } from '../process/start-error.js';

/** The database cannot be opened. */
export class DatabaseStartError extends StartError {}

/** The embedded database has stopped while the server ran. The message is for the person who runs the server. */
export class DatabaseStoppedError extends Error {
  /** @param reason the message of the database */
  constructor(reason: string) {
    const advice = reason.includes('No space left') ? 'Make room on the disk of DATA_DIR, and start' : 'Start';
    super(`The embedded database has stopped: ${reason}. ${advice} the server again; nothing acknowledged is lost.`);
    this.stack = this.message;
  }
}
