import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const CLIENT_ID = 'parley';
const CLIENT_SECRET = 'a secret between the provider & Parley';

/** What the provider says about a person. */
interface Claims {
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** How the provider's next ID tokens differ from right ones; null: they are right. */
type Forgery = { claims?: Record<string, unknown>; withStrangeKey?: boolean } | null;

/** An OpenID Connect provider on a port of its own. */
export class Provider {
  private constructor(
    private readonly child: ChildProcess,
    private readonly publicUrl: string,
    readonly issuer: string,
  ) {}

  /** @param publicUrl the address under which it knows the server */
  static async start(publicUrl: string): Promise<Provider> {
    const callback = `${publicUrl}/api/sign-in/oidc/callback`;
    const child = fork(join(__dirname, 'main.mjs'), [CLIENT_ID, CLIENT_SECRET, callback], { silent: true });
    const [port] = (await once(child, 'message')) as [number];
    return new Provider(child, publicUrl, `http://127.0.0.1:${port}`);
  }

  /** What a server needs to know to use this provider. */
  get settings(): Record<string, string> {
    return {
      PUBLIC_URL: this.publicUrl,
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_NAME: 'Example login',
    };
  }

  knows(id: string, claims: Claims): Promise<void> {
    return this.tell('knows', id, claims);
  }

  forge(forgery: Forgery): Promise<void> {
    return this.tell('forge', forgery);
  }

  /** It stops listening on its port. */
  goAway(): Promise<void> {
    return this.tell('goAway');
  }

  comeBack(): Promise<void> {
    return this.tell('comeBack');
  }

  stop(): void {
    this.child.disconnect();
  }

  private async tell(...message: unknown[]): Promise<void> {
    this.child.send(message);
    await once(this.child, 'message');
  }
}
