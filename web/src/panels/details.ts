import type { Chat, ParticipantView } from '@parley/client';

import { actionButton } from '../action-button.js';
import { isMuted } from '../announcer.js';
import { avatar } from '../avatar.js';
import { chatActions } from '../chat-actions.js';
import { askForText, choose } from '../dialog.js';
import { h } from '../element.js';
import { attempt } from '../notices.js';
import { myRole, otherOf, type Page, type Panel } from '../page.js';
import { changePicture } from '../own-picture.js';
import { texts } from '../texts.js';
import { addPeoplePanel } from './add-people.js';
import { inviteSection } from './invite-links.js';
import { personOf } from './participant.js';

/** Details of a chat, its participants, and the actions on it. */
export function detailsPanel(page: Page, chat: Chat): Panel {
  const details = new Details(page, chat);
  return { title: texts.details.title, element: details.element, changed: () => details.changed() };
}

class Details {
  readonly element = h('div', { className: 'details' });
  private readonly people = h('ul', { className: 'people' });
  private readonly invites: HTMLElement | null;
  private everybody: ParticipantView[] = [];
  private fingerprint = '';

  constructor(
    private readonly page: Page,
    private readonly chat: Chat,
  ) {
    this.invites = this.mayManage ? inviteSection(page, chat) : null;
    this.changed();
  }

  private get mayManage(): boolean {
    return this.chat.view.type === 'group' && myRole(this.chat) !== 'member';
  }

  /** Fetches the participants again after a shared change. Presence arrives by itself. */
  changed(): void {
    const { view } = this.chat;
    const known = view.participants.map(({ id, role, user }) => [id, role, user.name, user.status]);
    const settings = [view.title, view.avatar, view.description, view.pinned, view.archived, isMuted(view.mutedUntil)];
    const fingerprint = JSON.stringify([
      known,
      settings,
      view.participantCount,
      view.unreadCount > 0,
      view.markedUnread,
    ]);
    if (fingerprint === this.fingerprint) return;
    this.fingerprint = fingerprint;
    this.draw();
    void attempt(() => this.readPeople());
  }

  private async readPeople(): Promise<void> {
    const { view } = this.chat;
    const few = view.participants.length >= view.participantCount;
    this.everybody = few
      ? view.participants
      : await this.page.parley.call<ParticipantView[]>('GET', `/api/chats/${view.id}/participants?limit=100`);
    const rows = this.everybody.map((one) => personOf(this.page, this.chat, one));
    this.people.replaceChildren(...rows);
  }

  private draw(): void {
    const { view } = this.chat;
    const { details } = texts;
    const picture = view.avatar && this.page.parley.avatarUrl(view.avatar);
    const face = avatar(view.title, picture, otherOf(this.chat)?.status);
    const about = h('div', { className: 'details-about' }, face, h('h3', { dir: 'auto' }, view.title));
    if (view.description) about.append(h('p', { dir: 'auto' }, view.description));
    const actions = chatActions(this.chat).map((item) => actionButton(item.icon, item.label, item.action));
    const everybody = view.type === 'direct' ? [] : [h('h3', {}, details.people(view.participantCount)), this.people];
    this.element.replaceChildren(
      about,
      h('div', { className: 'details-actions' }, ...actions, ...this.groupActions()),
      ...everybody,
      ...(this.invites ? [this.invites] : []),
    );
  }

  private groupActions(): HTMLElement[] {
    if (this.chat.view.type !== 'group') return [];
    const { details } = texts;
    const back = (): void => this.page.show(detailsPanel(this.page, this.chat));
    const add = (): void => this.page.show(addPeoplePanel(this.page, this.chat, back));
    return [
      ...(this.mayManage
        ? [
            actionButton('people', details.add, add),
            actionButton('pencil', details.rename, () => this.rename()),
            actionButton('picture', details.picture, () => this.changePicture()),
          ]
        : []),
      actionButton('door', details.leave, () => this.leave(), 'danger'),
    ];
  }

  private rename(): void {
    const { rename, titleLabel } = texts.details;
    const { id, title: value } = this.chat.view;
    const save = (title: string) => this.page.parley.call('PATCH', `/api/chats/${id}`, { title });
    askForText({ title: rename, label: titleLabel, value, maxLength: 100, save });
  }

  private changePicture(): void {
    const { id, avatar } = this.chat.view;
    changePicture(this.page, `/api/chats/${id}/avatar`, avatar !== null);
  }

  private leave(): void {
    const { leave, leaveTitle, leaveText } = texts.details;
    const { id, participantId } = this.chat.view;
    const action = async (): Promise<void> => {
      await this.page.parley.call('DELETE', `/api/chats/${id}/participants/${participantId}`);
      this.page.open(null);
    };
    choose(leaveTitle, leaveText, [{ label: leave, kind: 'danger', action }]);
  }
}
