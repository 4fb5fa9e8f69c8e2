import { isUnsafeJson, textProblem } from './validation.js';

describe('a text', () => {
  it('is counted in code points', () => {
    expect(textProblem('👍'.repeat(4000), 1, 4000)).toBeNull();
    expect(textProblem('👍'.repeat(4001), 1, 4000)).toBe('must be at most 4000 characters long');
    expect(textProblem('x'.repeat(4000), 1, 4000)).toBeNull();
    expect(textProblem('x'.repeat(4001), 1, 4000)).toBe('must be at most 4000 characters long');
    expect(textProblem('x'.repeat(1_000_000), 1, 4000)).toBe('must be at most 4000 characters long');
    expect(textProblem('👍', 2, 3)).toBe('must be at least 2 characters long');
  });

  it('must not be empty, unless the minimum is 0', () => {
    expect(textProblem('', 1, 10)).toBe('must not be empty');
    expect(textProblem('', 0, 10)).toBeNull();
    expect(textProblem(' ', 1, 10)).toBeNull();
  });

  it('must be a string of well-formed Unicode without NUL', () => {
    for (const text of ['\ud800', 'a\udc00b', 'a\u0000b']) {
      expect(textProblem(text, 1, 10)).toBe('must be well-formed Unicode without NUL');
    }
    for (const none of [undefined, null, 5, true, ['a'], { length: 1 }]) {
      expect(textProblem(none, 0, 10)).toBe('must be a string');
    }
    expect(textProblem('\u202e\u200bé\n', 1, 10)).toBeNull();
  });
});

describe('a value', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 'x' : { a: [nested(levels - 1)] });

  it('may be nested 32 levels deep and no deeper', () => {
    expect(isUnsafeJson(nested(16))).toBe(false);
    expect(isUnsafeJson([nested(16)])).toBe(true);
    expect(isUnsafeJson({ a: nested(16) })).toBe(true);
  });

  it('must not have keys such as `constructor` or `__proto__`, at any depth', () => {
    expect(isUnsafeJson({ a: [{ constructors: 1 }] })).toBe(false);
    expect(isUnsafeJson({ a: [{ constructor: 1 }] })).toBe(true);
    expect(isUnsafeJson(JSON.parse('{"a":{"__proto__":1}}'))).toBe(true);
    expect(isUnsafeJson('__proto__')).toBe(false);
  });
});
