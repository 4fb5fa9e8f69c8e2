import { Global, Module } from '@nestjs/common';

import { Config } from '../config/config.js';
import { FailureGuard } from '../errors/failure-guard.js';
import type { MailTransport } from './mail.js';
import { Mailer } from './mailer.js';
import { Outbox } from './outbox.js';
import { Smtp } from './smtp.js';

/** The sender of mails that are only files. */
const NOBODY = 'parley@localhost';

function transportOf({ SMTP_URL, MAIL_FROM = NOBODY, DATA_DIR, production }: Config): MailTransport | null {
  if (SMTP_URL !== undefined) return new Smtp(SMTP_URL, MAIL_FROM);
  return production ? null : new Outbox(DATA_DIR, MAIL_FROM);
}

/** Mails, by a mail server or as files. How they are delivered may change here without looking elsewhere. */
@Global()
@Module({
  providers: [
    {
      provide: Mailer,
      inject: [Config, FailureGuard],
      useFactory: (config: Config, guard: FailureGuard) =>
        new Mailer(transportOf(config), guard, { delivers: config.SMTP_URL !== undefined }),
    },
  ],
  exports: [Mailer],
})
export class MailModule {}
