import type { Config } from '../config/config.js';

const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Whether pages of an origin may call this server, over REST and over sockets. */
export function isAllowedOrigin(origin: string, config: Config): boolean {
  if (!config.CORS_ORIGINS) return !config.production && LOCALHOST.test(origin);
  return config.CORS_ORIGINS.includes('*') || config.CORS_ORIGINS.includes(origin);
}

/** Whether a page was loaded from the host that it calls. */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
