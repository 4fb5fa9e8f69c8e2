import type { AttachmentView, MediaView, StoredPoll } from '../../contract/views/message.view.js';
import { fold } from '../../platform/text/fold.js';

/** What of a message can be found. */
export interface Findable {
  body: string;
  media: Pick<MediaView, 'name'>[] | null;
  attachments?: readonly (Pick<AttachmentView, 'kind'> | { name: string | null })[] | undefined;
  poll?: Pick<StoredPoll, 'options'> | undefined;
}

/**
 * The text of a message that search compares with: its text, the names of its media, locations and contacts, and the options of its poll, each
 * folded and on a line of its own. A folded text has no line breaks, so a search never matches across two of them.
 * @returns null where that is the body itself, as the tables store it
 */
export function searchText({ body, media, attachments, poll }: Findable): string | null {
  const names = [...(media ?? []), ...(attachments ?? [])].map((one) => ('name' in one ? one.name : null));
  const options = poll?.options.map(({ text }) => text) ?? [];
  const found = [body, ...names, ...options].filter((text) => text !== null && text !== '') as string[];
  const folded = found.map(fold).join('\n');
  return folded === body ? null : folded;
}
