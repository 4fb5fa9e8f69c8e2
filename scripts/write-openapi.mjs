/** Writes docs/openapi.json from the built server; with `--check` it only reports whether the committed file is stale. */
import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createApp } from '../dist/src/app.setup.js';
import { readConfig } from '../dist/src/platform/config/config.js';
import { describeApi } from '../dist/src/platform/http/docs/api-docs.js';
import { commit, sortedJson } from './committed.mjs';

async function describe() {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-openapi-'));
  const app = await createApp(readConfig({ DATA_DIR, LOG_LEVEL: 'error', SEED_DEMO: 'false' }));
  try {
    return sortedJson(describeApi(app));
  } finally {
    await app.close();
    rmSync(DATA_DIR, { recursive: true });
  }
}

commit('docs/openapi.json', await describe(), 'npm run docs:openapi');
