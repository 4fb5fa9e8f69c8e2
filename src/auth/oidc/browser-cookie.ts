import { randomBytes } from 'node:crypto';

import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { Config } from '../../platform/config/config.js';

/** A parameter decorator: the cookies of a request, as the browser sent them. */
export const Cookies = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<FastifyRequest>().headers.cookie ?? '',
);

const VALUE = /^[\w-]{43}$/;
/** Seconds: as long as a person may take at the provider. */
const LASTS = 600;

/**
 * The cookie by which a sign-in is finished in the browser that began it. Without it an attacker could begin a sign-in as themselves, and have
 * somebody else finish it. It gives no access: calls are authenticated by tokens only.
 */
@Injectable()
export class BrowserCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor({ publicUrl }: Config) {
    this.isSecure = publicUrl.startsWith('https:');
    // Browsers accept a cookie with this prefix from this host only, and not from other hosts of its domain.
    this.name = this.isSecure ? '__Host-parley-sign-in' : 'parley-sign-in';
  }

  /** The value in a Cookie header; null when there is none that this server could have made. */
  read(cookies: string): string | null {
    const given = cookies.split(';').map((cookie) => cookie.trim().split('='));
    const value = given.find(([name]) => name === this.name)?.[1] ?? '';
    return VALUE.test(value) ? value : null;
  }

  /** A value for a new browser. A browser keeps its value, so that it can sign in in two tabs at once. */
  make(): string {
    return randomBytes(32).toString('base64url');
  }

  /** The Set-Cookie header. The provider sends the browser back with a link, which `Lax` permits. */
  header(value: string): string {
    const rules = ['Path=/', `Max-Age=${LASTS}`, 'HttpOnly', 'SameSite=Lax', ...(this.isSecure ? ['Secure'] : [])];
    return [`${this.name}=${value}`, ...rules].join('; ');
  }
}
