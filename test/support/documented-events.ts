import { readFileSync } from 'node:fs';

export const REALTIME = readFileSync('docs/realtime.md', 'utf8');

/** The examples of the payloads in the realtime protocol, by event, in their order. */
export const EXAMPLES = new Map(
  [...REALTIME.matchAll(/^```json (\S+)\n([^]*?)\n```$/gm)].map(([, event = '', json = '']) => [
    event,
    JSON.parse(json) as Record<string, unknown>,
  ]),
);

// Of the three events that carry a `participant`, the document shows it whole in the first one.
for (const event of ['participant.left', 'participant.updated']) {
  Object.assign(EXAMPLES.get(event) ?? {}, { participant: EXAMPLES.get('participant.joined')?.participant });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of the fields of an object. Where `beside` has an object in the same field, too, they include what is in it: `user.name`. */
function fieldsOf(one: object, beside: object): string[] {
  const fields = Object.entries(one).flatMap(([name, value]: [string, unknown]) => {
    const other = (beside as Record<string, unknown>)[name];
    if (!isObject(value) || !isObject(other)) return [name];
    return [name, ...fieldsOf(value, other).map((inner) => `${name}.${inner}`)];
  });
  return fields.sort();
}

/** Expects that a payload has exactly the fields that the realtime protocol shows. */
export function expectAsDocumented(event: string, payload: object): void {
  const example = EXAMPLES.get(event) ?? {};
  expect([event, fieldsOf(payload, example)]).toEqual([event, fieldsOf(example, payload)]);
}
