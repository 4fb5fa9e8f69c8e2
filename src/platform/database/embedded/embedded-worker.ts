import { parentPort, workerData } from 'node:worker_threads';

import { ensureFiles, type Place } from './first-files.js';
import { openPGlite } from './pglite.js';

/** A request to the thread: run messages of PostgreSQL's protocol, or close the database. */
export type ThreadRequest = Uint8Array | 'close';
/** Answers of the thread: `open` first, then one answer per request, in their order. */
export type ThreadAnswer = Uint8Array | 'open' | 'closed';
/** The database has stopped, with its reason. It answers nothing more. */
export interface ThreadPanic {
  panic: string;
}

/**
 * The thread of the embedded database. A slow query blocks only this thread: the server goes on answering calls that need no database. An
 * error ends the thread, and the code that started it gets the error.
 */
async function serve(place: Place): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('embedded-worker.js is started as a thread, see embedded.ts');
  const answer = (message: ThreadAnswer | ThreadPanic): void => port.postMessage(message);
  let isOpen = false;
  // Errors before it is open are thrown.
  const pglite = await openPGlite(await ensureFiles(place), (panic) => isOpen && answer({ panic }));
  isOpen = true;
  let before: Promise<void> = Promise.resolve();
  port.on('message', (request: ThreadRequest) => {
    before = before.then(async () => {
      if (request !== 'close') return answer(await pglite.execProtocolRaw(request));
      await pglite.close();
      answer('closed');
    });
  });
  answer('open');
}

await serve(workerData as Place);
