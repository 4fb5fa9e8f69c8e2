import type { Parley } from '@parley/client';

import { sentenceOf } from '../failure.js';
import { texts } from '../texts.js';
import { needsCode } from './code-form.js';

/** What is behind `#` when the browser comes back from a provider: a one-time code, or the code of an error. */
interface ProviderReturn {
  kind: 'sign-in' | 'link' | 'sign-in-error';
  value: string;
}

/** Takes it out of the address, because a one-time code works once. */
export function takeProviderReturn(): ProviderReturn | null {
  const [, kind, value] = /^#(sign-in|link|sign-in-error)=([\w.-]+)$/.exec(location.hash) ?? [];
  if (kind === undefined || value === undefined) return null;
  history.replaceState(null, '', '#/');
  return { kind: kind as ProviderReturn['kind'], value };
}

/** How a sign-in with a provider went on. */
export interface ProviderSignIn {
  /** Why it failed; empty if it did not, or if there was none. */
  failure: string;
  /** The one-time code of the provider, when the account has a second factor, which comes next. */
  unfinished: string | null;
}

/** Signs in with the one-time code of a return. */
export async function finishSignIn(parley: Parley, returned: ProviderReturn | null): Promise<ProviderSignIn> {
  if (returned?.kind === 'sign-in-error') return { failure: sentenceOfReturn(returned.value), unfinished: null };
  if (returned?.kind !== 'sign-in') return { failure: '', unfinished: null };
  try {
    await parley.signInWithProvider({ code: returned.value });
    return { failure: '', unfinished: null };
  } catch (error) {
    return needsCode(error)
      ? { failure: '', unfinished: returned.value }
      : { failure: sentenceOf(error), unfinished: null };
  }
}

/** The address only has the code of the error. */
function sentenceOfReturn(code: string): string {
  const sentences: Partial<Record<string, string>> = texts.signIn.providerErrors;
  return sentences[code] ?? texts.failure.unknown;
}
