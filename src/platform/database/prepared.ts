const names = new Map<string, string>();

/**
 * Lets each connection to PostgreSQL parse and plan a statement once, instead of at every call. It is for statements that run very often and
 * whose plan does not depend on their values. The embedded database ignores it.
 * @param name of the prepared statement; no other has it
 * @returns the text of the statement
 */
export function prepared(name: string, text: string): string {
  names.set(text, name);
  return text;
}

/** The name of a prepared statement; undefined for any other statement. */
export const preparedName = (text: string): string | undefined => names.get(text);
