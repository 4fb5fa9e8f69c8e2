import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { User } from '../../users/user.entity.js';
import type { UsersService } from '../../users/users.service.js';
import type { SignInLimits } from '../sign-in-limits.js';
import { Identities } from './identities.js';

const CLOSED = new AppError('auth.registration_closed');
const claims = { issuer: 'https://x', subject: '1', email: 'a@example.com', isEmailVerified: true, name: 'Ada' };
const client = { device: null, network: '192.0.2.1', token: null };

interface Found {
  /** The account with the e-mail of the person. */
  user?: object;
  /** It has another identity of the provider. */
  isLinked?: boolean;
}

/** Signs in somebody without an identity, on a server where nobody may register with a password. */
function signsIn({ user, isLinked = false }: Found, setting?: Config['OIDC_REGISTRATION']) {
  const users = { add: () => Promise.resolve({ id: 'new' }) } as unknown as UsersService;
  const limits = { register: () => Promise.reject(CLOSED) } as unknown as SignInLimits;
  const manager = {
    findOne: (entity: unknown) => Promise.resolve(entity === User ? (user ?? null) : null),
    existsBy: () => Promise.resolve(isLinked),
    create: () => ({}),
    insert: () => Promise.resolve(),
  };
  const identities = new Identities(users, limits, Object.assign(new Config(), { OIDC_REGISTRATION: setting }));
  return identities.accountOf({ manager } as unknown as Tx, claims, client);
}

// Through the public door, these would need a server for each setting.
it("a provider's people get an account if everybody may register, or if the setting says so", async () => {
  expect(await signsIn({}, 'on')).toEqual({ id: 'new' });
  await expect(signsIn({}, 'off')).rejects.toEqual(CLOSED);
  await expect(signsIn({})).rejects.toEqual(CLOSED);
});

it('an account with the same e-mail is linked only if it has verified the e-mail, and has no other identity of the provider', async () => {
  const verified = { id: 'ada', emailVerifiedAt: new Date(), deactivatedAt: null };
  expect(await signsIn({ user: verified })).toBe(verified);
  const needed = new AppError('auth.link_needed');
  await expect(signsIn({ user: { ...verified, emailVerifiedAt: null } })).rejects.toEqual(needed);
  const deactivated = { ...verified, deactivatedAt: new Date() };
  await expect(signsIn({ user: deactivated })).rejects.toEqual(new AppError('auth.deactivated'));
  await expect(signsIn({ user: verified, isLinked: true })).rejects.toEqual(needed);
});
