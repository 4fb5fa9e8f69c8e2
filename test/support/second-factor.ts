import type { RecoveryCodesView, TwoFactorSecretView } from '../../src/contract/views/account.view.js';
import { codeAt, stepAt } from '../../src/auth/two-factor/totp.js';
import { fromBase32 } from './base32.js';
import type { Person } from './person.js';

/** Switches the second factor of a person on. @returns the secret, and the recovery codes */
export async function secure(one: Person): Promise<{ secret: Buffer; recoveryCodes: string[] }> {
  const begun = await one.does<TwoFactorSecretView>('POST', '/api/me/two-factor', { password: one.password });
  const secret = fromBase32(begun.secret);
  // The code of the step before, so that the current one is left for the test.
  const code = codeAt(secret, stepAt(Date.now()) - 1);
  const { recoveryCodes } = await one.does<RecoveryCodesView>('POST', '/api/me/two-factor/confirm', { code });
  return { secret, recoveryCodes };
}
