import { ApiProperty } from '@nestjs/swagger';

/** A location. */
export class LocationView {
  @ApiProperty({ enum: ['location'] })
  kind!: 'location';
  latitude!: number;
  longitude!: number;
  name!: string | null;
}

/** A contact: how to reach a person. */
export class ContactView {
  @ApiProperty({ enum: ['contact'] })
  kind!: 'contact';
  name!: string;
  phones!: string[];
  emails!: string[];
  /** The user id of an account on this server. The sender set it, and it is not checked. */
  userId!: string | null;
}

export class PollOptionView {
  id!: string;
  text!: string;
  /** How many people chose it. */
  count!: number;
  /** Whether the reader is one of them. Absent in pushes. */
  mine?: boolean;
  /** Up to 50 of them, by id. Empty for an anonymous poll. */
  participantIds!: string[];
}

/** A poll. Its question is the text of the message. */
export class PollView {
  @ApiProperty({ enum: ['poll'] })
  kind!: 'poll';
  /** Whether each participant may choose several options. */
  multiple!: boolean;
  /** Whether nobody sees who chose which option. */
  anonymous!: boolean;
  options!: PollOptionView[];
  /** How many people have voted. */
  voters!: number;
  /** When it closes by itself; null: never. */
  closesAt!: string | null;
  /** Whether it was closed, or `closesAt` has passed. */
  closed!: boolean;
}

export type AttachmentView = LocationView | ContactView | PollView;

/** A poll as it is stored with its message. */
export interface StoredPoll {
  options: { id: string; text: string }[];
  multiple: boolean;
  anonymous: boolean;
  closesAt: string | null;
  /** Whether it was closed before `closesAt`. */
  closed: boolean;
}
