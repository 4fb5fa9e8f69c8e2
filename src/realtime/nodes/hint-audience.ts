import type { Push } from '../../contract/events.js';
import type { News } from '../../platform/events/event-bus.js';

/** The chat whose sockets alone need to hear it; null where it is for others, too. */
export function chatOf(news: News): string | null {
  if (!('push' in news) || news.push.event === 'chat.created') return null;
  return audienceOf(news.push);
}

function audienceOf(push: Exclude<Push, { event: 'chat.created' }>): string | null {
  if (!('to' in push)) return push.payload.chatId;
  return 'chat' in push.to ? push.to.chat : null;
}
