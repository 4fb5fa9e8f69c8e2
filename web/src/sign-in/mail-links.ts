/** A link from a mail: `#/reset-password/<token>` or `#/confirm-email/<token>`. */
export interface MailLink {
  kind: 'reset-password' | 'confirm-email';
  token: string;
}

export function mailLinkOf(hash: string): MailLink | null {
  const [, kind, token = ''] = hash.split('/');
  if (kind !== 'reset-password' && kind !== 'confirm-email') return null;
  return { kind, token };
}

/** Removes a link from the address when it is done with, so that a reload does not open it again. */
export function forgetMailLink(): void {
  if (mailLinkOf(location.hash)) history.replaceState(null, '', '#/');
}
