import type { Transporter } from 'nodemailer';

import { type Mail, MailRefused, type MailTransport } from './mail.js';

/** Milliseconds for each step of a delivery, so that a mail server that does not answer holds nothing up. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/** Sends mails through a mail server. nodemailer is loaded with the first mail. */
export class Smtp implements MailTransport {
  private transporter?: Promise<Transporter>;

  /** @param url `smtp://` (with STARTTLS when the server offers it; `?requireTLS=true` insists on it) or `smtps://` */
  constructor(
    private readonly url: string,
    private readonly from: string,
  ) {}

  async deliver({ to, subject, text }: Mail): Promise<void> {
    this.transporter ??= open(this.url);
    const transporter = await this.transporter;
    try {
      // Addresses are given as objects, so that none is parsed as a list.
      await transporter.sendMail({
        from: { name: 'Parley', address: this.from },
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw withoutAddress(error);
    }
  }

  close(): void {
    void this.transporter?.then((transporter) => transporter.close());
  }
}

async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const options = { url, pool: true, maxConnections: 2, disableFileAccess: true, disableUrlAccess: true, ...TIMEOUTS };
  return createTransport(options);
}

/** The same error without the sentences of the mail server, which often repeat the address: addresses are never logged. */
function withoutAddress(error: unknown): Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const message = `the mail server failed: ${code ?? 'unknown'} ${responseCode ?? ''}`.trim();
  // The login of this server is refused with 5xx as well. An operator can correct it, and then a retry helps.
  const isForGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return isForGood ? new MailRefused(message) : new Error(message);
}
