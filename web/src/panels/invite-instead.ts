import { type Chat, type InviteLinkView, ParleyError, type UserView } from '@parley/client';

import { choose } from '../dialog.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { inviteAddress } from '../route.js';
import { texts } from '../texts.js';

/** Adds people to a group, and offers to send an invite link to those whom the caller may not add. @param done called at the end */
export async function addOrInvite(page: Page, chat: Chat, people: UserView[], done: () => void): Promise<void> {
  try {
    await add(page, chat, people);
    done();
  } catch (error) {
    const unwilling = people.filter(({ id }) => inviteOnly(error).includes(id));
    if (unwilling.length === 0) throw error;
    const others = people.filter((one) => !unwilling.includes(one));
    const { title, text, send, sent } = texts.inviteInstead;
    const action = async (): Promise<void> => {
      await add(page, chat, others);
      await invite(page, chat, unwilling);
      notify(sent);
      done();
    };
    choose(title, text(unwilling.map(({ name }) => name).join(', ')), [{ label: send, kind: 'main', action }]);
  }
}

async function add({ parley }: Page, chat: Chat, people: UserView[]): Promise<void> {
  if (people.length === 0) return;
  const participants = people.map(({ id }) => id);
  await parley.call('POST', `/api/chats/${chat.id}/participants`, { participants });
}

/** Sends each person a link for one use, in their direct chat. */
async function invite({ parley }: Page, chat: Chat, people: UserView[]): Promise<void> {
  for (const { id } of people) {
    const link = await parley.call<InviteLinkView>('POST', `/api/chats/${chat.id}/invite-links`, { maxUses: 1 });
    const direct = await parley.createChat({ participants: [id] });
    await parley.call('POST', `/api/chats/${direct.id}/messages`, { message: inviteAddress(link.code) });
  }
}

/** Ids of the users whom the caller may not add. */
function inviteOnly(error: unknown): string[] {
  if (!(error instanceof ParleyError) || error.code !== 'user.invite_only') return [];
  const { userIds } = error.params;
  return Array.isArray(userIds) ? userIds.map(String) : [];
}
