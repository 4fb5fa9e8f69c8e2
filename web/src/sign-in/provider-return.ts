import type { Parley } from '@parley/client';

import { sentenceOf } from '../failure.js';
import { texts } from '../texts.js';

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

/** Signs in with the one-time code of a return. @returns why the sign-in or the linking failed; empty if it did not */
export async function finishSignIn(parley: Parley, returned: ProviderReturn | null): Promise<string> {
  if (returned?.kind === 'sign-in-error') return sentenceOfReturn(returned.value);
  if (returned?.kind !== 'sign-in') return '';
  return parley.signInWithProvider({ code: returned.value }).then(() => '', sentenceOf);
}

/** The address only has the code of the error. */
function sentenceOfReturn(code: string): string {
  const sentences: Partial<Record<string, string>> = texts.signIn.providerErrors;
  return sentences[code] ?? texts.failure.unknown;
}
