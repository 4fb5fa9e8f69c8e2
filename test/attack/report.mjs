const HEAD = [
  'attack',
  'on',
  '5xx',
  'restarts',
  '`live`, ms',
  'memory, MB: before, most, after',
  'neighbour: failures, slowest ms',
  'accepted',
  'refused',
  'no answer',
  'generator, cores',
  'result',
];
const OVERLOAD_HEAD = [
  'overload',
  'on',
  'can do, /s',
  'offered, /s',
  'accepted, /s',
  'refused, /s',
  'no line free, /s',
  'p99 idle, ms',
  'p99 of the accepted, ms',
  '`live`, ms',
  'recovered after, s',
  'generator, cores',
  'result',
];

/** Prints the results as two Markdown tables, and below them the violations. */
export function report({ attacks, overloads }, { seconds }) {
  if (attacks.length > 0) print(HEAD, attacks.map(attackCells));
  if (overloads.length > 0)
    print(
      OVERLOAD_HEAD,
      overloads.map((one) => overloadCells(one, seconds)),
    );
  const failed = [...attacks, ...overloads].filter(({ complaints }) => complaints.length > 0);
  for (const { name, at, complaints, figures = {} } of failed) {
    console.log(`\n${name}, ${at}`);
    for (const complaint of complaints) console.log(`  - ${complaint}`);
    console.log(`  ${JSON.stringify(figures)}`);
  }
}

function attackCells({ name, at, tally, restarts, live, memory, neighbour, cores = 0, complaints }) {
  const seen = live && [
    tally.failed ?? 0,
    restarts,
    live.longestMs,
    `${memory.before}, ${memory.most}, ${memory.after}`,
    `${neighbour.failures.length}, ${neighbour.slowestMs}`,
  ];
  const counted = [tally.accepted ?? 0, tally.refused ?? 0, tally.unanswered ?? 0, cores.toFixed(2)];
  // The values measured from outside do not belong to an attack in the background.
  return [name, at, ...(seen ?? [tally.failed ?? 0, '', '', '', '']), ...counted, verdict(complaints)];
}

function overloadCells({ name, at, capacity, idleP99, load, live, recovered, complaints }, seconds) {
  const each = (count) => Math.round(count / seconds);
  const { offered, accepted, refused, unsent, p99, cores } = load;
  const rates = [offered, accepted, refused, unsent].map(each);
  return [name, at, capacity, ...rates, idleP99, p99, live.longestMs, recovered, cores.toFixed(2), verdict(complaints)];
}

const verdict = (complaints) => (complaints.length === 0 ? 'passed' : '**failed**');

function print(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  console.log(`\n${lines.join('\n')}`);
}
