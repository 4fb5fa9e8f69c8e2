import type { ExecutionContext } from '@nestjs/common';

import type { BadTokens } from '../../auth/sign-in-limits.js';
import { ServerCall } from '../../platform/http/server-caller.js';
import { ApiKeyGuard, type ServerRates } from './api-key.guard.js';
import type { ApiKey } from './api-key.entity.js';
import type { KeyCache } from './key-cache.js';
import type { Operators } from './operators.js';

class Controller {
  @ServerCall('users:read')
  marked(): void {}

  unmarked(): void {}
}

/** A guard that accepts every key. */
const guard = new ApiKeyGuard(
  {
    check: () => Promise.resolve({ id: 'a', name: 'a', scopes: ['users:read'] } as Partial<ApiKey>),
  } as unknown as KeyCache,
  {} as Operators,
  { count: () => Promise.resolve() } as unknown as BadTokens,
  { take: () => undefined } as unknown as ServerRates,
);

function callOf(method: 'marked' | 'unmarked', url: string): ExecutionContext {
  const request = { headers: { authorization: 'Bearer pk_a' }, routeOptions: { url } };
  const getHandler = () => Reflect.get(Controller.prototype, method) as object;
  return { getHandler, switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
}

it('a route of the server API without a mark refuses every key; other routes are not its business', async () => {
  await expect(guard.canActivate(callOf('marked', '/api/server/users/:id'))).resolves.toBe(true);
  await expect(guard.canActivate(callOf('unmarked', '/api/server/users/:id'))).rejects.toMatchObject({
    code: 'auth.token_invalid',
  });
  await expect(guard.canActivate(callOf('unmarked', '/api/users/:id'))).resolves.toBe(true);
});
