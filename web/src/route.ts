/** The place on the page that its address names: `#/chats/<id>`, `#/chats/<id>/<seq>`, `#/join/<code>`, or none. */
export interface Route {
  chatId: string | null;
  seq: number | null;
  invite: string | null;
}

export function routeOf(hash: string): Route {
  const [, kind, id, seq] = hash.split('/');
  if (kind === 'join' && id) return { chatId: null, seq: null, invite: decodeURIComponent(id) };
  if (kind !== 'chats' || !id) return { chatId: null, seq: null, invite: null };
  const number = Number(seq);
  return { chatId: decodeURIComponent(id), seq: Number.isInteger(number) && number > 0 ? number : null, invite: null };
}

export function hashOf(chatId: string | null, seq?: number): string {
  if (chatId === null) return '#/';
  return seq === undefined ? `#/chats/${chatId}` : `#/chats/${chatId}/${seq}`;
}

export const inviteAddress = (code: string): string => `${location.origin}/#/join/${encodeURIComponent(code)}`;
