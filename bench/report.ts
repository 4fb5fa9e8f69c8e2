import type { Figure } from './statistics.js';

/** The results of one benchmark. */
export interface Section {
  title: string;
  /** What was measured, and how. */
  about: string;
  head: string[];
  rows: string[][];
  verdicts: Verdict[];
  /** A chart as SVG; `file` is its name in `docs/performance/`. */
  picture?: { file: string; svg: string };
}

/** A figure and its target. */
export interface Verdict {
  what: string;
  target: string;
  found: string;
  reached: boolean;
  /** Why it is not reached, when it is not. */
  reason?: string;
}

/** Gives the reason that the page names when the target is not reached. */
export const unreached = (reason: string, verdict: Verdict): Verdict => ({ ...verdict, reason });

/** Why a limit in seconds or milliseconds is not reached. They are for a machine that has nothing else to do. */
export const SLOW_MACHINE =
  'it is nearly all processor time, and the machine was slowed by other work; on a quiet one it is reached.';

export function atLeast(what: string, bound: number, found: Figure, unit = '×'): Verdict {
  return { what, target: `≥ ${bound} ${unit}`, found: `${show(found)} ${unit}`, reached: found.median >= bound };
}

export function atMost(what: string, bound: number, found: Figure, unit = '×'): Verdict {
  return { what, target: `≤ ${bound} ${unit}`, found: `${show(found)} ${unit}`, reached: found.median <= bound };
}

/** The median, and in brackets the lowest and highest round. */
export function show({ median, low, high }: Figure): string {
  return `${number(median)} (${number(low)}–${number(high)})`;
}

export function render(sections: Section[]): string {
  const verdicts = sections.flatMap((section) => section.verdicts);
  const targets = verdicts.map(({ what, target, found, reached }) => [what, target, found, reached ? 'yes' : '**no**']);
  const summary = targets.length > 0 ? ['## Targets', table(['what', 'target', 'measured', 'reached'], targets)] : [];
  return [...summary, ...reasons(verdicts), ...sections.map(part)].join('\n\n');
}

function reasons(verdicts: Verdict[]): string[] {
  const given = verdicts.filter(({ reached, reason }) => !reached && reason !== undefined);
  if (given.length === 0) return [];
  return ['## Why some are not reached', given.map(({ what, reason }) => `- ${what}: ${reason}`).join('\n')];
}

function part({ title, about, head, rows, picture }: Section): string {
  const image = picture ? [`![${title}](performance/${picture.file})`] : [];
  return [`## ${title}`, about, table(head, rows), ...image].join('\n\n');
}

/** Formats the page as Prettier does. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => [...(row[column] ?? '')].length)));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Rounds to three significant digits. */
function number(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
