import { people } from './support/people.js';
import { useServer } from './support/server.js';

useServer();

describe('sending a message', () => {
  it('reaches every participant and nobody else', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);

    const heard = ben.hears('message.created');
    await ada.says(chat, 'hello');

    expect(await heard).toMatchObject({ message: 'hello', seq: 1 });
    await expect(eve.says(chat, 'let me in')).rejects.toMatchObject({ code: 'chat.not_found' });
    expect(eve.ears?.all('message.created')).toEqual([]);
  });
});
