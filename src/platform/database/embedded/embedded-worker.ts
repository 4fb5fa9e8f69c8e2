import { parentPort, workerData } from 'node:worker_threads';

import { openPGlite } from './pglite.js';

/** What the thread is asked to do: run bytes of PostgreSQL's protocol, or close the database. */
export type ThreadRequest = Uint8Array | 'close';
/** `open` once, first; then an answer for each request, in their order. */
export type ThreadAnswer = Uint8Array | 'open' | 'closed';
/** The database gave up, and says why: it answers nothing from here on. */
export interface ThreadPanic {
  panic: string;
}

/**
 * The thread of the embedded database. A query that takes a second keeps this thread busy and no other: the server goes on
 * answering what needs no database. An error ends the thread; whoever started it hears of it.
 */
async function serve(directory: string): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('embedded-worker.js is started as a thread, see embedded.ts');
  const answer = (message: ThreadAnswer | ThreadPanic): void => port.postMessage(message);
  let isOpen = false;
  // What goes wrong before is thrown.
  const pglite = await openPGlite(directory, (panic) => isOpen && answer({ panic }));
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

await serve(workerData as string);
