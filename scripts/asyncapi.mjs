/** The socket protocol as an AsyncAPI document, made from the lists of events and the schemas of their payloads. */

const DESCRIPTION = `Chat over Socket.IO 4.x (protocol 5), in the default namespace, over WebSocket or long polling. Pushes are what the
server sends; each event of a client is answered through its acknowledgement, with the envelope of REST. How to connect, and what a
client has to do to be exactly right, is told in docs/realtime.md.`;

const CHANNEL = '#/channels/default';
const schema = (name) => ({ $ref: `#/components/schemas/${name}` });
/** Events refuse unknown keys. `additionalProperties: false` in one part would refuse the keys of the other, see `open`. */
const inChat = (...names) => ({ allOf: ['OfChat', ...names].map(schema), unevaluatedProperties: false });

/** The payload of each client event, and of its answer (`data`). */
const SAID = {
  'message.send': { payload: inChat('SendMessageDto'), data: schema('MessageView') },
  'chat.read': { payload: inChat('MarkDto'), data: schema('ReadView') },
  'chat.delivered': { payload: inChat('MarkDto'), data: schema('DeliveredView') },
  'typing.start': { payload: inChat() },
  'typing.stop': { payload: inChat() },
  'presence.set': {
    payload: {
      type: 'object',
      required: ['status'],
      properties: { status: schema('OnlineStatus') },
      additionalProperties: false,
    },
  },
  sync: { payload: schema('SyncDto'), data: schema('SyncView') },
};

/** Schemas that are only parts of a payload. */
const PARTS = ['MarkDto', 'SendMessageDto', 'SendMediaMessageDto'];

const OF_CHAT = {
  type: 'object',
  required: ['chatId'],
  properties: { chatId: { type: 'string', format: 'uuid' } },
};

/** @throws Error naming every event that it cannot describe */
export function describeEvents({ serverEvents, clientEvents, schemas }) {
  const payloads = schemas.ServerEvents.properties;
  const unknown = [
    ...Object.keys(serverEvents).filter((event) => !Object.hasOwn(payloads, event)),
    ...Object.keys(clientEvents).filter((event) => !Object.hasOwn(SAID, event)),
  ];
  if (unknown.length > 0) throw new Error(`nothing is known of what these carry: ${unknown.join(', ')}`);
  const pushed = Object.entries(serverEvents).map(([event, about]) => push(event, about, payloads[event]));
  const said = Object.entries(clientEvents).map(([event, what]) => say(event, what, SAID[event]));
  return write([...pushed, ...said], { ...schemas, OfChat: OF_CHAT });
}

function push(event, { to, when }, payload) {
  const messages = { [event]: { name: event, summary: when, description: `To ${to}.`, payload } };
  const operation = { action: 'send', summary: when, description: `To ${to}.`, ...over(event) };
  return { name: `push ${event}`, operation, messages };
}

function say(event, what, { payload, data }) {
  const answer = `${event}.answer`;
  const messages = {
    [`${event}.said`]: { name: event, summary: what, payload },
    [answer]: {
      name: answer,
      summary: `the answer to ${event}`,
      payload: { oneOf: [success(data), schema('ErrorView')] },
    },
  };
  const operation = { action: 'receive', summary: what, ...over(`${event}.said`), reply: over(answer) };
  return { name: `say ${event}`, operation, messages };
}

const over = (message) => ({ channel: { $ref: CHANNEL }, messages: [{ $ref: `${CHANNEL}/messages/${message}` }] });

function success(data) {
  const properties = { status: { const: 'success' }, ...(data && { data }), meta: { type: 'object' } };
  return { type: 'object', required: ['status', ...(data ? ['data'] : [])], properties };
}

function write(events, schemas) {
  const messages = Object.assign({}, ...events.map((event) => event.messages));
  const names = Object.keys(messages);
  const document = {
    asyncapi: '3.0.0',
    info: { title: 'Parley', version: '1', description: DESCRIPTION },
    defaultContentType: 'application/json',
    servers: { local: { host: 'localhost:3000', pathname: '/socket.io/', protocol: 'socketio' } },
    channels: {
      default: {
        address: '/',
        description: 'The default namespace; `auth: {token}` with the token of login.',
        messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    },
    operations: Object.fromEntries(events.map(({ name, operation }) => [name.replaceAll(/[ .]/g, '-'), operation])),
    components: { messages },
  };
  document.components.schemas = reached(document, schemas);
  return JSON.parse(JSON.stringify(document), (_, value) => plain(value));
}

function open(part) {
  const rest = { ...part };
  delete rest.additionalProperties;
  return rest;
}

/** The schemas that are referred to, and those that these refer to. */
function reached(document, schemas) {
  const found = {};
  for (let left = namesIn(document); left.length > 0; left = namesIn(found).filter((name) => !found[name])) {
    for (const name of left) {
      if (!schemas[name]) throw new Error(`there is no schema ${name}`);
      found[name] = PARTS.includes(name) ? open(schemas[name]) : schemas[name];
    }
  }
  return found;
}

const namesIn = (value) =>
  [...new Set(JSON.stringify(value).match(/#\/components\/schemas\/[^"]+/g))].map((ref) => ref.split('/').at(-1));

/** OpenAPI 3.0 has `nullable` where JSON Schema has a type. */
function plain(value) {
  if (typeof value !== 'object' || value === null || value.nullable !== true) return value;
  const rest = { ...value };
  delete rest.nullable;
  if (typeof rest.type !== 'string') return { anyOf: [rest, { type: 'null' }] };
  return { ...rest, type: [rest.type, 'null'], ...(rest.enum && { enum: [...rest.enum, null] }) };
}
