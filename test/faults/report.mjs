import { PLACES } from './site.mjs';

/** Prints the counts of a scenario as a Markdown table, for docs/reliability.md. */
export function report({ name, promise }, results) {
  const columns = results.map(figures);
  const labels = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const lines = labels.map((label) => row([label, ...columns.map((column) => column.get(label) ?? '')]));
  const head = [row(['', ...results.map(({ place }) => PLACES[place])]), row(['---', ...results.map(() => '---:')])];
  console.log(`\n### \`${name}\`: ${promise}\n\n${[...head, ...lines].join('\n')}`);
}

function figures({ figures: counted, violations }) {
  return new Map([
    ...Object.entries(counted),
    ...Object.entries(violations).map(([what, count]) => [`**${what}**`, count]),
  ]);
}

const row = (cells) => `| ${cells.join(' | ')} |`;
