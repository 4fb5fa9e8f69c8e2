import { type DocumentedCall, documentedCalls } from './documented-calls.js';
import type { World } from './world.js';

/** The calls that clients used before this server existed. */
export const ORIGINAL_CALLS = [
  'POST /api/login',
  'POST /api/users/{user}/set-status/{status}',
  'GET /api/chats',
  'POST /api/chats/{chat}/toggle-pin',
  'POST /api/chats/{chat}/toggle-archive',
  'GET /api/chats/{chat}/search-messages',
  'GET /api/chats/{chat}/messages',
  'POST /api/chats/{chat}/messages/{message}/starred/{participant}',
  'POST /api/chats/{chat}/messages',
  'POST /api/chats/{chat}/media-messages',
];

const name = ({ method, path }: DocumentedCall): string => `${method} ${path}`;

/** A provider may add keys of its own when it sends a browser back, as OpenID Connect demands. */
const OF_A_PROVIDER = '/api/sign-in/oidc/callback';
export const CALLS = documentedCalls().filter(({ path }) => path.startsWith('/api/') && path !== OF_A_PROVIDER);
export const LATER_CALLS = CALLS.filter((each) => !ORIGINAL_CALLS.includes(name(each))).map(
  (each) => [name(each), each] as const,
);

/** A call of ada with everything it requires, and an additional key. */
export function callWith(
  { ada, group, inPath, headersFor }: World,
  { method, path, fields }: DocumentedCall,
  query: Record<string, string>,
  body?: unknown,
) {
  // A picture is refused for a direct chat before its form is read.
  const ids = path === '/api/chats/{chat}/avatar' ? { ...inPath, chat: group.id } : inPath;
  const filled = path.replace(/\{(\w+)\}/g, (_, parameter: string) => ids[parameter] ?? 'x');
  const needed = Object.entries({ q: 'hello', version: '0', ...query }).filter(
    ([key]) => Object.hasOwn(query, key) || fields.some((field) => field.place === 'query' && field.name === key),
  );
  return ada.call(method, `${filled}?${new URLSearchParams(needed).toString()}`, body, headersFor({ method, path }));
}

/** The answer that refuses this key. */
export const refused = (field: string) => ({
  status: 400,
  body: { code: 'request.invalid', details: expect.arrayContaining([expect.objectContaining({ field })]) as unknown },
});

/** A location to send, with an additional key. */
export const place = () => ({ kind: 'location', latitude: 1, longitude: 2 });
