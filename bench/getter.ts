import { Agent, get } from 'node:http';

export interface Got {
  ms: number;
  bytes: number;
}

/** A reader on one kept-alive connection, who measures the time until the last byte. */
export class Getter {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  read(path: string): Promise<Got> {
    const since = performance.now();
    const headers = { authorization: `Bearer ${this.token}` };
    return new Promise((resolve, reject) => {
      get(`${this.url}${path}`, { agent: this.agent, headers }, (answer) => {
        let bytes = 0;
        answer.on('data', (part: Buffer) => (bytes += part.length));
        answer.once('end', () => {
          if (answer.statusCode === 200) resolve({ ms: performance.now() - since, bytes });
          else reject(new Error(`${path} was answered with ${answer.statusCode ?? 'nothing'}`));
        });
      }).once('error', reject);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
