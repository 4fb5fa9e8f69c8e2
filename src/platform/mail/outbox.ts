import { randomBytes } from 'node:crypto';
import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { Logger } from '@nestjs/common';

import type { Mail, MailTransport } from './mail.js';

/** Maximum number of files. Beyond it, the oldest are removed. */
const MOST = 500;
/** After how many mails the files are counted again. */
const COUNTED_EVERY = 50;

/** Writes each mail to a file of its own, which only the user of this process can read. For development: nobody receives them. */
export class Outbox implements MailTransport {
  private readonly logger = new Logger(Outbox.name);
  private readonly directory: string;
  private count = 0;

  constructor(
    dataDir: string,
    private readonly from: string,
  ) {
    this.directory = resolve(join(dataDir, 'outbox'));
  }

  async deliver(mail: Mail): Promise<void> {
    // Counted before anything is awaited, because two mails may be written at the same time.
    this.count += 1;
    const number = this.count;
    if (number === 1) this.logger.warn(`SMTP_URL is not set: mails are written to files in ${this.directory}`);
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    if (number % COUNTED_EVERY === 1) await this.removeOldest();
    await writeFile(join(this.directory, nameOf(number)), this.message(mail), { mode: 0o600, flag: 'wx' });
  }

  private message({ to, subject, text }: Mail): string {
    const headers = [
      `From: Parley <${this.from}>`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Date: ${new Date().toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
    ];
    return [...headers, '', text].join('\n').replace(/\n/g, '\r\n');
  }

  /** The names sort by time. */
  private async removeOldest(): Promise<void> {
    const files = (await readdir(this.directory)).filter((name) => name.endsWith('.eml')).sort();
    for (const name of files.slice(0, Math.max(0, files.length - MOST))) await unlink(join(this.directory, name));
  }
}

/** For example `2026-11-30T12-00-00.000Z-000001-3f9a.eml`. */
function nameOf(number: number): string {
  const time = new Date().toISOString().replaceAll(':', '-');
  return `${time}-${String(number).padStart(6, '0')}-${randomBytes(2).toString('hex')}.eml`;
}
