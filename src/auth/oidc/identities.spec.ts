import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { UsersService } from '../../users/users.service.js';
import type { SignInLimits } from '../sign-in-limits.js';
import { Identities } from './identities.js';

const CLOSED = new AppError('auth.registration_closed');
const claims = { issuer: 'https://x', subject: '1', email: 'a@example.com', isEmailVerified: true, name: 'Ada' };
const client = { device: null, network: '192.0.2.1', token: null };

/** Signs in somebody without an account, on a server where nobody may register with a password. */
function signsIn(setting: Config['OIDC_REGISTRATION']) {
  const users = { add: () => Promise.resolve({ id: 'new' }) } as unknown as UsersService;
  const limits = { register: () => Promise.reject(CLOSED) } as unknown as SignInLimits;
  const manager = { findOne: () => Promise.resolve(null), create: () => ({}), insert: () => Promise.resolve() };
  const identities = new Identities(users, limits, Object.assign(new Config(), { OIDC_REGISTRATION: setting }));
  return identities.accountOf({ manager } as unknown as Tx, claims, client);
}

// These need a server for each value, and say nothing about a database.
it("a provider's people get an account if everybody may register, or if the setting says so", async () => {
  expect(await signsIn('on')).toEqual({ id: 'new' });
  await expect(signsIn('off')).rejects.toEqual(CLOSED);
  await expect(signsIn(undefined)).rejects.toEqual(CLOSED);
});
