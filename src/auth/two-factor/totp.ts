import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds for which one code is shown. */
const PERIOD = 30;
const DIGITS = 6;
/** How many steps a clock may be wrong. */
const TOLERANCE = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a time step: RFC 6238 with SHA-1, 6 digits and 30 seconds, the only form that every authenticator app knows. */
export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** @param now milliseconds since 1970 */
export const stepAt = (now: number): number => Math.floor(now / 1000 / PERIOD);

/**
 * Finds the time step of a code: the current one, the one before, or the one after.
 * @param now milliseconds since 1970
 * @returns null when the code is none of these three
 */
export function stepOf(secret: Buffer, code: string, now: number): number | null {
  const current = stepAt(now);
  const steps = Array.from({ length: 2 * TOLERANCE + 1 }, (_, n) => current - TOLERANCE + n);
  return steps.find((step) => isSame(codeAt(secret, step), code)) ?? null;
}

/** The address that an authenticator app reads from a QR code. @param account what the app shows beside the codes */
export function totpAddress(secret: Buffer, account: string): string {
  const label = `Parley:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=Parley&algorithm=SHA1&digits=${DIGITS}&period=${PERIOD}`;
}

/** RFC 4648, without padding. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32[parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function isSame(right: string, given: string): boolean {
  return right.length === given.length && timingSafeEqual(Buffer.from(right), Buffer.from(given));
}
