import type { Figure } from './statistics.js';

/** Charts as plain SVG, for the pages of `docs/`. Their colours fit a light page and a dark one. */

interface Common {
  title: string;
  /** What the numbers are, for example `sends/s`. */
  unit: string;
}

export interface Bar {
  name: string;
  value: number;
  low: number;
  high: number;
}

export const bar = (name: string, { median, low, high }: Figure): Bar => ({ name, value: median, low, high });

/** Horizontal bars; each has a whisker from its lowest to its highest round. */
export interface Bars extends Common {
  groups: { name: string; bars: Bar[] }[];
}

/** Lines over two logarithmic axes. */
export interface Lines extends Common {
  /** What the horizontal axis is. */
  across: string;
  lines: { name: string; points: { x: number; y: number }[] }[];
}

const WIDTH = 760;
const LEFT = 230;
const RIGHT = 90;
const ROW = 22;
const COLOURS = 6;

const STYLE = `<style>
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-size: 15px; font-weight: 600 }
  .group { font-weight: 600 }
  .quiet { fill: #59636e }
  .grid, .axis { stroke: #d1d9e0; stroke-width: 1 }
  .whisker { stroke: #1f2328; stroke-width: 1.5; opacity: 0.6 }
  .c0 { --c: #0969da } .c1 { --c: #bc4c00 } .c2 { --c: #1a7f37 } .c3 { --c: #8250df } .c4 { --c: #bf3989 } .c5 { --c: #7d4e00 }
  .bar, .dot { fill: var(--c) }
  .line { stroke: var(--c); stroke-width: 2; fill: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .quiet { fill: #9198a1 }
    .grid, .axis { stroke: #3d444d }
    .whisker { stroke: #e6edf3 }
    .c0 { --c: #4493f8 } .c1 { --c: #db6d28 } .c2 { --c: #3fb950 } .c3 { --c: #ab7df8 } .c4 { --c: #db61a2 } .c5 { --c: #d29922 }
  }
</style>`;

export function barChart({ title, unit, groups }: Bars): string {
  const most = Math.max(...groups.flatMap(({ bars }) => bars.map(({ high }) => high)));
  const x = (value: number): number => LEFT + (value / most) * (WIDTH - LEFT - RIGHT);
  const parts: string[] = [];
  let y = 50;
  for (const group of groups) {
    parts.push(text(12, y + 14, group.name, 'group'));
    y += ROW;
    for (const [index, bar] of group.bars.entries()) {
      parts.push(
        text(LEFT - 8, y + 14, bar.name, 'name', 'end'),
        `<rect class="bar c${index % COLOURS}" x="${LEFT}" y="${y + 3}" width="${round(x(bar.value) - LEFT)}" height="15"/>`,
        line('whisker', [x(bar.low), y + 10.5], [x(bar.high), y + 10.5]),
        text(x(bar.high) + 6, y + 14, shown(bar.value), 'value'),
      );
      y += ROW;
    }
    y += 8;
  }
  return svg({ title, unit }, y + 4, parts);
}

export function lineChart({ title, unit, across, lines }: Lines): string {
  const bottom = 380;
  const points = lines.flatMap((one) => one.points);
  const left = 80;
  const x = scale(
    points.map((point) => point.x),
    left,
    WIDTH - 40,
  );
  const y = scale(
    points.map((point) => point.y),
    bottom - 50,
    60,
  );
  const parts: string[] = [text(WIDTH - 40, bottom - 12, across, 'quiet', 'end')];
  for (const power of y.powers)
    parts.push(
      line('grid', [left, y.at(power)], [WIDTH - 40, y.at(power)]),
      text(left - 8, y.at(power) + 4, shown(power), 'quiet', 'end'),
    );
  for (const power of x.powers) parts.push(text(x.at(power), bottom - 30, shown(power), 'quiet', 'middle'));
  for (const [index, one] of lines.entries()) {
    const colour = `c${index % COLOURS}`;
    const path = one.points.map((point) => `${round(x.at(point.x))},${round(y.at(point.y))}`).join(' ');
    parts.push(
      `<polyline class="line ${colour}" points="${path}"/>`,
      ...one.points.map(
        (point) => `<circle class="dot ${colour}" cx="${round(x.at(point.x))}" cy="${round(y.at(point.y))}" r="3.5"/>`,
      ),
      `<rect class="bar ${colour}" x="${left}" y="${bottom + index * ROW}" width="12" height="12"/>`,
      text(
        left + 20,
        bottom + 11 + index * ROW,
        `${one.name}: ${one.points.map((point) => shown(point.y)).join(', ')}`,
        'name',
      ),
    );
  }
  return svg({ title, unit }, bottom + lines.length * ROW + 10, parts);
}

/** A logarithmic axis from a power of ten to a power of ten. */
function scale(values: number[], from: number, to: number): { at: (value: number) => number; powers: number[] } {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1);
  return {
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    powers: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)),
  };
}

function svg({ title, unit }: Common, height: number, parts: string[]): string {
  const head = [text(12, 24, title, 'title'), text(12, 42, unit, 'quiet')];
  const size = `width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${escaped(title)}">`;
  return `${[open, STYLE, ...head, ...parts, '</svg>'].join('\n')}\n`;
}

function text(x: number, y: number, content: string, kind: string, anchor = 'start'): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

function line(kind: string, [x1, y1]: [number, number], [x2, y2]: [number, number]): string {
  return `<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

const escaped = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
