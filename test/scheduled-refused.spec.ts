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
import { useServer } from './support/server.js';

useServer();

describe('a scheduled message', () => {
  it('that is refused when it is due shows the reason, and is tried again after a change', async () => {
    const { ada, ben, phone, chat } = await adaOnTwoDevices();
    const answered = await ben.says(chat, 'an offer');
    const one = await schedules(ada, chat, 'yes', { sendAt: hours(1), reply: answered.id });
    await ben.does('PUT', `/api/users/${ada.id}/block`);
    expect((await asksToSchedule(ada, chat, { message: 'x', sendIn: 5 })).body.code).toBe('chat.blocked');
    const pushed = phone.waitFor('message.scheduled');
    await makeAllDue();
    const { mine, ...failed } = await pushed;
    expect(failed).toMatchObject({ id: one.id, failed: { code: 'chat.blocked' } });
    expect(await scheduledBy(ada, chat)).toEqual([failed]);
    await expect(changesScheduled(ada, one, { message: 'please' })).rejects.toMatchObject({ code: 'chat.blocked' });

    await ben.does('DELETE', `/api/users/${ada.id}/block`);
    const second = ben.waitFor('message.created', ({ id }) => id === one.id);
    const gone = phone.waitFor('message.unscheduled');
    expect(await changesScheduled(ada, one, { message: 'please' })).toMatchObject({ failed: null });
    expect(await second).toMatchObject({ message: 'please', reply: { id: answered.id } });
    expect(await gone).toMatchObject({ sent: true, mine: mine + 2 });

    const late = await schedules(ada, chat, 'no', { sendAt: hours(1), reply: answered.id });
    await ben.deletes(answered);
    const refused = ada.waitFor('message.scheduled');
    await makeAllDue();
    expect(await refused).toMatchObject({ id: late.id, failed: { code: 'message.reply_not_found' } });
    expect((await cancels(ada, late)).status).toBe(200);
  });

  it('is not sent if its sender has left, and is sent if the sender is back before it is due', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Three', ben, cleo);
    const [bens, cleos] = [await schedules(ben, chat, 'from ben'), await schedules(cleo, chat, 'from cleo')];
    await Promise.all([ben.leaves(chat), cleo.leaves(chat)]);
    expect((await ben.call('GET', pathOfScheduled(bens))).body.code).toBe('chat.not_found');
    await ada.adds(chat, cleo);
    const received = ada.waitFor('message.created', ({ id }) => id === cleos.id);
    await makeAllDue();
    await received;
    await ada.adds(chat, ben);
    while ((await scheduledBy(ben, chat)).length > 0);
    expect((await ada.sees(chat)).map(({ message }) => message)).not.toContain('from ben');
  });
});
