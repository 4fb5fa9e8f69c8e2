import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUCKET = 'media';
/** How the names of the files end in which s3rver stores objects. */
const OBJECT = '._S3rver_object';

/** A server that speaks the protocol of S3, on a port of its own, with an empty bucket in a temporary directory. */
export class S3Server {
  private constructor(
    private readonly directory: string,
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {}

  static async start(): Promise<S3Server> {
    const directory = mkdtempSync(join(tmpdir(), 'parley-s3-'));
    // s3rver encrypts the tokens of its pages with DES, which Node refuses otherwise.
    const execArgv = ['--openssl-legacy-provider'];
    const child = fork(join(__dirname, 'main.mjs'), [directory, BUCKET], { execArgv });
    const [port] = (await once(child, 'message')) as [number];
    return new S3Server(directory, child, port);
  }

  /** What a server needs to know to store its media here. */
  get settings(): Record<string, string> {
    return {
      MEDIA_STORAGE: 's3',
      S3_ENDPOINT: `http://127.0.0.1:${this.port}`,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
      S3_FORCE_PATH_STYLE: 'true',
    };
  }

  /** The keys of all objects, without their folders. */
  get objects(): string[] {
    const names = readdirSync(join(this.directory, BUCKET), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith(OBJECT)).map((name) => name.slice('00/'.length, -OBJECT.length));
  }

  /** The ids of multipart uploads that were neither completed nor aborted. */
  get unfinished(): string[] {
    const uploads = join(this.directory, BUCKET, '._S3rver_uploads');
    return existsSync(uploads) ? readdirSync(uploads) : [];
  }

  /** Removes all objects and all parts. */
  empty(): void {
    const bucket = join(this.directory, BUCKET);
    for (const name of readdirSync(bucket)) rmSync(join(bucket, name), { recursive: true });
  }

  /** Puts an object there without a call. */
  put(name: string): void {
    mkdirSync(join(this.directory, BUCKET, name, '..'), { recursive: true });
    writeFileSync(join(this.directory, BUCKET, `${name}._S3rver_metadata.json`), '{}');
    writeFileSync(join(this.directory, BUCKET, name + OBJECT), 'an object');
  }

  /** It answers the next calls with 503. */
  failNext(calls: number): Promise<void> {
    return this.tell('fail', calls);
  }

  /** It completes the next multipart uploads, and cuts the connection instead of answering. */
  loseCompletions(calls: number): Promise<void> {
    return this.tell('loseCompletions', calls);
  }

  /** Whether it accepts calls and never answers. */
  silence(on: boolean): Promise<void> {
    return this.tell('silence', on);
  }

  /** It accepts no connections any more. */
  goAway(): Promise<void> {
    return this.tell('goAway');
  }

  comeBack(): Promise<void> {
    return this.tell('comeBack');
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async tell(command: string, value?: unknown): Promise<void> {
    const done = once(this.child, 'message');
    this.child.send([command, value]);
    await done;
  }
}
