import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { server } from './server.js';

/** A mail as it was delivered. */
export interface ReceivedMail {
  to: string;
  subject: string;
  text: string;
}

const WITHIN_MS = 20_000;
const EVERY_MS = 20;

/** The mails that arrive from now on: create it before the call that sends them. */
export class Mailbox {
  /** @param received all mails so far */
  private constructor(private readonly received: () => ReceivedMail[]) {}

  /** The files that the server writes without a mail server. Mails of earlier tests are left out. */
  static ofServer(): Mailbox {
    const directory = join(server().dataDir, 'outbox');
    const before = new Set(filesIn(directory));
    return new Mailbox(() =>
      filesIn(directory).flatMap((name) => (before.has(name) ? [] : read(join(directory, name)))),
    );
  }

  static of(received: ReceivedMail[]): Mailbox {
    return new Mailbox(() => received);
  }

  /** Waits for a mail. @param subject a part of it */
  async to(address: string, subject: string): Promise<ReceivedMail> {
    const until = Date.now() + WITHIN_MS;
    for (;;) {
      const found = this.all(address).find((mail) => mail.subject.includes(subject));
      if (found) return found;
      if (Date.now() > until) throw new Error(`no mail "${subject}" to ${address}: ${JSON.stringify(this.received())}`);
      await sleep(EVERY_MS);
    }
  }

  all(address: string): ReceivedMail[] {
    return this.received().filter(({ to }) => to === address);
  }
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

/** None while the file is being written. */
function read(file: string): ReceivedMail[] {
  const mail = parsed(readFileSync(file, 'utf8'));
  return mail.text.endsWith('\n') ? [mail] : [];
}

/** Reads the headers and the plain text of a mail. */
export function parsed(raw: string): ReceivedMail {
  const [head = '', ...body] = raw.replaceAll('\r\n', '\n').split('\n\n');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1] ?? '';
  const text = body.join('\n\n');
  const isQuoted = /^Content-Transfer-Encoding: quoted-printable$/m.test(head);
  return { to: header('To'), subject: header('Subject'), text: isQuoted ? unquoted(text) : text };
}

const unquoted = (text: string): string =>
  text.replace(/=\n/g, '').replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** The token in the link of a mail. */
export function tokenIn({ text }: ReceivedMail): string {
  const [, token] = /#\/[a-z-]+\/([\w-]{43})/.exec(text) ?? [];
  if (token === undefined) throw new Error(`no link in ${text}`);
  return token;
}
