import type { SessionView } from '@parley/client';

import { actionButton } from '../action-button.js';
import { h } from '../element.js';
import { iconButton } from '../icon-button.js';
import { attempt, notify } from '../notices.js';
import type { Page } from '../page.js';
import { texts } from '../texts.js';
import { dayAndTime } from '../time.js';
import { deviceName } from './device-name.js';

interface Sessions {
  data?: SessionView[];
  meta?: { next: string | null };
}

/** The caller's sessions. @returns `read`: fetches them again */
export function devicesSection({ parley }: Page): { element: HTMLElement; read: () => Promise<void> } {
  const { devices: words } = texts.account;
  const rows = h('ul', { className: 'devices' });
  const more = h('button', { type: 'button', className: 'button wide', hidden: true }, texts.panel.more);
  let next: string | null = null;
  const readPage = async (): Promise<SessionView[]> => {
    const query = next === null ? {} : { cursor: next };
    const { data: answer } = await parley.rest.GET('/api/me/sessions', { params: { query } });
    if (!answer) throw new Error('the sessions could not be read');
    const { data = [], meta } = answer as Sessions;
    next = meta?.next ?? null;
    more.hidden = next === null;
    return data;
  };
  const read = async (): Promise<void> => {
    next = null;
    rows.replaceChildren(...(await readPage()).map(rowOf));
  };
  const rowOf = (session: SessionView): HTMLElement => row(session, () => void attempt(() => end(session)));
  const end = async ({ id }: SessionView): Promise<void> => {
    await parley.call('DELETE', `/api/me/sessions/${id}`);
    notify(words.signedOut);
    await read();
  };
  const endOthers = async (): Promise<void> => {
    notify(words.othersSignedOut(await parley.signOutOthers()));
    await read();
  };
  const readMore = async (): Promise<void> => rows.append(...(await readPage()).map(rowOf));
  more.addEventListener('click', () => void attempt(() => whileDisabled(more, readMore)));
  const others = actionButton('door', words.signOutOthers, () => void attempt(endOthers), 'danger');
  void attempt(read);
  return { element: h('section', {}, h('h3', {}, words.title), rows, more, others), read };
}

async function whileDisabled(button: HTMLButtonElement, action: () => Promise<void>): Promise<void> {
  button.disabled = true;
  try {
    await action();
  } finally {
    button.disabled = false;
  }
}

function row({ device, place, createdAt, current }: SessionView, end: () => void): HTMLElement {
  const { devices: words } = texts.account;
  const name = deviceName(device);
  const since = words.since(dayAndTime(createdAt));
  const detail = place === null ? since : `${since}, ${words.from(place)}`;
  return h(
    'li',
    { className: 'device' },
    h('div', {}, h('strong', {}, name), h('p', { className: 'hint' }, detail)),
    current ? h('span', { className: 'hint' }, words.current) : iconButton('close', words.signOut(name), end),
  );
}
