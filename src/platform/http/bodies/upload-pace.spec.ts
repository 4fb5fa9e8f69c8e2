import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';

import { watchPace } from './whole-body.js';

const body = (): IncomingMessage & PassThrough =>
  Object.assign(new PassThrough(), { complete: false }) as unknown as IncomingMessage & PassThrough;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('watching the pace of a body', () => {
  it('refuses an upload that is slower than a kilobyte per second', async () => {
    const [fast, slow] = [body(), body()];
    const failed: string[] = [];
    watchPace(fast, {}, ({ code }) => failed.push(`fast ${code}`));
    watchPace(slow, {}, ({ code }) => failed.push(`slow ${code}`));
    for (let second = 0; second < 61; second++) {
      fast.write(Buffer.alloc(2_000));
      slow.write('.');
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(new Set(failed)).toEqual(new Set(['slow request.timeout']));
  });

  it('refuses any other body that is too large, or not complete after half a minute', async () => {
    const [long, slow] = [body(), body()];
    const failed: string[] = [];
    const stop = watchPace(long, { total: 10 }, ({ code }) => failed.push(code));
    long.write('12345678901');
    await jest.advanceTimersByTimeAsync(0);
    expect(failed).toEqual(['request.too_large']);
    stop();
    watchPace(slow, { total: 100_000 }, ({ code }) => failed.push(code));
    slow.write(Buffer.alloc(90_000));
    await jest.advanceTimersByTimeAsync(31_000);
    expect(failed).toEqual(['request.too_large', 'request.timeout']);
  });
});
