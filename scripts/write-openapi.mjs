/**
 * Writes docs/openapi.json from the built server; with `--check` it only says whether the committed one is stale.
 * Keys are sorted, so that the file changes only when the contract does.
 */
import 'reflect-metadata';

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createApp } from '../dist/src/app.setup.js';
import { readConfig } from '../dist/src/platform/config/config.js';
import { describeApi } from '../dist/src/platform/http/api-docs.js';

const file = join(import.meta.dirname, '..', 'docs', 'openapi.json');

async function describe() {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-openapi-'));
  const app = await createApp(readConfig({ DATA_DIR, LOG_LEVEL: 'error', SEED_DEMO: 'false' }));
  try {
    return `${JSON.stringify(sorted(describeApi(app)), null, 2)}\n`;
  } finally {
    await app.close();
    rmSync(DATA_DIR, { recursive: true });
  }
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function written() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const document = await describe();
if (!process.argv.includes('--check')) {
  writeFileSync(file, document);
} else if (document !== written()) {
  console.error('docs/openapi.json is stale: run `npm run docs:openapi` and commit it with the change.');
  process.exitCode = 1;
}
