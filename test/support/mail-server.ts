import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { SMTPServer } from 'smtp-server';

import { parsed, type ReceivedMail } from './mails.js';

/** A mail server on a port of its own, which keeps the mails that it receives. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** How many mails it refuses for now, and which address it does not know. */
  readonly trouble = { busy: 0, unknown: 'unknown@example.com' };

  private readonly smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const { trouble } = this;
      if (address === trouble.unknown) return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      if (trouble.busy > 0) {
        trouble.busy -= 1;
        return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
      }
      done();
    },
    onData: (stream, _session, done) => {
      void text(stream).then((raw) => {
        this.received.push(parsed(raw));
        done();
      });
    },
  });

  /** @returns what a server needs to know to send its mails here */
  async listen(): Promise<{ SMTP_URL: string; MAIL_FROM: string }> {
    this.smtp.listen(0, '127.0.0.1');
    await once(this.smtp.server, 'listening');
    const { port } = this.smtp.server.address() as AddressInfo;
    return { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'chat@example.org' };
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.smtp.close(resolve));
  }
}
