/** Paths that do not exist, or look as if they avoided the guard. */
export const PATHS = [
  ...'// /./ /../ /%2e/ /%2e%2e/%2e%2e/etc/passwd /%zz /% /%ff /%00 /\u0000 /\u00ff //api/chats /api//chats'.split(' '),
  ...'/api/./chats /api/x/../chats /api/chats/ /api/chats;x /api/chats%2f /API/CHATS /%61pi/chats /api%2fchats'.split(
    ' ',
  ),
  ...'/api/chats%00 /api/chats%20 /api/chats? /api/chats#x /api\\chats /docs/../api/chats /docs/%2e%2e/api/chats'.split(
    ' ',
  ),
  ...'/health/live/../../api/chats /docs/..%2f..%2fpackage.json /docs/%2e%2e%2fpackage.json /docs/../../x'.split(' '),
  ...'/api/media/..%2f..%2fparley.lock http://evil.example/api/chats evil.example:80 * x /api/chats?%zz'.split(' '),
  ...['', '/ x', '/api/chats?%ff=%00', '/api/chats?__proto__[x]=1', `/api/chats?${'a=1&'.repeat(3_000)}`],
  ...[`/${'x'.repeat(9_000)}`, `/api/chats/${'x/'.repeat(4_000)}`],
];

export const METHODS = 'HEAD OPTIONS PUT DELETE PATCH TRACE PROPFIND CONNECT QUERY FOO get G\u0000T'.split(' ');

/** Lines of a request, by what is odd about them. */
export const HEADERS: Record<string, string[]> = {
  'a method in a header': ['X-HTTP-Method-Override: DELETE', 'X-Method-Override: DELETE'],
  'two tokens': ['Authorization: Bearer x', 'Authorization: Bearer y'],
  'a header without a name': [': x'],
  'a header without a colon': ['x'],
  'a header with a NUL': ['X-Request-Id: a\u0000b'],
  'a folded header': ['X-Request-Id: a', ' b'],
  'a very long header': [`X-Long: ${'x'.repeat(20_000)}`],
  'very many headers': Array.from({ length: 3_000 }, (_, n) => `X-${n}: x`),
  'two lengths': ['Content-Length: 1', 'Content-Length: 2'],
  'a length that is none': ['Content-Length: -1'],
  'a length and chunks': ['Content-Length: 1', 'Transfer-Encoding: chunked'],
  'an encoding nobody knows': ['Transfer-Encoding: x'],
  'another host': ['Host: evil.example'],
  'an address that pretends': ['X-Forwarded-For: 1.2.3.4, x', 'Forwarded: for=x', 'X-Forwarded-Host: evil.example'],
  'an id with line ends': ['X-Request-Id: a%0d%0ab'],
  'a range of JSON': ['Range: bytes=5-1,9-'],
  'a condition': ['If-None-Match: *', 'If-Modified-Since: x'],
  'a type nobody has': ['Accept: text/xml', 'Accept-Encoding: x', 'Accept-Language: ***', 'Accept-Charset: utf-7'],
};
