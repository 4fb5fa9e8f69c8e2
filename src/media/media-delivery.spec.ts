import { deliveryOf, redirectHeaders, servedAs, servedObject } from './media-delivery.js';
import type { Served } from './media-delivery.js';
import type { Media, MediaObject } from './media.entity.js';

const media = {
  kind: 'image',
  name: 'cat.png',
  mimeType: 'image/png',
  size: 10,
  sha256: Buffer.alloc(32, 0xab),
} as Served;
const etag = `"${'ab'.repeat(32)}"`;

describe('delivering a file', () => {
  it.each([
    [undefined, 200, 0, 9],
    ['bytes=0-3', 206, 0, 3],
    ['bytes=4-', 206, 4, 9],
    ['bytes=9-9', 206, 9, 9],
    ['bytes=5-99', 206, 5, 9],
    ['bytes=-3', 206, 7, 9],
    ['bytes=-99', 206, 0, 9],
    [`bytes=0-${'9'.repeat(400)}`, 206, 0, 9],
    ['bytes=3-1', 200, 0, 9],
    ['bytes=-', 200, 0, 9],
    ['bytes=a-b', 200, 0, 9],
    ['bytes=0-1,3-4', 200, 0, 9],
    ['lines=0-1', 200, 0, 9],
  ])('range %s: %i, bytes %i to %i', (range, status, start, end) => {
    const delivery = deliveryOf(media, { range });
    expect(delivery).toMatchObject({ status, range: { start, end } });
    expect(delivery.headers['Content-Length']).toBe(end - start + 1);
    expect(delivery.headers['Content-Range']).toBe(status === 206 ? `bytes ${start}-${end}/10` : undefined);
  });

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])('answers 416 for %s', (range) => {
    expect(deliveryOf(media, { range })).toMatchObject({
      status: 416,
      range: null,
      headers: { 'Content-Range': 'bytes */10' },
    });
  });

  it('answers a range only if `If-Range` names this file by its strong ETag', () => {
    expect(deliveryOf(media, { range: 'bytes=1-2', 'if-range': etag }).status).toBe(206);
    expect(deliveryOf(media, { range: 'bytes=1-2', 'if-range': '"other"' }).status).toBe(200);
    expect(deliveryOf(media, { range: 'bytes=1-2', 'if-range': `W/${etag}` }).status).toBe(200);
  });

  it.each([etag, `W/${etag}`, `"other", ${etag}`, '*'])('answers 304 for If-None-Match: %s', (held) => {
    expect(deliveryOf(media, { 'if-none-match': held })).toMatchObject({ status: 304, range: null });
    expect(deliveryOf(media, { 'if-none-match': '"other"' }).status).toBe(200);
  });

  it('sends a picture inline, and lets the client keep it', () => {
    const { headers } = deliveryOf(media, {});
    expect(headers).toMatchObject({
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Type': 'image/png',
      'Content-Disposition': `inline; filename="cat.png"; filename*=UTF-8''cat.png`,
    });
  });

  it.each([
    [null, 'attachment'],
    ['a.pdf', `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`],
    [`"ä"\\ '(1)'.pdf`, `attachment; filename="____ '(1)'.pdf"; filename*=UTF-8''%22%C3%A4%22%5C%20%27%281%29%27.pdf`],
    ['🐈.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%F0%9F%90%88.pdf`],
  ])('sends a document as an attachment, with the name %s in its header', (name, disposition) => {
    const file = { ...media, kind: 'file', mimeType: 'application/pdf', name } as Served;
    expect(deliveryOf(file, {}).headers).toMatchObject({
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': disposition,
    });
  });

  it('tells the storage what to answer, and keeps its address nowhere', () => {
    const file = { ...media, kind: 'file', mimeType: 'text/html', name: 'a.html' } as Served;
    expect(servedAs(file)).toEqual({
      contentType: 'application/octet-stream',
      disposition: `attachment; filename="a.html"; filename*=UTF-8''a.html`,
      seconds: 60,
    });
    expect(redirectHeaders('https://storage.example/a?b=c')).toEqual({
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      Location: 'https://storage.example/a?b=c',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  it.each([
    ['cat.heic', 'cat.jpg'],
    ['cat.tar.heic', 'cat.tar.jpg'],
    ['at 3.15 pm', 'at 3.15 pm.jpg'],
    ['cat', 'cat.jpg'],
    [null, null],
  ])('gives %s the extension of the type that it is served as: %s', (name, servedName) => {
    const object = { variant: 'original', mimeType: 'image/jpeg' } as MediaObject;
    const content = { kind: 'image', status: 'ready', mimeType: 'image/heic', objects: [object] };
    expect(servedObject({ name, content } as unknown as Media, 'original').name).toBe(servedName);
    const same = { ...content, mimeType: 'image/jpeg' };
    expect(servedObject({ name, content: same } as unknown as Media, 'original').name).toBe(name);
    expect(() => servedObject({ name, content } as unknown as Media, 'thumb')).toThrow(/no such media/);
  });
});
