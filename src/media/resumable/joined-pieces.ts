/** Bytes of an upload that are stored as one object. */
export interface StoredPiece {
  /** The place of its first byte in the upload. */
  start: number;
  size: number;
}

/** A piece without the bytes that the pieces before it have. */
interface PieceRange {
  piece: StoredPiece;
  /** The first byte of the piece that is needed. */
  from: number;
}

/**
 * Joins pieces that may overlap: when two nodes get the same bytes, both store them. Bytes behind a gap do not count.
 * @returns the number of bytes from the beginning, and where each of them is
 */
export function joinedPieces(pieces: StoredPiece[]): { length: number; ranges: PieceRange[] } {
  const ordered = [...pieces].sort((one, other) => one.start - other.start || other.size - one.size);
  const ranges: PieceRange[] = [];
  let length = 0;
  for (const piece of ordered) {
    if (piece.start > length) break;
    if (piece.start + piece.size <= length) continue;
    ranges.push({ piece, from: length - piece.start });
    length = piece.start + piece.size;
  }
  return { length, ranges };
}
