/** Stands in a form for a file that the call does not read: a key like any other, which a rule refuses or nobody knows. */
export const UNREAD_FILE: object = Object.freeze({});

/**
 * The fields of a form as one object, as a JSON body would have it: `media[]` is `media`, and a field sent more than
 * once is a list.
 */
export function collectForm(fields: Iterable<[string, unknown]>): Record<string, unknown> {
  const form = new Map<string, unknown>();
  for (const [name, value] of fields) {
    const key = name.endsWith('[]') ? name.slice(0, -2) : name;
    form.set(key, form.has(key) ? [form.get(key), value].flat() : value);
  }
  return Object.fromEntries(form);
}
