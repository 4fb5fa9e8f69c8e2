/** A mail with plain text. */
export interface Mail {
  /** One e-mail address. */
  to: string;
  /** ASCII. */
  subject: string;
  text: string;
}

/** Delivers mails, one call for each. */
export interface MailTransport {
  /** @throws MailRefused when a retry cannot help; any other error when it can */
  deliver(mail: Mail): Promise<void>;
  close?(): void;
}

/** The mail server has refused a mail for good, for example because there is no such mailbox. */
export class MailRefused extends Error {}
