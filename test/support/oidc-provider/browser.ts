import { server } from '../server.js';

/** No chain of redirects in a sign-in is longer. */
const MOST_HOPS = 10;

/** A browser that follows redirects and keeps cookies for each host, as far as a sign-in needs it. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param publicUrl the address at which it reaches the server */
  constructor(private readonly publicUrl: string) {}

  /**
   * Opens an address and follows redirects until one leads to a page or an app. Where the provider asks who signs in, it is this person.
   * @param as their id at the provider; an empty one cancels there
   * @param stopAt follows no redirect to an address that begins like this
   * @returns the last address
   */
  async open(address: string, as: string, stopAt = '#'): Promise<string> {
    let at = new URL(address, this.publicUrl);
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      if (at.pathname.startsWith('/interaction/')) at.searchParams.set('as', as);
      const answer = await this.get(at);
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`${at.href} answered ${answer.status}: ${await answer.text()}`);
      at = new URL(location, at);
      if (at.hash !== '' || at.href.startsWith(stopAt)) return at.href;
    }
    throw new Error(`there are too many redirects, the last one to ${at.href}`);
  }

  /** The Cookie header for the server. */
  get cookie(): string {
    return this.cookiesFor(new URL(this.publicUrl));
  }

  /** The server is reached under its public address. With two nodes, the browser comes back from the provider to the other one. */
  private async get(at: URL): Promise<Response> {
    const isOurs = at.origin === this.publicUrl;
    const node = at.pathname.endsWith('/callback') ? server().live : server();
    const target = isOurs ? new URL(at.pathname + at.search, node.url) : at;
    const answer = await fetch(target, { redirect: 'manual', headers: { cookie: this.cookiesFor(at) } });
    for (const cookie of answer.headers.getSetCookie()) this.keep(at, cookie);
    return answer;
  }

  private cookiesFor({ host }: URL): string {
    return [...(this.cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep({ host }: URL, cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    const ofHost = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, ofHost.set(name, value));
  }
}
