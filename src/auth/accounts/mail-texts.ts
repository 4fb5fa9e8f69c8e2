import type { Mail } from '../../platform/mail/mail.js';

/** The texts of all mails. Each names nobody: a name is chosen by whoever registers, and could carry an advertisement to a stranger. */

const REGARDS = 'This mail was sent by Parley because somebody used your address there. Nobody reads answers to it.';

function mail(to: string, subject: string, ...paragraphs: string[]): Mail {
  return { to, subject, text: [...paragraphs, REGARDS, ''].join('\n\n') };
}

export const resetMail = (to: string, link: string): Mail =>
  mail(
    to,
    'Set a new password',
    'Somebody asked for a new password for your account. If that was you, set it here:',
    link,
    'The link works once, within an hour. All devices are then signed out. If it was not you, ignore this mail: nothing has changed.',
  );

export const passwordChangedMail = (to: string, page: string): Mail =>
  mail(
    to,
    'Your password was changed',
    'The password of your account was changed, and your other devices were signed out.',
    `If that was not you, choose "Forgotten password" at once: ${page}`,
  );

export const verifyMail = (to: string, link: string): Mail =>
  mail(
    to,
    'Confirm your e-mail address',
    'Please confirm that this is your address:',
    link,
    'The link works once, within a day. If you have no account, or did not enter this address, ignore this mail.',
  );

export const registrationMail = (to: string, link: string): Mail =>
  mail(
    to,
    'Finish your registration',
    'Somebody registered with your address. If that was you, finish it here, and then sign in with your password:',
    link,
    'The link works once, within a day. If it was not you, ignore this mail: without the link there is no account.',
  );

export const alreadyRegisteredMail = (to: string, page: string): Mail =>
  mail(
    to,
    'You have an account already',
    'Somebody tried to register with your address, but it has an account already. If that was you, sign in with your password, or choose "Forgotten password":',
    page,
    'If it was not you, ignore this mail: nothing has changed, and they were not told that you have an account.',
  );

/** What a person does who did not do it. It is right for accounts without a password, too. */
const NOT_YOU = (page: string): string =>
  `If that was not you, set a new password with “Forgotten password” at ${page}: that signs out all devices. Then look at “Account” there.`;

export const addressInUseMail = (to: string, page: string): Mail =>
  mail(
    to,
    'This address has an account already',
    'Somebody wanted to use your address for another account, but it has one already. An address can have one account.',
    `If both accounts are yours, sign in to the other one, or delete it: ${page}`,
    'If it was not you, ignore this mail: nothing has changed.',
  );

export const emailChangeMail = (to: string, page: string): Mail =>
  mail(
    to,
    'Your e-mail address is about to change',
    'Somebody who is signed in to your account asked to change its e-mail address. It changes when the new address is confirmed.',
    NOT_YOU(page),
  );

export const twoFactorMail = (to: string, isOn: boolean, page: string): Mail =>
  mail(
    to,
    isOn ? 'Two-factor sign-in is on' : 'Two-factor sign-in is off',
    isOn
      ? 'From now on, signing in to your account needs a code of your authenticator app.'
      : 'From now on, signing in to your account needs no code.',
    NOT_YOU(page),
  );

export const identityMail = (to: string, isLinked: boolean, page: string): Mail =>
  mail(
    to,
    isLinked ? 'A way to sign in was added' : 'A way to sign in was removed',
    isLinked
      ? 'Your account was linked to an account at a sign-in provider. Whoever has that account can sign in to yours.'
      : 'Your account was unlinked from an account at a sign-in provider, which cannot be used to sign in to yours any more.',
    NOT_YOU(page),
  );
