const TOO_LARGE = 64 * 1024 + 1;
export const NESTED = 10_000;

/** Packets that no Socket.IO client sends: each closes its socket. */
export const CLOSES: Record<string, (string | Buffer)[]> = {
  'a packet of no known type': ['49'],
  'an Engine.IO packet of no known type': ['9'],
  'no packet at all': ['4'],
  'JSON that does not end': ['42["message.send",{'],
  'a payload that is an object': ['42{"message.send":1}'],
  'a payload that is a string': ['42"message.send"'],
  'a name that is an object': ['42[{"message":"send"}]'],
  'an empty payload': ['42[]'],
  'the reserved name disconnect': ['42["disconnect","x"]'],
  'the reserved name connect': ['42["connect"]'],
  'the reserved name connect_error': ['42["connect_error"]'],
  'the reserved name disconnecting': ['42["disconnecting"]'],
  'the reserved name newListener': ['42["newListener","x"]'],
  'the reserved name removeListener': ['42["removeListener","x"]'],
  'signing in a second time': ['40{"token":"x"}'],
  'an error from the client': ['44{"message":"x"}'],
  'an event for a namespace it is not in': ['42/admin,["message.send",{}]'],
  'bytes nobody announced': [Buffer.from('x')],
  'a placeholder out of range': ['451-["message.send",{"_placeholder":true,"num":5}]', Buffer.from('x')],
  'a placeholder below range': ['451-["message.send",{"_placeholder":true,"num":-1}]', Buffer.from('x')],
  'a placeholder that is no number': ['451-["message.send",{"_placeholder":true,"num":"length"}]', Buffer.from('x')],
  'more attachments than anybody needs': ['45999999999-["message.send",{}]'],
  'no attachments where some are announced': ['450-["message.send",{}]'],
  'text among attachments': ['452-["message.send",{}]', '42["message.send",{}]'],
  'a frame that is too large': [`42["message.send",{"message":"${'x'.repeat(TOO_LARGE)}"}]`],
  'bytes that are too large': [Buffer.alloc(TOO_LARGE)],
};

/** Odd packets that are answered, and after which the socket stays open. */
export const ANSWERED: Record<string, [packets: (string | Buffer)[], code: string]> = {
  'a number for a name': [['427[5,{}]'], 'event.unknown'],
  'the name error': [['427["error",{"message":"x"}]'], 'event.unknown'],
  'the name connection': [['427["connection",{}]'], 'event.unknown'],
  'two payloads': [['427["chat.read",{},{}]'], 'request.invalid'],
  'an ack for a payload': [['427["chat.read"]'], 'request.invalid'],
  'bytes for a payload': [['451-7["message.send",{"_placeholder":true,"num":0}]', Buffer.from('x')], 'request.invalid'],
  'bytes for a text': [
    ['451-7["message.send",{"chatId":"x","message":{"_placeholder":true,"num":0}}]', Buffer.from('x')],
    'request.invalid',
  ],
  'a payload of prototypes': [['427["message.send",{"__proto__":{"chatId":"x","message":"y"}}]'], 'request.invalid'],
  'a deep payload': [[`427["message.send",${'{"a":'.repeat(NESTED)}1${'}'.repeat(NESTED)}]`], 'request.invalid'],
  'a deep text': [
    [`427["message.send",{"chatId":"x","message":${'['.repeat(NESTED)}${']'.repeat(NESTED)}}]`],
    'request.invalid',
  ],
  'a deep list of media': [
    [`427["message.send",{"chatId":"x","message":"y","media":${'['.repeat(NESTED)}${']'.repeat(NESTED)}}]`],
    'request.invalid',
  ],
  'the same key twice': [['427["chat.read",{"chatId":"x","seq":1,"seq":-1}]'], 'request.invalid'],
};
