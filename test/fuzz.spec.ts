import { problemOf, inShort } from './support/contract-problems.js';
import { bodyFor, type DocumentedCall, documentedCalls } from './support/documented-calls.js';
import { HUGE, IDS, NUMBERS, TEXTS, VALUES } from './support/hostile-values.js';
import type { Answer } from './support/person.js';
import { useServer } from './support/server.js';
import { asForm, multipart, rowCounts, world, type World } from './support/world.js';

useServer();

/** A test makes hundreds of calls, and the machine may be busy with other things. */
jest.setTimeout(120_000);

/** `FUZZ=all` tries every value in every field, `half` every other one. Otherwise each field gets a third, in turn, so a call gets nearly all. */
const EVERY = { all: 1, half: 2 }[process.env.FUZZ ?? ''] ?? 3;
let turn = 0;
function sample<Value>(values: readonly Value[]): Value[] {
  const first = turn++ % EVERY;
  return values.filter((_, number) => number % EVERY === first);
}

const CALLS = documentedCalls().filter(({ path }) => path.startsWith('/api/'));
const name = ({ method, path }: DocumentedCall): string => `${method} ${path}`;

function callsWith(place: DocumentedCall['fields'][number]['place']) {
  return CALLS.filter(({ fields }) => fields.some((field) => field.place === place)).map(
    (call) =>
      [name(call), call, call.fields.filter((field) => field.place === place).map((field) => field.name)] as const,
  );
}

const fill = (path: string, values: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, parameter: string) => values[parameter] ?? 'x');

/** Makes a call as ada. It has her token also where none is needed. */
function callAsAda(
  { ada, inPath, headersFor }: World,
  { method, path }: DocumentedCall,
  query: string,
  body?: unknown,
  headers = {},
) {
  return ada.call(method, fill(path, inPath) + query, body, { ...headersFor({ method, path }), ...headers });
}

/** Makes the calls one after the other. @returns all problems, so that one failure shows them all, and the answers */
async function problemsOf(tries: [what: string, answer: () => Promise<Answer>][]): Promise<[string[], Answer[]]> {
  const found: string[] = [];
  const answers: Answer[] = [];
  for (const [what, ask] of tries) {
    const answer = await ask();
    const problem = problemOf(answer);
    if (problem !== null) found.push(`${what}: ${problem}`);
    answers.push(answer);
  }
  return [found, answers];
}

/** The table to which each 201 of the call adds one row. */
const ADDS: Record<string, 'users' | 'chats' | 'messages' | 'media'> = {
  'POST /api/register': 'users',
  'POST /api/chats': 'chats',
  'POST /api/chats/{chat}/messages': 'messages',
  'POST /api/chats/{chat}/media-messages': 'messages',
  'POST /api/chats/{chat}/forwarded-messages': 'messages',
  'POST /api/media': 'media',
  'POST /api/server/chats': 'chats',
  'POST /api/server/chats/{chat}/messages': 'messages',
};

/** Resumable uploads need it; the others ignore it. */
const TUS = { 'tus-resumable': '1.0.0', 'upload-offset': '0' };

const created = (answers: Answer[]): number =>
  answers.filter(({ status, headers }) => status === 201 && !headers.has('idempotent-replayed')).length;

describe('invalid ids', () => {
  // One world for all calls, because none of them changes anything.
  it('get the answer for an id that does not exist, from every call', async () => {
    const all = await world();
    const before = await rowCounts();

    for (const [what, call, parameters] of callsWith('path')) {
      const body = call.method === 'GET' ? undefined : bodyFor(call, all.inBody());
      const ask = (id: string, parameter: string) =>
        all.ada.call(call.method, fill(call.path, { ...all.inPath, [parameter]: id }), body, {
          ...TUS,
          ...all.headersFor(call),
        });
      // An emoji is no id: see reactions.spec.ts. The app chooses external ids, and the ids of its chats.
      if (what === 'PUT /api/server/chats/{chat}') continue;
      for (const parameter of parameters.filter((one) => !['emoji', 'externalId'].includes(one))) {
        const absent = await ask('00000000-0000-4000-8000-000000000001', parameter);
        expect([400, 403, 404]).toContain(absent.status);
        for (const id of sample(IDS)) {
          const { status, body } = await ask(id, parameter);
          expect({ what, id, status, body }).toEqual({ what, id, status: absent.status, body: absent.body });
        }
      }
    }
    expect(await rowCounts()).toEqual(before);
  });
});

describe('hostile values in the query', () => {
  it.each(callsWith('query'))('%s accepts or refuses each one', async (_, call, parameters) => {
    const all = await world();
    const queries = parameters.flatMap((parameter) => [
      ...sample([...TEXTS, ...NUMBERS])
        .filter((text) => text.length < 5_000 && text.isWellFormed())
        .map((text) => {
          return `${parameter}=${encodeURIComponent(text)}`;
        }),
      ...['%zz', '%ff', '%00', '%ud800', '&', '=', '1;2'].map((text) => `${parameter}=${text}`),
      ...[parameter, `${parameter}=1&${parameter}=2`, `${parameter}[]=1`, `${parameter}[$ne]=`, `${parameter}.a=1`],
    ]);
    const [found] = await problemsOf(queries.map((query) => [inShort(query), () => callAsAda(all, call, `?${query}`)]));
    expect(found).toEqual([]);
  });

  it.each([...NUMBERS.filter((number) => number !== '1e9'), 'abc', '1&PAGE=2', '', '%201', '+1'])(
    'page=%s gets 400, or 200 if it is empty',
    async (page) => {
      const all = await world();
      for (const path of [`/api/chats/${all.chat.id}/messages?`, `/api/chats/${all.chat.id}/search-messages?q=h&`]) {
        const answer = await all.ada.call('GET', `${path}page=${page.replace('PAGE', 'page')}`);
        const none = page === ''; // an empty field of a form
        expect(answer).toMatchObject(none ? { status: 200 } : { status: 400, body: { code: 'request.invalid' } });
      }
    },
  );
});

describe('hostile values in the body', () => {
  it.each(callsWith('body'))(
    '%s accepts or refuses each one, as JSON and as both kinds of form, and stores only what it accepted',
    async (_, call, fields) => {
      const all = await world();
      const before = await rowCounts();
      const json = fields.flatMap((field) =>
        sample([...VALUES, HUGE]).map((value) => ({ ...bodyFor(call, all.inBody()), [field]: value })),
      );
      const urlencoded = fields.flatMap((field) =>
        sample([...TEXTS, ...NUMBERS]).map((text) => [field, text] as const),
      );
      const inParts = fields.flatMap((field) => sample([...TEXTS, ...NUMBERS]).map((text) => [field, text] as const));

      const [found, answers] = await problemsOf([
        ...json.map((body) => [inShort(body), () => callAsAda(all, call, '', body)] as [string, () => Promise<Answer>]),
        ...urlencoded.map(
          ([field, text]) =>
            [
              inShort([field, text]),
              () => callAsAda(all, call, '', new URLSearchParams({ ...bodyFor(call, asForm(all)), [field]: text })),
            ] as [string, () => Promise<Answer>],
        ),
        ...inParts.map(
          ([field, text]) =>
            [
              inShort([field, text]),
              () => callAsAda(all, call, '', multipart({ ...bodyFor(call, asForm(all)), [field]: text })),
            ] as [string, () => Promise<Answer>],
        ),
      ]);

      expect(found).toEqual([]);
      const after = await rowCounts();
      const table = ADDS[name(call)];
      for (const each of ['users', 'chats', 'messages', 'media'] as const) {
        expect([each, after[each] - before[each]]).toEqual([each, each === table ? created(answers) : 0]);
      }
    },
  );

  it.each(callsWith('header'))('%s accepts or refuses any Idempotency-Key', async (_, call, headers) => {
    const all = await world();
    const tries = headers.flatMap((header) =>
      sample([...TEXTS, ...NUMBERS, ...IDS])
        .filter((text) => /^[ -~]*$/.test(text))
        .map((text) => [header, text] as const),
    );
    const [found] = await problemsOf(
      tries.map(([header, text]) => [
        inShort(text),
        () => callAsAda(all, call, '', bodyFor(call, all.inBody()), { [header]: text }),
      ]),
    );
    expect(found).toEqual([]);
  });
});
