import { Injectable, Logger } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type * as Client from 'openid-client';

import { isBlank, oneLine } from '../../contract/rules/typed-text.js';
import { textProblem } from '../../contract/rules/validation.js';
import { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';

/** Seconds for one request to the provider. */
const ANSWERED_WITHIN = 3;
/** Milliseconds for all requests of one sign-in. It is less than the deadline of a call, so that the browser can still be sent back. */
const FINISHED_WITHIN = 4_500;
/** Milliseconds for which the description of the provider is used. Its keys are fetched again when a token names an unknown one. */
const DESCRIBED_FOR = 60 * 60 * 1000;

/** What a sign-in remembers until the browser comes back from the provider. */
export interface Secrets {
  state: string;
  nonce: string;
  verifier: string;
}

/** What the provider says about a person who has signed in there. */
export interface ProviderClaims {
  issuer: string;
  subject: string;
  /** Null when the provider gave none that can be used. */
  email: string | null;
  isEmailVerified: boolean;
  /** One line of at most 80 characters; null when the provider gave none. */
  name: string | null;
}

interface Described {
  configuration: Client.Configuration;
  client: typeof Client;
}

/**
 * The OpenID Connect provider of the settings. Its library is loaded, and the provider asked for its description, when somebody signs in: a
 * provider that is down does not stop the start, and is asked again at the next sign-in.
 */
@Injectable()
export class OidcProvider {
  private readonly logger = new Logger(OidcProvider.name);
  private described?: Promise<Described>;
  /** Until when the description is used, on the clock of `performance.now`. */
  private until = 0;

  constructor(private readonly config: Config) {}

  /** Where the provider sends the browser back. */
  get callbackUrl(): string {
    return `${this.config.publicUrl}/api/sign-in/oidc/callback`;
  }

  /** @throws AppError auth.provider_unknown */
  requireConfigured(): void {
    if (this.config.OIDC_ISSUER === undefined) throw new AppError('auth.provider_unknown');
  }

  /** The address at which a person signs in at the provider. @throws AppError auth.provider_unknown, auth.provider_failed */
  async addressFor({ state, nonce, verifier }: Secrets): Promise<string> {
    const { client, configuration } = await this.asking(this.describe());
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callbackUrl,
      response_type: 'code',
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return address.href;
  }

  /**
   * Exchanges the provider's code for what it says about the person, and checks state, nonce, issuer, audience and signature.
   * @param query with which the browser came back, with or without `?`
   * @throws AppError auth.provider_denied, auth.provider_failed
   */
  claimsFor(query: string, secrets: Secrets): Promise<ProviderClaims> {
    return this.asking(this.claims(query, secrets));
  }

  private async claims(query: string, { state, nonce, verifier }: Secrets): Promise<ProviderClaims> {
    const { client, configuration } = await this.describe();
    const backAt = new URL(this.callbackUrl);
    backAt.search = query;
    const tokens = await client.authorizationCodeGrant(configuration, backAt, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider gave no ID token');
    // Many providers give e-mail and name only here.
    const isShort = claims.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = isShort ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    return readClaims({ ...more, ...claims });
  }

  /** Concurrent sign-ins share one question. */
  private describe(): Promise<Described> {
    if (this.described && performance.now() < this.until) return this.described;
    this.until = performance.now() + DESCRIBED_FOR;
    this.described = this.ask();
    this.described.catch(() => (this.until = 0));
    return this.described;
  }

  private async ask(): Promise<Described> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = '' } = this.config;
    if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) throw new AppError('auth.provider_unknown');
    const client = await import('openid-client');
    const issuer = new URL(OIDC_ISSUER);
    const authenticate = authentication(client, OIDC_CLIENT_SECRET);
    const configuration = await client.discovery(issuer, OIDC_CLIENT_ID, undefined, authenticate, {
      timeout: ANSWERED_WITHIN,
      execute: [
        client.enableNonRepudiationChecks,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the settings refuse such an address in production
        ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    });
    return { client, configuration };
  }

  /** Limits the time, and turns failures into errors of the contract. The log has the reason. */
  private async asking<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the provider took too long')), FINISHED_WITHIN);
    });
    try {
      return await Promise.race([work, tooLate]);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (isDenial(error)) throw new AppError('auth.provider_denied', { cause: error });
      this.logger.warn({ err: error }, 'a sign-in with the provider failed');
      throw new AppError('auth.provider_failed', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `client_secret_basic` is the default of the standard. A provider that does not list it gets the secret in the body. */
function authentication(client: typeof Client, secret: string): Client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] } = server;
    return methods.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest);
  };
}

/** Whether the person has refused at the provider, or the provider has refused the person. */
const isDenial = (error: unknown): boolean => (error as { error?: unknown } | null)?.error === 'access_denied';

const SUBJECT = /^[\x20-\x7e]{1,255}$/;
const LONGEST_EMAIL = 254;
const LONGEST_NAME = 80;

/** Takes from the claims what has the right form, because the provider's people may have written some of it. */
function readClaims(claims: Record<string, unknown>): ProviderClaims {
  const { iss, sub, email, email_verified: isVerified, name, preferred_username: username } = claims;
  if (typeof iss !== 'string' || typeof sub !== 'string' || !SUBJECT.test(sub)) {
    throw new Error('the ID token has no subject of 1 to 255 characters');
  }
  const isUsable = typeof email === 'string' && textProblem(email, 1, LONGEST_EMAIL) === null && isEmail(email);
  return {
    issuer: iss,
    subject: sub,
    email: isUsable ? email : null,
    isEmailVerified: isUsable && isVerified === true,
    name: readName(name) ?? readName(username),
  };
}

function readName(name: unknown): string | null {
  if (typeof name !== 'string') return null;
  const line = [...oneLine(name.slice(0, 10 * LONGEST_NAME).toWellFormed())].slice(0, LONGEST_NAME).join('').trim();
  return isBlank(line) ? null : line;
}
