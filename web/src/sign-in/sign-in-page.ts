import type { Parley, SignInOptionsView } from '@parley/client';

/** One view of the sign-in page: what its card shows. */
export interface SignInView {
  title: string;
  content: Node[];
}

/** What each view may call on the sign-in page. */
export interface SignInPage {
  readonly parley: Parley;
  readonly element: HTMLElement;
  /** Where a view says why something failed. It is emptied when another view is shown. */
  readonly failure: HTMLElement;
  /** The demo accounts; hidden if there are none. */
  readonly demo: HTMLElement;
  /** How people sign in to this server; null if it could not be asked. */
  readonly options: Promise<SignInOptionsView | null>;
  show(view: SignInView): void;
  /** Leaves a view, for the form with e-mail and password, or for the chats of somebody who is signed in. */
  back(): void;
  /** Somebody is signed in. */
  done(): void;
}
