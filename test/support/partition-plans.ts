/** One step of a plan, as `explain (analyze, format json)` has it. */
interface Step {
  'Relation Name'?: string;
  'Actual Loops': number;
  Plans?: Step[];
}

/** A statement that was executed, with its plan. */
export interface Plan {
  'Query Text': string;
  Plan: Step;
}

/** The partitions of each table that a statement read or changed rows in. */
export interface Touched {
  statement: string;
  /** Numbers of partitions, by table. */
  partitions: Map<string, Set<number>>;
}

const PARTITION = /^(\w+?)_(\d+)$/;

/** Steps that were not executed do not count. Statements without partitioned tables are left out. */
export function touchedBy(plans: Plan[]): Touched[] {
  return plans
    .map((plan) => {
      const partitions: Touched['partitions'] = new Map();
      visit(plan.Plan, partitions);
      return { statement: plan['Query Text'].replace(/\s+/g, ' ').trim(), partitions };
    })
    .filter(({ partitions }) => partitions.size > 0);
}

function visit(step: Step, partitions: Touched['partitions']): void {
  const [, table, number] = PARTITION.exec(step['Relation Name'] ?? '') ?? [];
  if (table !== undefined && step['Actual Loops'] > 0)
    partitions.set(table, (partitions.get(table) ?? new Set()).add(Number(number)));
  for (const inner of step.Plans ?? []) visit(inner, partitions);
}

/** All partitions of a statement by their number: the same chat has the same number in each table. */
export const numbersOf = ({ partitions }: Touched): Set<number> =>
  new Set([...partitions.values()].flatMap((numbers) => [...numbers]));
