import { ApiProperty } from '@nestjs/swagger';

/** A place. */
export class LocationView {
  @ApiProperty({ enum: ['location'] })
  kind!: 'location';
  latitude!: number;
  longitude!: number;
  name!: string | null;
}

/** How to reach somebody. */
export class ContactView {
  @ApiProperty({ enum: ['contact'] })
  kind!: 'contact';
  name!: string;
  phones!: string[];
  emails!: string[];
  /** Of an account here, as the sender says; nobody has checked it. */
  userId!: string | null;
}

export class PollOptionView {
  id!: string;
  text!: string;
  /** So many people chose it. */
  count!: number;
  /** Whether the reader is one of them; not there in what is pushed. */
  mine?: boolean;
  /** Up to 50 of them, by id; none of an anonymous poll. */
  participantIds!: string[];
}

/** A question to everybody in the chat, which is the message's text. */
export class PollView {
  @ApiProperty({ enum: ['poll'] })
  kind!: 'poll';
  /** Whether one may choose several options. */
  multiple!: boolean;
  /** Whether nobody learns who chose what. */
  anonymous!: boolean;
  options!: PollOptionView[];
  /** So many people chose anything. */
  voters!: number;
  /** When it closes by itself. */
  closesAt!: string | null;
  /** Closed by somebody, or `closesAt` is past. */
  closed!: boolean;
}

export type AttachmentView = LocationView | ContactView | PollView;

/** A poll as its message keeps it. */
export interface StoredPoll {
  options: { id: string; text: string }[];
  multiple: boolean;
  anonymous: boolean;
  closesAt: string | null;
  /** By somebody, before its time. */
  closed: boolean;
}
