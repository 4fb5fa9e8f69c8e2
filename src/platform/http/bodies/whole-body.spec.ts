import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';

import type { AppError } from '../../errors/app-error.js';
import { readWhole } from './whole-body.js';

const body = (headers = {}): IncomingMessage & PassThrough =>
  Object.assign(new PassThrough(), { headers }) as unknown as IncomingMessage & PassThrough;

const outcomeOf = (read: Promise<Buffer>): Promise<unknown> =>
  read.then(String, (error: unknown) => (error as AppError).code);

describe('reading a whole body', () => {
  it('joins the pieces of a body', async () => {
    const pieces = body();
    const read = readWhole(pieces, 10);
    pieces.write('ab');
    pieces.end('cd');
    expect(String(await read)).toBe('abcd');
  });

  it('refuses a body that is longer than the limit, by its Content-Length or by what was sent', async () => {
    expect(await outcomeOf(readWhole(body({ 'content-length': '11' }), 10))).toBe('request.too_large');
    const long = body();
    const read = outcomeOf(readWhole(long, 10));
    long.write('12345678901');
    expect(await read).toBe('request.too_large');
  });

  it('refuses a body that is not complete after half a minute, even if bytes keep coming', async () => {
    jest.useFakeTimers();
    try {
      const slow = body();
      const read = outcomeOf(readWhole(slow, 100));
      for (let second = 0; second < 30; second++) {
        slow.write('.');
        await jest.advanceTimersByTimeAsync(1_000);
      }
      expect(await read).toBe('request.timeout');
    } finally {
      jest.useRealTimers();
    }
  });

  it('refuses a body when the connection breaks', async () => {
    const cut = body();
    const read = outcomeOf(readWhole(cut, 10));
    cut.destroy();
    expect(await read).toBe('request.malformed');
  });
});
