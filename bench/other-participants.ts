import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import type { CallPlan, Done } from './other-participants-process.js';
import { auditNote, auditSends } from './audit.js';
import { Child } from './child.js';
import type { Burst, Load } from './load.js';
import { atLeast, type Section, show, unreached } from './report.js';
import { SENDERS } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';
import { addChats, addPeople, createDatabase, inDatabase, SECRET, type Sender } from './world.js';

const OTHERS = 68;
/** Actions per message that was sent while the others did nothing. */
const SHARE = 0.1;
/** A number above every `seq` that is sent. */
const FAR = 1_000_000;
const EMOJIS = ['👍', '❤️', '😂', '🎉', '😮'];

const ACTIVITIES = {
  nothing: 'nothing',
  reading: 'marking read',
  reacting: 'reacting',
} as const;
type Activity = keyof typeof ACTIVITIES;

interface Measured {
  sends: number;
  calls: number;
}

const SHARED = 'the other calls take their share of the same two cores.';

/** The actions of the other people in a busy chat, and their cost for the senders in it. */
export async function otherParticipants(cluster: Cluster, settings: Settings): Promise<Section> {
  const DATABASE_URL = await createDatabase(cluster.url, 'other_participants');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'other_participants' };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  const [load] = await Child.start('./load-process.ts');
  const [others] = await Child.start('./other-participants-process.ts');
  const { people, chat } = await inDatabase(cluster.url, 'other_participants', async (client) => {
    const all = await addPeople(client, SENDERS + OTHERS);
    const [id = ''] = await addChats(client, [all.map(({ userId }) => userId)]);
    await client.query('vacuum analyze');
    return { people: all, chat: id };
  });
  const senders = people.slice(0, SENDERS).map(({ token }) => ({ token, chats: [chat] }));
  const burst: Burst = { key: 'other_participants', transport: 'http', url, senders, seconds: settings.seconds };
  await load.ask<Load>({ ...burst, seconds: 0.2 });
  const messages = await newest(url, chat, people[0]?.token ?? '');
  const planOf = (activity: Activity): Omit<CallPlan, 'seconds' | 'perSecond'> =>
    callPlanOf(activity, { url, chat, messages, others: people.slice(SENDERS) });
  let perSecond = 0;
  const found = await inTurn(
    Object.keys(ACTIVITIES) as Activity[],
    settings.rounds,
    async (activity): Promise<Measured> => {
      const [sent, calls] = await Promise.all([
        load.ask<Load>(burst),
        activity === 'nothing' ? null : others.ask<Done>({ ...planOf(activity), perSecond, seconds: settings.seconds }),
      ]);
      if (activity === 'nothing') perSecond = Math.round(sent.perSecond * SHARE);
      return { sends: sent.perSecond, calls: calls?.perSecond ?? 0 };
    },
  );
  const audited = await auditSends(cluster, 'other_participants', [{ child: load, key: burst.key }]);
  await Promise.all([server, load, others].map((child) => child.stop()));
  return sectionOf(found, { ...settings, audited });
}

interface Place {
  url: string;
  chat: string;
  messages: string[];
  others: Sender[];
}

function callPlanOf(
  activity: Activity,
  { url, chat, messages, others }: Place,
): Omit<CallPlan, 'seconds' | 'perSecond'> {
  const at = `/api/chats/${chat}`;
  const reads = [{ method: 'POST', path: `${at}/read`, body: { seq: FAR } }];
  // On and off in turn, so that each call changes something.
  const reacts = ['PUT', 'DELETE'].flatMap((method) =>
    messages.flatMap((message) =>
      EMOJIS.map((emoji) => ({
        method,
        path: `${at}/messages/${message}/reactions/${encodeURIComponent(emoji)}`,
      })),
    ),
  );
  const tokens = others.map(({ token }) => token);
  return { url, tokens, calls: activity === 'reading' ? reads : reacts };
}

async function newest(url: string, chat: string, token: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/chats/${chat}/messages`, { headers: { authorization: `Bearer ${token}` } });
  const { data } = (await answer.json()) as { data: { id: string }[] };
  return data.map(({ id }) => id);
}

function sectionOf(
  found: Map<Activity, Measured[]>,
  { rounds, seconds, audited }: Settings & { audited: number },
): Section {
  const of = (activity: Activity, what: keyof Measured): number[] =>
    (found.get(activity) ?? []).map((one) => one[what]);
  const beside = (activity: Activity) => ratio(of(activity, 'sends'), of('nothing', 'sends'));
  return {
    title: 'Reading and reacting beside those who write',
    about:
      `${SENDERS} senders over REST in one chat of ${SENDERS + OTHERS}, while ${OTHERS} others in it mark everything as read, or add and ` +
      `remove reactions: one such call for every ten messages that were sent in the turn before, in which the others did nothing. ${rounds} rounds of ${seconds} s each, in turn. ${auditNote(audited)}`,
    head: ['the others are', 'sends/s', 'what they do, a second'],
    rows: (Object.keys(ACTIVITIES) as Activity[]).map((activity) => [
      ACTIVITIES[activity],
      show(figure(of(activity, 'sends'))),
      show(figure(of(activity, 'calls'))),
    ]),
    verdicts: [
      unreached(
        SHARED,
        atLeast('sends/s with a mark of others for every tenth message, against none', 0.8, beside('reading')),
      ),
      unreached(SHARED, atLeast('the same with a reaction for every tenth message', 0.8, beside('reacting'))),
    ],
  };
}
