import 'reflect-metadata';

import { existsSync } from 'node:fs';

import { type Config, readConfig } from './platform/config/config.js';
import { openAhead } from './platform/database/embedded/embedded.js';
import { keepNewFilesPrivate, makeDataDirPrivate } from './platform/process/private-files.js';

let config: Config | undefined;
try {
  keepNewFilesPrivate();
  // Variables of the environment take precedence over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  config = readConfig(process.env);
  const open = makeDataDirPrivate(config.DATA_DIR);
  if (config.embedded) openAhead({ dataDir: config.DATA_DIR, withDemo: config.copiesDemo });
  // Only now the rest of the server is loaded, while the database opens in its thread.
  const { serve } = await import('./serve.js');
  await serve(config, open);
} catch (err) {
  const { report } = await import('./serve.js');
  report(err, config);
  process.exit(1);
}
