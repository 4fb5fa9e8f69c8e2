import { gzipSync } from 'node:zlib';

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
const DEEP = 60_000;

/** The answer to a send with this body, of this type. */
export const BODIES: [what: string, type: string | null, body: Buffer | string, code: string | 201][] = [
  ['nothing', JSON_TYPE, '', 'request.invalid'],
  ['nothing, of no type', null, '', 'request.invalid'],
  ['nothing, of any type', 'text/xml', '', 'request.invalid'],
  ['null', JSON_TYPE, 'null', 'request.invalid'],
  ['a number', JSON_TYPE, '5', 'request.invalid'],
  ['a string', JSON_TYPE, '"x"', 'request.invalid'],
  ['a list', JSON_TYPE, '[{"message":"a"}]', 'request.invalid'],
  ['half an object', JSON_TYPE, '{"message":', 'request.malformed'],
  ['an object and more', JSON_TYPE, '{"message":"a"}}', 'request.malformed'],
  ['one quote', JSON_TYPE, '"', 'request.malformed'],
  ['a comment', JSON_TYPE, '{"message":"a"/**/}', 'request.malformed'],
  ['invalid UTF-8', JSON_TYPE, Buffer.from('{"message":"\xff\xfe"}', 'latin1'), 'request.malformed'],
  ['UTF-16', JSON_TYPE, Buffer.from('{"message":"a"}', 'utf16le'), 'request.malformed'],
  ['gzip', JSON_TYPE, gzipSync(Buffer.alloc(10_000_000)), 'request.malformed'],
  ['the same key twice', JSON_TYPE, '{"message":"a","message":"b"}', 201],
  ['a prototype', JSON_TYPE, '{"message":"a","__proto__":{"id":"x"}}', 201],
  ['a constructor', JSON_TYPE, '{"message":"a","constructor":{"prototype":{"id":"x"}}}', 201],
  ['unknown keys', JSON_TYPE, '{"message":"a","x":1,"":2}', 201],
  ['a deep list', JSON_TYPE, `{"x":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`, 'request.invalid'],
  ['a deep object', JSON_TYPE, `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'request.invalid'],
  ['a megabyte', JSON_TYPE, `{"message":"${'x'.repeat(1024 * 1024)}"}`, 'request.too_large'],
  ['another charset', `${JSON_TYPE}; charset=utf-16`, '{"message":"a"}', 201],
  ['another type', 'text/plain', '{"message":"a"}', 'request.unsupported_type'],
  ['a type of its own', 'application/vnd.api+json', '{"message":"a"}', 'request.unsupported_type'],
  ['no type', null, '{"message":"a"}', 'request.unsupported_type'],
  ['a type that is none', ';;;', '{"message":"a"}', 'request.unsupported_type'],
  ['a form', FORM_TYPE, 'message=a', 201],
  ['a form with a list', FORM_TYPE, 'message=a&message=b', 'request.invalid'],
  ['a form with brackets', FORM_TYPE, 'message[]=a&message[$ne]=b', 'request.invalid'],
  ['a form of signs', FORM_TYPE, '&&==%zz=%&%ff', 'request.malformed'],
  ['a form of signs that are encoded', FORM_TYPE, '&&==%25zz=%25&%C3%BF', 'request.invalid'],
  ['a form of prototypes', FORM_TYPE, 'message=a&__proto__=x&toString=x', 'request.invalid'],
  ['a form with many fields', FORM_TYPE, `message=a${'&x=1'.repeat(20_000)}`, 201],
  ['a multipart form of no parts', 'multipart/form-data', 'message=a', 'request.malformed'],
  ['a multipart form that is none', 'multipart/form-data; boundary=edge', 'message=a', 'request.malformed'],
  ['an unclosed form', 'multipart/form-data; boundary=edge', part('message', 'a'), 'request.malformed'],
  ['a closed form', 'multipart/form-data; boundary=edge', `${part('message', 'a')}--edge--\r\n`, 201],
  [
    'a form with nameless parts',
    'multipart/form-data; boundary=edge',
    `${part('', 'x')}${part('message', 'a')}--edge--\r\n`,
    201,
  ],
  ['line ends in names', 'multipart/form-data; boundary=edge', `${part('a\r\nb', 'x')}--edge--\r\n`, 'request.invalid'],
  [
    '10,000 parts',
    'multipart/form-data; boundary=edge',
    `${part('x', 'x').repeat(1_500)}--edge--\r\n`,
    'request.too_large',
  ],
  ['a boundary of nothing', 'multipart/form-data; boundary=', 'x', 'request.malformed'],
];

function part(name: string, value: string): string {
  return `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}
