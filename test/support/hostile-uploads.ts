export const UPLOAD_TYPE = 'multipart/form-data; boundary=edge';

export const file = (content: string, name = 'media') =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"; filename="a.bin"\r\n\r\n${content}\r\n`;
const field = (name: string, value: string) =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
export const whole = (...parts: string[]) => `${parts.join('')}--edge--\r\n`;
const ONE = file('x');

interface Refusal {
  what: string;
  body: string;
  answer: [status: number, code: string];
  type?: string;
}

/** Uploads that no correct client sends. @param limit bytes of the largest upload */
export const refusedUploads = (limit: number): Refusal[] => [
  { what: 'no boundary', body: whole(ONE), answer: [400, 'request.malformed'], type: 'multipart/form-data' },
  { what: 'another boundary', body: 'garbage', answer: [400, 'request.malformed'] },
  { what: 'an unclosed file', body: ONE + ONE.trimEnd(), answer: [400, 'request.malformed'] },
  { what: 'an unclosed form', body: `${ONE}--edge`, answer: [400, 'request.malformed'] },
  { what: 'headers cut off', body: `${ONE}--edge\r\ncontent-dispo`, answer: [400, 'request.malformed'] },
  { what: 'a field of the prototype', body: whole(ONE, field('__proto__', 'x')), answer: [400, 'request.malformed'] },
  { what: 'a file of the prototype', body: whole(ONE, file('x', 'constructor')), answer: [400, 'request.malformed'] },
  { what: '10,000 parts', body: whole(ONE, field('x', '').repeat(10_000)), answer: [413, 'request.too_large'] },
  { what: '21 files', body: whole(ONE.repeat(21)), answer: [413, 'request.too_large'] },
  { what: 'a long text', body: whole(ONE, field('message', 'x'.repeat(140_000))), answer: [413, 'request.too_large'] },
  { what: 'a long other file', body: whole(ONE, file('x'.repeat(limit + 2), 'x')), answer: [413, 'request.too_large'] },
  { what: 'a long file', body: whole(ONE, file('x'.repeat(limit + 1))), answer: [413, 'media.too_large'] },
  { what: 'a very long file', body: whole(ONE, file('x'.repeat(50 * limit))), answer: [413, 'media.too_large'] },
  { what: 'an empty file', body: whole(ONE, file('')), answer: [415, 'media.unsupported'] },
  { what: 'no file', body: whole(field('media', 'x')), answer: [400, 'request.invalid'] },
  { what: 'an empty form', body: '', answer: [400, 'request.invalid'] },
  { what: 'two files', body: whole(ONE, ONE), answer: [400, 'request.invalid'] },
  { what: 'an id that is none', body: whole(ONE, field('id', 'x')), answer: [400, 'request.invalid'] },
  { what: 'two ids', body: whole(ONE, field('id', 'x').repeat(2)), answer: [400, 'request.invalid'] },
  { what: 'no form', body: '{"media":"x"}', answer: [400, 'request.invalid'], type: 'application/json' },
  { what: 'another type', body: '<media/>', answer: [415, 'request.unsupported_type'], type: 'text/xml' },
];
