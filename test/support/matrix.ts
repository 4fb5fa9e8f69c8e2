import type { Scope as ApiScope } from '../../src/contract/views/server.view.js';

/**
 * Who may use a route:
 * - `operators`: requests with OPERATOR_TOKEN, and users whose role is `operator` (tested in operators, consistency, reports and
 *   account-invites.spec.ts);
 * - `everybody`: with or without a token; `signed in`: every user; `link`: everybody who has the token of a mail (tested in accounts.spec.ts);
 * - `password`: every user, with their password (tested in accounts, ending-accounts and linked-identities.spec.ts);
 * - `chat`: the participants of the chat in the path; `owner`: only its owner; `admins`: its owner and admins;
 * - `sender`: the sender of the message in the path (tested in delivery-trace, editing, deleting and polls.spec.ts);
 * - `oneself`: the user in the path; `session`: the user of the session in the path;
 * - `invite`: everybody who has the code; `media`: everybody who may see the file;
 * - `upload`: the user who began the upload (tested in resumable-uploads.spec.ts and direct-uploads.spec.ts);
 * - `scheduled`: the person who scheduled the message (tested in scheduled.spec.ts).
 * - `key`: API keys with the scope of `scopeOf` (tested with all of them in authorization.spec.ts); `operators, key`: operators, too.
 * owners.spec.ts tests `owner`, `admins`, `session` and `invite`.
 */
export type Scope =
  | 'key'
  | 'operators, key'
  | 'operators'
  | 'everybody'
  | 'signed in'
  | 'link'
  | 'password'
  | 'chat'
  | 'owner'
  | 'admins'
  | 'sender'
  | 'oneself'
  | 'session'
  | 'invite'
  | 'scheduled'
  | 'upload'
  | 'media';

/** Every route of the server. A test fails if one is missing here, or does not exist. */
export const MATRIX: Record<string, Scope> = {
  'POST /api/login': 'everybody',
  'POST /api/register': 'everybody',
  'POST /api/password/forgot': 'everybody',
  'POST /api/password/reset': 'link',
  'POST /api/email/verify': 'link',
  'GET /api/sign-in': 'everybody',
  'GET /api/sign-in/oidc': 'everybody',
  'GET /api/sign-in/oidc/callback': 'everybody',
  'POST /api/sign-in/exchange': 'everybody',
  'GET /api/demo-accounts': 'everybody',
  'GET /health/consistency': 'operators',
  'GET /health/reports': 'operators',
  'GET /api/operator/audit': 'operators',
  'POST /api/invites': 'operators',
  'GET /api/invites': 'operators',
  'DELETE /api/invites/:code': 'operators',
  'GET /health/live': 'everybody',
  'GET /health/ready': 'everybody',
  'GET /metrics': 'everybody',
  'POST /api/refresh': 'signed in',
  'POST /api/logout': 'signed in',
  'GET /api/me': 'signed in',
  'PATCH /api/me': 'signed in',
  'DELETE /api/me': 'password',
  'POST /api/me/deactivate': 'password',
  'POST /api/me/password': 'password',
  'POST /api/me/email': 'password',
  'POST /api/me/email/verification': 'signed in',
  'GET /api/me/two-factor': 'signed in',
  'POST /api/me/two-factor': 'password',
  'POST /api/me/two-factor/confirm': 'signed in',
  'DELETE /api/me/two-factor': 'password',
  'GET /api/me/sessions': 'signed in',
  'DELETE /api/me/sessions': 'signed in',
  'DELETE /api/me/sessions/:session': 'session',
  'GET /api/me/identities': 'signed in',
  'POST /api/me/identities': 'signed in',
  'POST /api/me/identities/oidc': 'password',
  'DELETE /api/me/identities/:identity': 'password',
  'GET /api/users': 'signed in',
  'GET /api/users/:user': 'signed in',
  'POST /api/users/:user/set-status/:status': 'oneself',
  'PUT /api/users/:user/block': 'signed in',
  'DELETE /api/users/:user/block': 'signed in',
  'GET /api/me/blocks': 'signed in',
  'GET /api/chats': 'signed in',
  'POST /api/chats': 'signed in',
  'GET /api/chats/:chat': 'chat',
  'POST /api/chats/:chat/toggle-pin': 'chat',
  'PUT /api/chats/:chat/pin': 'chat',
  'DELETE /api/chats/:chat/pin': 'chat',
  'POST /api/chats/:chat/toggle-archive': 'chat',
  'PUT /api/chats/:chat/archive': 'chat',
  'DELETE /api/chats/:chat/archive': 'chat',
  'PUT /api/chats/:chat/mute': 'chat',
  'DELETE /api/chats/:chat/mute': 'chat',
  'PUT /api/chats/:chat/marked-unread': 'chat',
  'DELETE /api/chats/:chat/marked-unread': 'chat',
  'GET /api/chats/:chat/draft': 'chat',
  'PUT /api/chats/:chat/draft': 'chat',
  'DELETE /api/chats/:chat/draft': 'chat',
  'GET /api/chats/:chat/participants': 'chat',
  'GET /api/chats/:chat/unread': 'chat',
  'PATCH /api/chats/:chat': 'admins',
  'PUT /api/chats/:chat/avatar': 'admins',
  'DELETE /api/chats/:chat/avatar': 'admins',
  'PUT /api/chats/:chat/message-lifetime': 'admins',
  'DELETE /api/chats/:chat/message-lifetime': 'admins',
  'POST /api/chats/:chat/participants': 'admins',
  'PATCH /api/chats/:chat/participants/:participant': 'owner',
  'DELETE /api/chats/:chat/participants/:participant': 'admins',
  'POST /api/chats/:chat/invite-links': 'admins',
  'GET /api/chats/:chat/invite-links': 'admins',
  'DELETE /api/chats/:chat/invite-links/:link': 'admins',
  'GET /api/chats/:chat/join-requests': 'admins',
  'POST /api/chats/:chat/join-requests/:user/approve': 'admins',
  'DELETE /api/chats/:chat/join-requests/:user': 'admins',
  'GET /api/invites/:code': 'invite',
  'POST /api/invites/:code/join': 'invite',
  'DELETE /api/invites/:code/join': 'invite',
  'POST /api/chats/:chat/read': 'chat',
  'POST /api/chats/:chat/delivered': 'chat',
  'GET /api/chats/:chat/messages': 'chat',
  'POST /api/chats/:chat/messages': 'chat',
  'GET /api/chats/:chat/messages/:message': 'chat',
  'PUT /api/chats/:chat/messages/:message/reactions/:emoji': 'chat',
  'DELETE /api/chats/:chat/messages/:message/reactions/:emoji': 'chat',
  'PATCH /api/chats/:chat/messages/:message': 'sender',
  'DELETE /api/chats/:chat/messages/:message': 'sender',
  'GET /api/chats/:chat/messages/:message/versions': 'chat',
  'GET /api/chats/:chat/messages/:message/receipts': 'chat',
  'GET /api/chats/:chat/messages/:message/trace': 'sender',
  'POST /api/chats/:chat/messages/:message/starred/:participant': 'chat',
  'PUT /api/chats/:chat/messages/:message/star': 'chat',
  'PUT /api/chats/:chat/messages/:message/thread': 'chat',
  'DELETE /api/chats/:chat/messages/:message/thread': 'chat',
  'GET /api/chats/:chat/threads': 'chat',
  'DELETE /api/chats/:chat/messages/:message/star': 'chat',
  'PUT /api/chats/:chat/messages/:message/pin': 'admins',
  'DELETE /api/chats/:chat/messages/:message/pin': 'admins',
  'GET /api/chats/:chat/pinned-messages': 'chat',
  'PUT /api/chats/:chat/messages/:message/vote': 'chat',
  'PUT /api/chats/:chat/messages/:message/poll/close': 'sender',
  'POST /api/chats/:chat/forwarded-messages': 'chat',
  'POST /api/chats/:chat/media-messages': 'chat',
  'GET /api/chats/:chat/search-messages': 'chat',
  'POST /api/chats/:chat/messages/:message/report': 'chat',
  'DELETE /api/chats/:chat/history': 'chat',
  'POST /api/chats/:chat/scheduled-messages': 'chat',
  'GET /api/chats/:chat/scheduled-messages': 'chat',
  'GET /api/chats/:chat/scheduled-messages/:scheduled': 'scheduled',
  'PATCH /api/chats/:chat/scheduled-messages/:scheduled': 'scheduled',
  'DELETE /api/chats/:chat/scheduled-messages/:scheduled': 'scheduled',
  'PUT /api/chats/:chat/messages/:message/reminder': 'chat',
  'DELETE /api/chats/:chat/messages/:message/reminder': 'chat',
  'GET /api/reminders': 'signed in',
  'GET /api/search': 'signed in',
  'GET /api/starred': 'signed in',
  'GET /api/me/unread': 'signed in',
  'POST /api/sync': 'signed in',
  'POST /api/media': 'signed in',
  'GET /api/media/:media': 'media',
  'PUT /api/me/avatar': 'signed in',
  'DELETE /api/me/avatar': 'signed in',
  'GET /api/media/:media/info': 'media',
  'GET /api/me/usage': 'signed in',
  'POST /api/media/uploads': 'signed in',
  'PATCH /api/media/uploads/:upload': 'upload',
  'DELETE /api/media/uploads/:upload': 'upload',
  'POST /api/media/direct': 'signed in',
  'POST /api/media/direct/:upload/parts': 'upload',
  'POST /api/media/direct/:upload/complete': 'upload',
  'DELETE /api/media/direct/:upload': 'upload',
  'POST /api/dev/faults': 'signed in',
  'GET /api/dev/faults': 'signed in',
  'DELETE /api/dev/faults': 'signed in',
  'POST /api/server/keys': 'operators, key',
  'GET /api/server/keys': 'operators, key',
  'POST /api/server/keys/:key/rotate': 'operators, key',
  'DELETE /api/server/keys/:key': 'operators, key',
  'POST /api/server/users/batch': 'key',
  'PUT /api/server/users/:externalId': 'key',
  'GET /api/server/users/:externalId': 'key',
  'POST /api/server/users/:externalId/token': 'key',
  'DELETE /api/server/users/:externalId/sessions': 'key',
  'POST /api/server/users/:externalId/deactivate': 'key',
  'POST /api/server/users/:externalId/reactivate': 'key',
  'POST /api/server/chats': 'key',
  'PUT /api/server/chats/:chat': 'key',
  'GET /api/server/chats/:chat': 'key',
  'PATCH /api/server/chats/:chat': 'key',
  'POST /api/server/chats/:chat/participants/batch': 'key',
  'PUT /api/server/chats/:chat/participants/:externalId': 'key',
  'PATCH /api/server/chats/:chat/participants/:externalId': 'key',
  'DELETE /api/server/chats/:chat/participants/:externalId': 'key',
  'GET /api/server/chats/:chat/messages': 'key',
  'POST /api/server/chats/:chat/messages': 'key',
  'POST /api/server/chats/:chat/messages/batch': 'key',
  'GET /api/server/audit': 'key',
};

/** The scope of a key that a route of the server API needs. */
export function scopeOf(route: string): ApiScope {
  const [method = '', path = ''] = route.split(' ');
  const [, , , area = ''] = path.split('/');
  if (area === 'keys') return 'keys:write';
  if (area === 'audit') return 'audit:read';
  if (/\/(token|sessions)$/.test(path)) return 'tokens:write';
  const subject = path.includes('/messages') ? 'messages' : area === 'users' ? 'users' : 'chats';
  return `${subject}:${method === 'GET' ? 'read' : 'write'}`;
}
