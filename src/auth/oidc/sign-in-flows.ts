import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';

import type { BeginSignInDto } from '../../contract/dto/sign-in.dto.js';
import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { SignInCode, SignInFlow } from './identity.entity.js';
import { OidcProvider, type ProviderClaims } from './oidc-provider.js';

const MINUTE = 60_000;
/** Milliseconds that a person may take at the provider. */
const AT_PROVIDER = 10 * MINUTE;
/** Milliseconds for which our one-time code is valid. */
const CODE_LASTS = 2 * MINUTE;

/** Who begins: a browser to sign in, or a session to link an identity. */
type Starter = { browser: string; sessionId: null } | { browser: null; sessionId: string };

/** Where the browser goes in the end, and the PKCE challenge (S256) of whoever waits there. */
interface Destination {
  /** One of OIDC_RETURN_URLS; null for the page. */
  returnUrl: string | null;
  codeChallenge: string | null;
}

/** Where the browser goes in the end, as a client asks for it. */
export function destinationOf({ return: returnUrl, codeChallenge }: BeginSignInDto): Destination {
  return { returnUrl: returnUrl ?? null, codeChallenge: codeChallenge ?? null };
}

/** Who brings back a one-time code. */
interface Holder {
  browser: string | null;
  sessionId: string | null;
  codeVerifier: string | undefined;
}

/**
 * Sign-ins with the provider that are under way. They are rows of the database, so a browser may come back to another node, or after a
 * restart. All secrets that come from outside are stored as hashes.
 */
@Injectable()
export class SignInFlows {
  constructor(
    @InjectRepository(SignInFlow) private readonly flows: Repository<SignInFlow>,
    @InjectRepository(SignInCode) private readonly codes: Repository<SignInCode>,
    private readonly provider: OidcProvider,
    private readonly config: Config,
  ) {}

  /** Checks a destination before anything begins. @throws AppError auth.provider_unknown, request.invalid */
  check({ returnUrl, codeChallenge }: Destination): void {
    this.provider.requireConfigured();
    if (returnUrl === null) return;
    if (!this.config.OIDC_RETURN_URLS?.includes(returnUrl)) {
      throw invalid('return', 'isReturnUrl', 'return must be one of OIDC_RETURN_URLS, or absent for the page');
    }
    // Another app may have registered the same scheme, and would get the code.
    if (codeChallenge === null) throw invalid('codeChallenge', 'isRequired', 'codeChallenge is required with return');
  }

  /** Begins, with a checked destination. @returns the provider's address for the browser @throws AppError auth.provider_failed */
  async begin({ browser, sessionId }: Starter, destination: Destination): Promise<string> {
    const secrets = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
    const address = await this.provider.addressFor(secrets);
    await this.flows.insert({
      ...destination,
      stateHash: hashOf(secrets.state),
      browserHash: browser === null ? null : hashOf(browser),
      sessionId,
      nonce: secrets.nonce,
      verifier: secrets.verifier,
      expiresAt: new Date(Date.now() + AT_PROVIDER),
    });
    return address;
  }

  /**
   * Finishes when the browser comes back from the provider.
   * @param query its query string, with or without `?`
   * @returns where the browser goes: to its destination, with a one-time code or the code of an error behind `#`
   * @throws AppError auth.provider_unknown
   */
  async finish(query: string, browser: string | null): Promise<string> {
    this.provider.requireConfigured();
    const state = new URLSearchParams(query).get('state') ?? '';
    const flow = await this.take(state, browser);
    if (!flow) return this.failed(null, new AppError('auth.sign_in_expired'));
    try {
      const claims = await this.provider.claimsFor(query, { state, ...flow });
      const code = await this.codeFor(flow, claims);
      return this.destination(flow.returnUrl, flow.sessionId === null ? 'sign-in' : 'link', code);
    } catch (error) {
      return this.failed(flow.returnUrl, error);
    }
  }

  /** The address that tells the destination about an error. @throws `error` when it is none of the contract */
  failed(returnUrl: string | null, error: unknown): string {
    if (error instanceof AppError) return this.destination(returnUrl, 'sign-in-error', error.code);
    throw error;
  }

  /**
   * Uses up a one-time code, in a transaction. It stays valid if the transaction fails.
   * @throws AppError auth.provider_unknown, auth.sign_in_expired
   */
  async redeem({ manager }: Tx, code: string, holder: Holder): Promise<ProviderClaims> {
    this.provider.requireConfigured();
    const codeHash = hashOf(code);
    const found = await manager.findOne(SignInCode, { where: { codeHash }, lock: { mode: 'pessimistic_write' } });
    if (!found || found.expiresAt.getTime() <= Date.now() || !isHolder(found, holder)) {
      throw new AppError('auth.sign_in_expired');
    }
    await manager.delete(SignInCode, { codeHash });
    const { issuer, subject, email, isEmailVerified, name } = found;
    return { issuer, subject, email, isEmailVerified, name };
  }

  @Interval(AT_PROVIDER)
  async forgetExpired(): Promise<void> {
    const expired = { expiresAt: LessThan(new Date()) };
    await this.flows.delete(expired);
    await this.codes.delete(expired);
  }

  /** Takes a flow for the browser that began it, once; null when there is none. */
  private async take(state: string, browser: string | null): Promise<SignInFlow | null> {
    const stateHash = hashOf(state);
    const flow = await this.flows.findOneBy({ stateHash });
    if (!flow || flow.expiresAt.getTime() <= Date.now()) return null;
    // A flow of a session needs no cookie: only that session can use its code.
    if (flow.sessionId === null && !isHashOf(flow.browserHash, browser)) return null;
    const { affected } = await this.flows.delete({ stateHash });
    return affected === 1 ? flow : null;
  }

  private async codeFor(flow: SignInFlow, claims: ProviderClaims): Promise<string> {
    const code = newSecret();
    const { browserHash, sessionId, codeChallenge } = flow;
    const expiresAt = new Date(Date.now() + CODE_LASTS);
    await this.codes.insert({ ...claims, codeHash: hashOf(code), browserHash, sessionId, codeChallenge, expiresAt });
    return code;
  }

  /** Behind `#`, because browsers send that part of an address to no server. */
  private destination(returnUrl: string | null, key: string, value: string): string {
    return `${returnUrl ?? `${this.config.publicUrl}/`}#${key}=${value}`;
  }
}

/** A code belongs to whoever knows the verifier of its challenge; without a challenge to the session or browser that began. */
function isHolder(code: SignInCode, { browser, sessionId, codeVerifier }: Holder): boolean {
  if (code.sessionId !== sessionId) return false;
  if (code.codeChallenge !== null) {
    return codeVerifier !== undefined && hashOf(codeVerifier).toString('base64url') === code.codeChallenge;
  }
  return sessionId !== null || isHashOf(code.browserHash, browser);
}

const newSecret = (): string => randomBytes(32).toString('base64url');

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const isHashOf = (hash: Buffer | null, secret: string | null): boolean =>
  hash !== null && secret !== null && hashOf(secret).equals(hash);
