import { trimmed } from './typed-text.js';

/** The form in which an e-mail is stored. Letter case and Unicode form do not count, so one address has one account. */
export function storedEmail(email: string): string {
  return trimmed(email).normalize('NFC').toLowerCase().normalize('NFC');
}

/** The form in which a password is hashed (RFC 8265, OpaqueString), because macOS and Windows encode the same characters differently. */
export function storedPassword(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

/**
 * A password in the form that is hashed now, and then in the forms that older versions hashed: as typed, composed and decomposed. For most
 * passwords these are the same.
 */
export function passwordForms(password: string): string[] {
  return [...new Set([storedPassword(password), password, password.normalize('NFC'), password.normalize('NFD')])];
}
