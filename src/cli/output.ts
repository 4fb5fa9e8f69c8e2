/** What a command prints. */
export interface Output {
  /** For `--json`. */
  json: unknown;
  /** For people. */
  text: string;
  /** A sentence on standard error, for what is not part of the result. */
  note?: string;
}

type Cell = string | number | boolean | null | undefined;

/** A list: one row for each entry. @param columns heading and value of each column */
export function tableOf<Entry>(entries: Entry[], columns: Record<string, (entry: Entry) => Cell>): Output {
  const rows = entries.map((entry) => Object.values(columns).map((value) => shown(value(entry))));
  return { json: entries, text: aligned([Object.keys(columns), ...rows]) };
}

/** One entry: one line for each of its fields. */
export function sheetOf(entry: Record<string, Cell>): Output {
  return { json: entry, text: aligned(Object.entries(entry).map(([name, value]) => [name, shown(value)])) };
}

/** One sentence. @param json the same for scripts */
export function sentence(text: string, json: unknown): Output {
  return { json, text };
}

function aligned(rows: string[][]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, n) => Math.max(widest[n] ?? 0, cell.length)),
    [],
  );
  const line = (row: string[]) => row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

/** Text that people typed must not control the terminal. */
function shown(value: Cell): string {
  return value === null || value === undefined
    ? '-'
    : String(value).replace(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '?');
}
