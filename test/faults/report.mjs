/** Prints the figures of all runs as a Markdown table: docs/reliability.md shows it as it is. */
export function report(results, seed) {
  const columns = results.map(figures);
  const labels = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const lines = labels.map((label) => row([label, ...columns.map((column) => column.get(label) ?? '')]));
  console.log(
    `\n${[row(['', ...results.map(({ name }) => name)]), row(['---', ...results.map(() => '---:')])].join('\n')}`,
  );
  console.log(`${lines.join('\n')}\n\nseed ${seed}`);
}

function figures({ ledger, crashes, violations, seconds }) {
  const killed = Object.entries(crashes).filter(([, count]) => count > 0);
  return new Map([
    ...killed.map(([victim, count]) => [`kill -9 of ${victim}`, count]),
    ['sends acknowledged', ledger.count('ok')],
    ['of these tried more than once', ledger.retried],
    ['sends refused, as they should be', ledger.count('failed')],
    ['sends unknown to their sender', ledger.count('unknown')],
    ['seconds', Math.round(seconds)],
    ...Object.entries(violations).map(([what, count]) => [NAMES[what] ?? what, count]),
  ]);
}

const row = (cells) => `| ${cells.join(' | ')} |`;

const NAMES = {
  lost: '**acknowledged and lost**',
  doubled: '**doubled**',
  holes: '**holes in `seq`**',
  neverSent: '**stored and never sent, or refused**',
  renumbered: '**renumbered**',
  counters: '**wrong counters and marks**',
  odd: '**answers that contradict, or `internal`**',
  'ended by itself': '**server ended by itself**',
};
