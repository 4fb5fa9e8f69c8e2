import type {
  AttachmentView,
  ContactView,
  LocationView,
  PollView,
  StoredPoll,
} from '../../contract/views/attachment.view.js';
import type { MessageExtras } from '../../contract/views/message.view.js';
import type { Votes } from './votes-row.js';

/** The attachments of a message besides media, as everybody may see them. */
export function attachmentsView(extras: MessageExtras | null, votes?: Votes | null): AttachmentView[] {
  if (extras?.poll) return [pollView(extras.poll, votes)];
  return (extras?.attachments ?? []).map((one) => (one.kind === 'location' ? locationView(one) : contactView(one)));
}

/** The same as one reader sees it. @param chosen ids of the options they chose */
export function attachmentsFor(attachments: AttachmentView[], chosen: string[] | null): AttachmentView[] {
  return attachments.map((one) => (one.kind === 'poll' ? pollFor(one, chosen ?? []) : one));
}

function pollFor(poll: PollView, chosen: string[]): PollView {
  const options = poll.options.map(({ id, text, count, participantIds }) => ({
    id,
    text,
    count,
    mine: chosen.includes(id),
    participantIds,
  }));
  return { ...poll, options };
}

function pollView({ options, multiple, anonymous, closesAt, closed }: StoredPoll, votes?: Votes | null): PollView {
  const counted = options.map(({ id, text }) => {
    const { count = 0, participantIds = [] } = votes?.options?.[id] ?? {};
    return { id, text, count, participantIds };
  });
  const now = { voters: votes?.voters ?? 0, closesAt, closed: votes?.closed ?? closed };
  return { kind: 'poll', multiple, anonymous, options: counted, ...now };
}

/** In the order of the contract: jsonb keeps the keys of an object in another order. */
function locationView({ kind, latitude, longitude, name }: LocationView): LocationView {
  return { kind, latitude, longitude, name };
}

function contactView({ kind, name, phones, emails, userId }: ContactView): ContactView {
  return { kind, name, phones, emails, userId };
}
