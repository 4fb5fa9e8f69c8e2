import { randomUUID } from 'node:crypto';

import type { ScheduledMessageView } from '../src/contract/views/scheduling.view.js';
import type { MediaSweep } from '../src/media/media-sweep.js';
import { digestOf, NO_STANDING, stepsOf, syncs } from './support/sync-calls.js';
import { allReceived } from './support/all-received.js';
import { upload, countUploads } from './support/files.js';
import {
  adaOnTwoDevices,
  asksToSchedule,
  cancels,
  changesScheduled,
  hours,
  pathOfScheduled,
  schedules,
  makeAllDue,
  scheduledBy,
} from './support/scheduling.js';
import { people } from './support/people.js';
import { participantIdOf } from './support/participant-ids.js';
import { server, useServer } from './support/server.js';

useServer();

const sweep = (hoursFromNow: number) =>
  server()
    .service<MediaSweep>('media/media-sweep', 'MediaSweep')
    .sweep(new Date(hours(hoursFromNow)));

describe('a scheduled message', () => {
  it('is sent when it is due, as a message of that moment, and is shown only to its sender before', async () => {
    const { ada, ben, phone, chat } = await adaOnTwoDevices();
    const question = await ben.says(chat, 'where?');
    const pushed = phone.waitFor('message.scheduled');
    const gone = phone.waitFor('message.unscheduled');
    const received = ben.waitFor('message.created', ({ message }) => message === 'there');
    const mentions = [participantIdOf(chat, ben)];
    const one = await schedules(ada, chat, 'there', { sendIn: 1, reply: question.id, mentions });

    expect(one).toMatchObject({ chatId: chat.id, kind: 'text', reply: question.id, mentions, failed: null });
    expect(await pushed).toEqual({ ...one, mine: (await pushed).mine });
    expect(Date.parse(one.sendAt)).toBeGreaterThan(Date.parse(one.createdAt));
    expect([await scheduledBy(ada, chat), await scheduledBy(ben, chat)]).toEqual([[one], []]);
    await ada.says(chat, 'wait');
    expect(await received).toMatchObject({ id: one.id, seq: 3, rev: 3, reply: { id: question.id }, mentions });
    expect(Date.parse((await received).createdAt)).toBeGreaterThanOrEqual(Date.parse(one.sendAt));
    expect(await gone).toEqual({ chatId: chat.id, scheduledId: one.id, sent: true, mine: (await pushed).mine + 1 });
    expect(await scheduledBy(ada, chat)).toEqual([]);
    await allReceived(ben, chat, ben.socket);
    for (const event of ['message.scheduled', 'message.unscheduled'] as const) {
      expect(ben.socket!.all(event)).toEqual([]);
    }
  });

  it('may have media, a poll or a location, and its files are kept until it is cancelled', async () => {
    const { ada, ben, chat } = await adaOnTwoDevices();
    const file = await upload(ada);
    const one = await schedules(ada, chat, '', { sendAt: hours(30), media: { id: file.id } });
    const poll = { options: ['yes', 'no'], closesAt: hours(3) };
    const asked = await schedules(ada, chat, 'Well?', { sendAt: hours(2), poll });
    const place = { kind: 'location', latitude: 1, longitude: 2 };
    await schedules(ada, chat, '', { sendAt: hours(2), attachments: [place], media: '' });
    expect([one.media, asked.attachments]).toMatchObject([[file], [{ kind: 'poll', voters: 0 }]]);
    for (const late of [
      { sendAt: hours(4), poll },
      { sendAt: hours(1), media: { id: randomUUID() } },
    ]) {
      expect((await asksToSchedule(ada, chat, { message: 'x', ...late })).status).toBeGreaterThan(399);
    }
    await expect(changesScheduled(ada, asked, { sendAt: hours(4) })).rejects.toMatchObject({ code: 'request.invalid' });
    expect(await changesScheduled(ada, asked, { message: '' })).toMatchObject({ kind: 'poll', message: '' });

    await sweep(29);
    expect(await countUploads()).toBe(1);
    const received = ben.waitFor('message.created', ({ id }) => id === asked.id);
    await server().sql(`update scheduled_messages set send_at = now() where kind = 'poll'`);
    expect((await received).attachments).toMatchObject([{ options: [{ text: 'yes' }, { text: 'no' }] }]);
    expect((await cancels(ada, one)).status).toBe(200);
    await sweep(29);
    expect(await countUploads()).toBe(0);
  });

  it('is refused at once for the reasons for which a send is refused, and for invalid times', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensGroup('Two', ben);
    const at = { sendAt: hours(1) };
    const media = { id: (await upload(ada)).id };
    const codes = async (who: typeof ada, body: object) => (await asksToSchedule(who, chat, body)).body.code;
    const wrong: object[] = [
      { message: 'x' },
      { message: '', ...at },
      { message: 'x', ...at, sendIn: 5 },
      ...['soon', 5, hours(-1), hours(24 * 366)].map((sendAt) => ({ message: 'x', sendAt })),
      ...[0, -1, 1.5, 86_401, 'x'].map((sendIn) => ({ message: 'x', sendIn })),
    ];
    for (const body of wrong) expect([body, await codes(ben, body)]).toEqual([body, 'request.invalid']);
    expect(await codes(ben, { message: 'x', ...at, media })).toBe('media.not_found');
    expect(await codes(ben, { message: 'x', ...at, reply: randomUUID() })).toBe('message.reply_not_found');
    expect(await codes(ben, { message: 'x', ...at, mentionsAll: true })).toBe('chat.not_admin');
    expect(await codes(ben, { message: 'x', ...at, mentions: [randomUUID()] })).toBe('participant.not_found');
    expect(await codes(eve, { message: 'x', ...at })).toBe('chat.not_found');
    expect(await codes(ada, { message: 'x', ...at, mentionsAll: true, media })).toBeUndefined();
    for (let n = 0; n < 100; n++) await schedules(ben, chat, `number ${n}`);
    expect(await codes(ben, { message: 'one more', ...at })).toBe('scheduled.too_many');
    expect(await codes(ada, { message: 'one more', ...at })).toBeUndefined();
  });

  it('is changed and cancelled by its sender only, and all their devices receive it', async () => {
    const { ada, ben, phone, chat } = await adaOnTwoDevices();
    const later = await schedules(ada, chat, 'second', { sendAt: hours(3) });
    const one = await schedules(ada, chat, 'first');
    expect(await scheduledBy(ada, chat)).toEqual([one, later]);
    // The pushes about the two new messages may still be on their way to the other node.
    const pushed = phone.waitFor('message.scheduled', ({ message }) => message === 'after all');
    const changed = await changesScheduled(ada, one, { message: 'after all', sendAt: hours(5) });
    expect(changed).toMatchObject({ id: one.id, message: 'after all', createdAt: one.createdAt });
    expect(await pushed).toMatchObject(changed);
    const mine = (await digestOf(ada, chat))?.[2];
    expect(await changesScheduled(ada, one, { message: 'after all' })).toEqual(changed);
    expect((await digestOf(ada, chat))?.[2]).toBe(mine);
    expect(await scheduledBy(phone, chat)).toEqual([later, changed]);
    await expect(changesScheduled(ada, one, { sendAt: hours(-1) })).rejects.toMatchObject({ code: 'request.invalid' });

    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { message: 'mine now' } : undefined;
      expect((await ben.call(method, pathOfScheduled(one), body)).body.code).toBe('scheduled.not_found');
    }
    expect(await ada.does('GET', pathOfScheduled(one))).toEqual(changed);
    const gone = phone.waitFor('message.unscheduled');
    expect((await cancels(ada, one)).status).toBe(200);
    expect(await gone).toEqual({ chatId: chat.id, scheduledId: one.id, sent: false, mine: mine! + 1 });
    expect((await cancels(ada, one)).body.code).toBe('scheduled.not_found');
    expect(await scheduledBy(ada, chat)).toEqual([later]);
  });

  it('is idempotent by id, before and after it is sent', async () => {
    const { ada, ben, chat } = await adaOnTwoDevices();
    const id = randomUUID();
    const body = { message: 'once', sendIn: 3600 };
    const asks = (more: object = {}) => asksToSchedule(ada, chat, { ...body, ...more }, { 'idempotency-key': id });
    const copies = await Promise.all([asks(), asks(), asks({ sendIn: 3599 })]);
    const [first] = copies;
    for (const { status, body: answer } of copies) expect([status, answer]).toEqual([201, first.body]);
    expect(copies.filter(({ headers }) => headers.has('idempotent-replayed'))).toHaveLength(2);
    expect(first.body.data).toMatchObject({ id });
    expect((await asks({ message: 'twice' })).body.code).toBe('message.id_taken');
    expect((await asksToSchedule(ben, chat, { ...body, id })).body.code).toBe('message.id_taken');
    await changesScheduled(ada, first.body.data as ScheduledMessageView, { message: 'once more' });
    expect((await asks()).body.data).toMatchObject({ id, message: 'once more' });

    const received = ben.waitFor('message.created');
    const gone = ada.waitFor('message.unscheduled');
    await makeAllDue();
    await Promise.all([received, gone]);
    const after = await asks();
    expect([after.status, after.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(after.body.data).toMatchObject({ id, seq: 1, message: 'once more', starred: false });
    expect((await asks({ message: 'twice' })).body.code).toBe('message.id_taken');
    expect((await cancels(ada, { id, chatId: chat.id })).body.code).toBe('scheduled.on_its_way');
  });

  it('is part of a sync only if it may have changed since the last one', async () => {
    const { ada, ben, chat } = await adaOnTwoDevices();
    const one = await schedules(ada, chat, 'soon');
    const [step] = await stepsOf(ada, chat, NO_STANDING);
    expect(step?.scheduled).toEqual([one]);
    expect((await stepsOf(ben, chat, NO_STANDING))[0]?.scheduled).toBeNull();
    await ben.says(chat, 'hello');
    expect((await syncs(ada, { [chat.id]: step?.next })).chats?.[chat.id]?.scheduled).toBeNull();
    await cancels(ada, one);
    expect((await syncs(ada, { [chat.id]: step?.next })).chats?.[chat.id]?.scheduled).toEqual([]);
  });
});
