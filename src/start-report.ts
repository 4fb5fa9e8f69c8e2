import { join, resolve } from 'node:path';

import { type Config, ConfigError } from './platform/config/config.js';
import { cannotOpen, isDamage } from './platform/database/embedded/file-errors.js';
import { StartError } from './platform/process/start-error.js';

/** The text for the person who started the server: its URL, the demo accounts, and how durable the database is. */
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

/** A sentence for the person who starts the server: why the start failed. Null for unexpected errors, which need the stack. */
export function explain(error: unknown, config?: Config): string | null {
  if (error instanceof ConfigError || error instanceof StartError) return error.message;
  if (config?.embedded && isDamage(error)) return cannotOpen(join(config.DATA_DIR, 'postgres'), error as Error);
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' || syscall === 'getaddrinfo') return cannotListen(code ?? '', config);
  if (config && path !== undefined && resolve(path).startsWith(resolve(config.DATA_DIR))) {
    return `The data directory ${resolve(config.DATA_DIR)} cannot be used: ${message}. Set DATA_DIR to one that this user may write.`;
  }
  return null;
}

function cannotListen(code: string, config?: Config): string {
  const place = `Cannot listen on ${config?.host ?? ''} port ${config?.PORT ?? ''}`;
  switch (code) {
    case 'EADDRINUSE':
      return `${place}: another program does. Stop it, or set PORT to another port.`;
    case 'EACCES':
      return `${place}: this user may not. Set PORT to 1024 or above.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${place}: this machine has no such address. Set HOST to one it has, or to 0.0.0.0 for all of them.`;
    default:
      return `${place}: ${code}. Check HOST and PORT.`;
  }
}
