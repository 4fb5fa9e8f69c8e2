/** Names of the rooms sockets are in. */
export const chatRoom = (chatId: string): string => `chat:${chatId}`;
/** The participants from whom the same part of the history is hidden. */
export const lateRoom = (chatId: string, part: string): string => `late:${chatId}:${part}`;
export const userRoom = (userId: string): string => `user:${userId}`;
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;

/** The chat a room is of; null for other rooms. */
export function chatOfRoom(room: string): string | null {
  return room.startsWith('chat:') ? room.slice('chat:'.length) : null;
}
