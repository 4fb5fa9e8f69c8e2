import { joinedPieces } from './joined-pieces.js';

const piece = (start: number, size: number) => ({ start, size });

describe('pieces of an upload', () => {
  it('are joined in the order of their bytes', () => {
    expect(joinedPieces([piece(4, 2), piece(0, 4)])).toEqual({
      length: 6,
      ranges: [
        { piece: piece(0, 4), from: 0 },
        { piece: piece(4, 2), from: 0 },
      ],
    });
  });

  it('may overlap, and each byte is read once', () => {
    const { length, ranges } = joinedPieces([piece(0, 3), piece(0, 8), piece(3, 2), piece(5, 10), piece(15, 1)]);
    expect(length).toBe(16);
    expect(ranges).toEqual([
      { piece: piece(0, 8), from: 0 },
      { piece: piece(5, 10), from: 3 },
      { piece: piece(15, 1), from: 0 },
    ]);
  });

  it('do not count behind a gap', () => {
    expect(joinedPieces([piece(0, 4), piece(5, 4)])).toMatchObject({ length: 4 });
    expect(joinedPieces([piece(1, 4)])).toEqual({ length: 0, ranges: [] });
    expect(joinedPieces([])).toEqual({ length: 0, ranges: [] });
  });
});
