import { NodeHints } from '../../dist/src/realtime/nodes/node-hints.js';

const LOST = 0.3;
const ABORTED = 0.1;

/** The transaction fails after the messages were inserted, now and then. */
const abortSome = (database) => (sql, values) =>
  database.transaction(async (manager) => {
    const stored = await manager.query(sql, values);
    if (Math.random() < ABORTED) await manager.query(`do $$ begin raise 'aborted on purpose'; end $$`);
    return stored;
  });

/** Failures that a server must tolerate, in the form of breaks.mjs: every promise must hold under each of them. */
export const TOLERATED_FAILURES = {
  'abort-some': { append: abortSome },
  /** A share of the hints of other nodes is lost. */
  'lose-hints': {
    provider: NodeHints,
    as: class extends NodeHints {
      receive(text) {
        if (Math.random() >= LOST) super.receive(text);
      }
    },
  },
};
