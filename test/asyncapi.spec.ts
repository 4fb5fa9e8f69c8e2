import { readFileSync } from 'node:fs';

import { describeEvents } from '../scripts/asyncapi.mjs';
import { CLIENT_EVENTS, SERVER_EVENTS } from '../src/contract/events.js';

interface Document {
  operations: Record<string, { action: string; summary: string; messages: { $ref: string }[]; reply?: object }>;
  components: { messages: Record<string, { name: string }>; schemas: Record<string, object> };
}

const text = readFileSync('docs/asyncapi.json', 'utf8');
const written = JSON.parse(text) as Document;

/** The part of the document to which a `$ref` points; undefined if there is none. */
const at = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], written);

const operations = (action: string) =>
  Object.values(written.operations)
    .filter((operation) => operation.action === action)
    .map(({ summary, messages: [over] }) => [
      (at((at(over!.$ref) as { $ref: string }).$ref) as { name: string }).name,
      summary,
    ])
    .sort();

describe('docs/asyncapi.json', () => {
  it('has exactly one operation for each event, with the description that the contract gives', () => {
    const pushed = Object.entries(SERVER_EVENTS).map(([event, { when }]) => [event, when]);
    expect(operations('send')).toEqual(pushed.sort());
    expect(operations('receive')).toEqual(Object.entries(CLIENT_EVENTS).sort());
    expect(Object.values(written.operations).filter(({ reply }) => reply)).toHaveLength(
      Object.keys(CLIENT_EVENTS).length,
    );
  });

  it('has no reference to a missing part', () => {
    const refs = [...new Set(text.match(/(?<="\$ref": ")[^"]+/g))];
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter((ref) => at(ref) === undefined)).toEqual([]);
  });

  it('cannot be generated while the schema of an event is missing', () => {
    const known = { serverEvents: SERVER_EVENTS, clientEvents: CLIENT_EVENTS };
    const payloads = Object.fromEntries(Object.keys(SERVER_EVENTS).map((event) => [event, {}]));
    const schemas = { ...written.components.schemas, ServerEvents: { properties: payloads } };
    expect(Object.keys(describeEvents({ ...known, schemas }).components.messages)).toContain('message.created');

    const fakeEvent = { to: 'nobody', when: 'never' };
    const more = { serverEvents: { ...SERVER_EVENTS, 'ship.sank': fakeEvent }, schemas };
    expect(() => describeEvents({ ...known, ...more })).toThrow('ship.sank');
    const said = { ...CLIENT_EVENTS, 'ship.sink': 'sink it' };
    expect(() => describeEvents({ ...known, clientEvents: said, schemas })).toThrow('ship.sink');
    expect(() => describeEvents({ ...known, schemas: { ServerEvents: { properties: payloads } } })).toThrow(
      'no schema',
    );
  });
});
