import { type Anchor, AuditReader } from '../audit/audit-reader.js';
import { type Group, optional, Refusal, UsageError, whole } from './command.js';
import { sentence, tableOf } from './output.js';

const PER_PAGE = 50;
const MOST = 100;

/** The log of what operators and API keys did. */
export const audit: Group = {
  list: {
    usage: `audit list [--limit 1-${MOST}] [--cursor <cursor>]`,
    summary: `Lists acts, the newest first; ${PER_PAGE} unless --limit says otherwise.`,
    options: { limit: { type: 'string' }, cursor: { type: 'string' } },
    async run({ app, options }) {
      const limit = whole('--limit', optional(options, 'limit') ?? String(PER_PAGE), MOST);
      const cursor = optional(options, 'cursor');
      const { data, next } = await app.get(AuditReader).page({ limit, ...(cursor !== undefined && { cursor }) });
      const table = tableOf(data, {
        SEQ: ({ seq }) => seq,
        AT: ({ at }) => at,
        ACTOR: ({ actor }) => [actor.kind, actor.name ?? actor.id].filter(Boolean).join(' '),
        FROM: ({ actor }) => actor.address,
        ACTION: ({ action }) => action,
        TARGET: ({ target }) => target && `${target.kind} ${target.id}`,
        DETAILS: ({ details }) => JSON.stringify(details),
      });
      return next === null ? table : { ...table, note: `There are more: --cursor ${next}` };
    },
  },
  verify: {
    usage: 'audit verify [--since <seq>:<hash>]',
    summary:
      'Verifies the whole log. --since is what an earlier run printed: nothing up to there was changed or removed.',
    options: { since: { type: 'string' } },
    async run({ app, options }) {
      const { last, broken } = await app.get(AuditReader).verify(anchorOf(optional(options, 'since')));
      const until = last ? `${last.seq}:${last.hash}` : 'none';
      if (broken)
        throw new Refusal(`Row ${broken.seq} of the audit log ${REASONS[broken.reason]}. The last good row: ${until}`);
      const json = { rows: last?.seq ?? 0, last: last ? until : null };
      if (!last) return sentence('The audit log is empty.', json);
      return sentence(
        `The audit log is unbroken. Rows: ${last.seq}. Keep this for --since, outside this machine: ${until}`,
        json,
      );
    },
  },
};

const REASONS = { missing: 'is missing', changed: 'was changed, or a row before it was' };

/** @throws UsageError */
function anchorOf(text: string | undefined): Anchor | undefined {
  if (text === undefined) return undefined;
  const [, seq, hash] = /^([1-9]\d{0,14}):([\da-f]{64})$/i.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new UsageError('--since must be <seq>:<hash>, as an earlier run printed it.');
  return { seq: Number(seq), hash };
}
