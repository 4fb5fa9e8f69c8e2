import 'reflect-metadata';

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Config, readConfig } from './platform/config/config.js';
import { openAhead } from './platform/database/embedded/embedded.js';
import { keepNewFilesPrivate, makeDataDirPrivate } from './platform/process/private-files.js';

let config: Config | undefined;

function readSettings(): Config {
  // Variables of the environment take precedence over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

async function startServer(): Promise<void> {
  config = readSettings();
  const open = makeDataDirPrivate(config.DATA_DIR);
  if (config.embedded) openAhead({ dataDir: config.DATA_DIR, withDemo: config.copiesDemo });
  // Only now the rest of the server is loaded, while the database opens in its thread.
  const { serve } = await import('./serve.js');
  await serve(config, open);
}

/** A command finds the database opening when its code is loaded. The command line reports what prevents it. */
function openForCommand(): void {
  try {
    const { embedded, DATA_DIR, copiesDemo } = readSettings();
    if (embedded && existsSync(join(DATA_DIR, 'postgres'))) openAhead({ dataDir: DATA_DIR, withDemo: copiesDemo });
  } catch {
    // It reads the settings again.
  }
}

const words = process.argv.slice(2);
try {
  keepNewFilesPrivate();
  if (words.length === 0) await startServer();
  else {
    if (words.length > 1 && !words.includes('--help')) openForCommand();
    const { runCommandLine } = await import('./command-line.js');
    process.exit(await runCommandLine(words, readSettings));
  }
} catch (err) {
  const { report } = await import('./serve.js');
  report(err, config);
  process.exit(1);
}
