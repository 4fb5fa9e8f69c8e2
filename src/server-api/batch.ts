import type { ErrorView } from '../contract/envelope.js';
import { asAppError } from '../platform/errors/app-error.js';

/** The answer to one item of a batch. */
export interface Outcome<Data> {
  status: 'success' | 'error';
  data: Data | null;
  error: ErrorView | null;
}

/** Carries out the items of a batch one after the other, each by itself. @returns one answer for each, in their order */
export async function eachOf<Item, Data>(items: Item[], work: (item: Item) => Promise<Data>): Promise<Outcome<Data>[]> {
  const outcomes: Outcome<Data>[] = [];
  for (const item of items) outcomes.push(await outcomeOf(() => work(item)));
  return outcomes;
}

/** An error that is a fault of the server is thrown, so that it is logged and the whole batch is repeated. */
async function outcomeOf<Data>(work: () => Promise<Data>): Promise<Outcome<Data>> {
  try {
    return { status: 'success', data: await work(), error: null };
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.status >= 500) throw thrown;
    return { status: 'error', data: null, error: error.view };
  }
}
