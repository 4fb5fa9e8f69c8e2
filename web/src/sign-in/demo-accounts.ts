import { Parley } from '@parley/client';

import { choose } from '../dialog.js';
import { texts } from '../texts.js';
import { emailOfFirst, separate, storageOfWindow } from '../window-account.js';

export interface DemoAccount {
  name: string;
  email: string;
  password: string;
  plan: 'free' | 'premium';
}

/** The demo accounts, without the one that another window of this browser is signed in with. */
export async function demoAccountsFor(parley: Parley): Promise<DemoAccount[]> {
  const all = await parley.call<DemoAccount[]>('GET', '/api/demo-accounts').catch(() => []);
  return all.filter(({ email }) => email !== emailOfFirst());
}

/** Whether another window of this browser has the page open. Call it before this window connects. */
export async function isSecondWindow(): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name?.startsWith('parley:'));
}

/** In a second window, offers the other demo account, so that one person can try both sides of a chat. */
export async function offerOtherDemoAccount(parley: Parley): Promise<void> {
  const accounts = await parley.call<DemoAccount[]>('GET', '/api/demo-accounts').catch(() => []);
  const { email: mine, name } = parley.me ?? {};
  const other = accounts.find(({ email }) => email !== mine);
  if (!other || !accounts.some(({ email }) => email === mine)) return;
  const { title, text } = texts.secondWindow;
  choose(title, text(name ?? ''), [
    { label: texts.signIn.demoAccount(other.name), kind: 'main', action: () => enterBeside(parley, other) },
  ]);
}

/** Signs in with an account that only this window uses. */
async function enterBeside(first: Parley, { email, password }: DemoAccount): Promise<void> {
  first.close();
  separate();
  const beside = new Parley({ storage: storageOfWindow() });
  await beside.signIn({ email, password });
  beside.close();
  location.assign('/');
}
