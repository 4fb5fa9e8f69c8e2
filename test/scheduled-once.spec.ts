import type { DueMessages } from '../src/scheduling/messages/due-messages.js';
import {
  adaOnTwoDevices,
  cancels,
  changesScheduled,
  hours,
  schedules,
  makeAllDue,
  scheduledBy,
} from './support/scheduling.js';
import { server, useServer } from './support/server.js';

useServer();

/** Makes the nodes look for due messages at once, in addition to their own check once a second. */
const sendAll = () =>
  Promise.all(
    [server(), server(), server().live, server().live].map((node) =>
      node.service<DueMessages>('scheduling/messages/due-messages', 'DueMessages').send(),
    ),
  );

/** Leaves the rows as if a node had claimed the messages for so many seconds, and had then died. */
const nodeDies = (seconds: number) =>
  server().sql(
    `update scheduled_messages set attempts = 1, send_at = now(), claimed_until = now() + $1 * interval '1 second'`,
    [seconds],
  );

async function adaScheduled(count: number) {
  const all = await adaOnTwoDevices();
  const texts = Array.from({ length: count }, (_, n) => `number ${n}`);
  const planned = [];
  for (const [n, text] of texts.entries()) {
    planned.push(await schedules(all.ada, all.chat, text, { sendAt: hours(1 + n / 1000) }));
  }
  /** Waits until no scheduled message is left. */
  const isOver = async () => {
    while ((await scheduledBy(all.ada, all.chat)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const said = async () => (await all.ada.sees(all.chat, '?limit=100')).map(({ message }) => message).reverse();
  return { ...all, texts, planned, isOver, said };
}

describe('scheduled messages', () => {
  it('are each sent once, also when several nodes look for due messages at the same moment', async () => {
    const { ada, ben, chat, texts, isOver, said } = await adaScheduled(60);
    const { mine } = await ada.does<{ mine: number }>('PUT', `/api/chats/${chat.id}/marked-unread`);
    await server().sql("update scheduled_messages set send_at = send_at - interval '2 hours'");
    await sendAll();
    await isOver();
    expect((await said()).sort()).toEqual([...texts].sort());
    const created = ben.socket!.all('message.created').map(({ seq }) => seq);
    expect(created).toEqual(texts.map((_, n) => n + 1));
    const gone = ada.socket!.all('message.unscheduled');
    expect(gone.map((one) => one.mine).sort((a, b) => a - b)).toEqual(texts.map((_, n) => mine + 1 + n));
    expect(gone.every(({ sent }) => sent)).toBe(true);
  });

  it('that are cancelled in the moment they are sent are either sent or cancelled, as the answer says', async () => {
    const { ada, planned, isOver, said } = await adaScheduled(40);
    await makeAllDue();
    const [, ...answers] = await Promise.all([sendAll(), ...planned.map((one) => cancels(ada, one))]);
    await isOver();
    const sent = await said();
    for (const [n, { message }] of planned.entries()) {
      const answer = answers[n] as Awaited<ReturnType<typeof cancels>>;
      const isSent = sent.filter((text) => text === message).length;
      const ends = answer.status === 200 ? [200, undefined, 0] : [409, 'scheduled.on_its_way', 1];
      expect([answer.status, answer.body.code, isSent]).toEqual(ends);
    }
  });

  it('that are changed in the moment they are sent have the text that the answer confirmed', async () => {
    const { ada, planned, isOver, said } = await adaScheduled(40);
    await makeAllDue();
    const changes = planned.map((one) =>
      changesScheduled(ada, one, { message: `${one.message}, changed` }).then(
        () => true,
        (error: unknown) => (error as { code: string }).code,
      ),
    );
    const [, ...answers] = await Promise.all([sendAll(), ...changes]);
    await isOver();
    const expected = planned.map(({ message }, n) => (answers[n] === true ? `${message}, changed` : message));
    expect((await said()).sort()).toEqual(expected.sort());
    expect(answers.filter((answer) => answer !== true && answer !== 'scheduled.on_its_way')).toEqual([]);
  });

  it('are not sent again if a node died right after it sent them, and cannot be cancelled meanwhile', async () => {
    const { ada, chat, planned, isOver, said } = await adaScheduled(1);
    const [one] = planned;
    const gone = ada.waitFor('message.unscheduled');
    await nodeDies(2);
    await ada.says(chat, one!.message, { id: one!.id });
    expect((await cancels(ada, one!)).body.code).toBe('scheduled.on_its_way');
    await expect(changesScheduled(ada, one!, { message: 'x' })).rejects.toMatchObject({ code: 'scheduled.on_its_way' });
    expect(await gone).toMatchObject({ scheduledId: one!.id, sent: true });
    await isOver();
    expect(await said()).toEqual([one!.message]);
  });

  it('are sent by another node if a node died before it sent them', async () => {
    const { ada, ben, planned, isOver, said } = await adaScheduled(1);
    const received = ben.waitFor('message.created');
    await nodeDies(1);
    expect((await cancels(ada, planned[0]!)).body.code).toBe('scheduled.on_its_way');
    expect(await received).toMatchObject({ id: planned[0]!.id });
    await isOver();
    expect(await said()).toEqual([planned[0]!.message]);
  });

  it('count as sent if a node died right after it sent them, also when the sender has been blocked since', async () => {
    const { ada, ben, chat, planned, isOver, said } = await adaScheduled(1);
    const gone = ada.waitFor('message.unscheduled');
    await nodeDies(2);
    await ada.says(chat, planned[0]!.message, { id: planned[0]!.id });
    await ben.does('PUT', `/api/users/${ada.id}/block`);
    expect(await gone).toMatchObject({ sent: true });
    await isOver();
    expect([await said(), ada.socket!.all('message.scheduled').filter(({ failed }) => failed)]).toEqual([
      ['number 0'],
      [],
    ]);
  });
});
