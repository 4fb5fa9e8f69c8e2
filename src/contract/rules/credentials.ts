import { trimmed } from './typed-text.js';

/** The form of an e-mail that is stored: one address is one account, in whatever letters and Unicode form it is typed. */
export function storedEmail(email: string): string {
  return trimmed(email).normalize('NFC').toLowerCase().normalize('NFC');
}

/** The form of a password that is hashed: macOS and Windows type the same characters differently. RFC 8265, OpaqueString. */
export function storedPassword(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

/**
 * A password in the form that is hashed, and then in those that were hashed before there was one: as typed, composed and
 * decomposed. Most passwords have one form.
 */
export function passwordForms(password: string): string[] {
  return [...new Set([storedPassword(password), password, password.normalize('NFC'), password.normalize('NFD')])];
}
