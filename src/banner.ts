import { resolve } from 'node:path';

import type { Config } from './platform/config/config.js';

/** What the person who started the server wants to know first. */
export function banner(config: Config, port: number): string {
  const url = `http://${hostToOpen(config.host)}:${port}`;
  return ['', `Parley is running: open ${url}`, ...demoAccounts(config), ...promise(config), ''].join('\n');
}

function hostToOpen(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function demoAccounts({ seedDemo }: Config): string[] {
  if (!seedDemo) return [];
  return ['Sign in as asd@gmail.com (free plan) or asdasdasd@gmail.com (premium), password asdasdasd'];
}

function promise({ embedded, DATA_DIR }: Config): string[] {
  if (!embedded) return [];
  return [
    `Everything is kept in ${resolve(DATA_DIR)}. A crash of the server loses nothing, but a power cut may lose`,
    'the last writes: for durable storage set DATABASE_URL to a PostgreSQL server.',
  ];
}
