/** A range of numbers of one chat, read for one participant. */
export interface RevRange {
  chatId: string;
  participantId: string;
  /** Begins after this message … */
  seq: number;
  /** … and after this change. */
  rev: number;
  /** Ends with this change. */
  upTo: number;
}

/** As parameters of a query: chats, participants, seqs, revs and ends, one list each. */
export function revRangeValues(ranges: RevRange[]): unknown[] {
  return [
    ranges.map(({ chatId }) => chatId),
    ranges.map(({ participantId }) => participantId),
    ranges.map(({ seq }) => seq),
    ranges.map(({ rev }) => rev),
    ranges.map(({ upTo }) => upTo),
  ];
}

/** The parameters as a table `w`. */
export const REV_RANGES =
  'unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[]) w (chat_id, participant_id, seq, rev, up_to)';
