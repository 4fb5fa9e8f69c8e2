import { writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';

import { processImage } from '../decoders/images.js';
import { LimitError, type Processed, type ProcessingJob, Rejection } from '../processed.js';
import { processRecording } from '../decoders/recordings.js';
import { Results } from '../decoders/results.js';

/** One job at a time. Its results are files whose names begin with `name`. */
export interface WorkerRequest {
  name: string;
  job: ProcessingJob;
}

/** What became of the job, or why this attempt failed. */
export type WorkerAnswer = { processed: Processed } | { error: string; isOverLimit: boolean };

/**
 * The process that decodes what strangers upload. It holds no secret and no connection but the one to its parent, and may crash: its parent
 * starts another one.
 */
function serve(): void {
  process.umask(0o077);
  yieldToTheServer();
  // The server is gone.
  process.on('disconnect', () => endGroup());
  process.on('message', (request: WorkerRequest) => {
    void answerTo(request).then((answer) => process.send?.(answer));
  });
}

async function answerTo({ name, job }: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return { processed: await run(job, new Results(job.into, name)) };
  } catch (error) {
    if (error instanceof Rejection) return { processed: { status: 'rejected', reason: error.reason } };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { error: text, isOverLimit: error instanceof LimitError };
  }
}

async function run(job: ProcessingJob, results: Results): Promise<Processed> {
  // Decoders say of a file that is not there that it is broken.
  await access(job.path);
  if (job.kind === 'image' || job.purpose === 'avatar') return processImage(job, results);
  return processRecording(job, results);
}

/** Sends come first: this process gets the processor time that the server leaves, and is the first to be killed when memory ends. */
function yieldToTheServer(): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  // Only Linux has these. Without the first, the priority counts only within the session of this process.
  writeIfThere('/proc/self/autogroup', String(constants.priority.PRIORITY_BELOW_NORMAL));
  writeIfThere('/proc/self/oom_score_adj', '1000');
}

function writeIfThere(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'r+' });
  } catch {
    // It works without.
  }
}

/** Ends this process and what it started. */
function endGroup(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit();
  }
}

serve();
