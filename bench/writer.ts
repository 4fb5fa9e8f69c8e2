import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { auditNote, auditSends } from './audit.js';
import { Child } from './child.js';
import { atLeast, type Section, show } from './report.js';
import { addSenders, type Place, SENDERS } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import type { DirectSender } from './direct-senders.js';
import { inTurn } from './turns.js';
import { type WriterKind, WRITERS } from './variants.js';
import { createDatabase, SECRET } from './world.js';

type Kind = Exclude<WriterKind, 'none'>;

/** One burst of sends, straight into a writer. */
export interface WriterBurst {
  kind: Kind;
  talkers: DirectSender[];
  seconds: number;
}

const KINDS: Kind[] = ['ours', 'transactions', 'statements'];
const PLACES: Record<Place, string> = { spread: '100 chats of two', hot: 'one hot chat' };

const TURNS = (Object.keys(PLACES) as Place[]).flatMap((place) => KINDS.map((kind) => ({ place, kind })));
type Turn = (typeof TURNS)[number];

/** The writers without HTTP. */
export async function writer(cluster: Cluster, { rounds, seconds }: Settings): Promise<Section> {
  const DATABASE_URL = await createDatabase(cluster.url, 'writer');
  const [child] = await Child.start('./writer-process.ts', [], {
    DATABASE_URL,
    JWT_SECRET: SECRET,
    PROFILE_AS: 'writer',
  });
  const { people, places } = await addSenders(cluster, 'writer');
  const found = await inTurn(TURNS, rounds, ({ place, kind }) => {
    const talkers = people.map(({ userId }, me) => ({ userId, chats: places[place][me] ?? [] }));
    return child.ask<number>({ kind, talkers, seconds } satisfies WriterBurst);
  });
  const audited = await auditSends(cluster, 'writer', [{ child, key: 'writer' }]);
  await child.stop();
  const of = (place: Place, kind: Kind) =>
    found.get(TURNS.find((turn) => turn.place === place && turn.kind === kind) as Turn) ?? [];
  return sectionOf(of, { rounds, seconds, audited });
}

function sectionOf(
  of: (place: Place, kind: Kind) => number[],
  { rounds, seconds, audited }: Pick<Settings, 'rounds' | 'seconds'> & { audited: number },
): Section {
  return {
    title: 'The MessageWriter without HTTP',
    about: `${SENDERS} senders in the writer's own process, each with one message under way, a pool of 10 connections, fsync on. ${rounds} rounds of ${seconds} s each, in turn. ${auditNote(audited)}`,
    head: ['where', 'writer', 'sends/s'],
    rows: TURNS.map(({ place, kind }) => [PLACES[place], WRITERS[kind], show(figure(of(place, kind)))]),
    verdicts: [
      atLeast(
        'MessageWriter against a transaction per message, one hot chat',
        8,
        ratio(of('hot', 'ours'), of('hot', 'transactions')),
      ),
      atLeast('the same, 100 chats', 1.5, ratio(of('spread', 'ours'), of('spread', 'transactions'))),
    ],
  };
}
