import type { DecidedResult, Decision, PlannedResult } from '../../../../domain/enablement/decision';
import { isEnded, speakerOf, type Command } from '../../../../domain/enablement/enablement';
import { passedEnd } from '../../../context/past-expiry';
import { resultOf, runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import type { Sentence } from '../../../../texts/said';
import { say } from '../../../../texts/say';

interface Look {
  id: string;
  sequence: number;
  seen: number;
  /** When nobody can agree any more, and the workflow's time; milliseconds. */
  expiresAt: number;
  now: number;
}

export interface DecisionCheck {
  seen: number;
  sequence: number;
  end?: Decision;
}

/** Looks at the run's row, which is the truth, for a decision about this very plan; nothing said in time is a no. */
export function checkDecisionActivity({ store, expiries, now: realNow }: TenantContext) {
  return async ({ id, sequence, seen, expiresAt, now }: Look): Promise<DecisionCheck> => {
    const run = await runOf(store, id);
    if (isEnded(run)) return { seen, sequence, end: { kind: 'closed' } };
    const recorded = await store.findStep(id, sequence);
    if (recorded) return checkResultOf(sequence, recorded.result as DecidedResult);

    const planned = await resultOf<PlannedResult>(store, id, 'planned');
    const updates = run.commands.filter((command) => command.sequence > seen);
    const decisive = updates.find((command) => decisionIn(command, planned?.plan.hash) !== undefined);
    const end = decisive
      ? decisionIn(decisive, planned?.plan.hash)
      : now >= expiresAt
        ? expired(await passedEnd({ expiries }, run, expiresAt))
        : undefined;
    const last = decisive?.sequence ?? updates.at(-1)?.sequence ?? seen;
    if (end === undefined) return { seen: last, sequence };

    const at = realNow().toISOString();
    const step = await store.record(id, sequence, {
      kind: 'decided',
      started: at,
      ended: at,
      ...(decisive && { as: speakerOf(decisive) }),
      ...(decisive?.byId && { asId: decisive.byId }),
      ...inWords(end),
      result: { ...end, seen: last } satisfies DecidedResult,
      requestIds: [],
    });
    return checkResultOf(sequence, step.result as DecidedResult);
  };
}

const checkResultOf = (sequence: number, { seen, ...end }: DecidedResult): DecisionCheck => ({
  seen,
  sequence: sequence + 1,
  end,
});

/** @param until the date until which it was to stand, where that came before a decision */
const expired = (until: string | undefined): Decision => ({ kind: 'declined', ...(until && { until }) });

/** What a command decides about this plan; a decision about another plan decides nothing. */
function decisionIn(
  { kind, by, byId, subject, comment }: Command,
  hash: string | undefined,
): Decision | undefined {
  const said = { by, ...(byId && { byId }), ...(comment !== undefined && { comment }) };
  if (kind === 'cancel') return { kind: 'cancelled', by };
  if (subject !== hash) return undefined;
  if (kind === 'approve' && hash !== undefined) return { kind: 'approved', ...said, planHash: hash };
  return kind === 'decline' ? { kind: 'declined', ...said } : undefined;
}

function inWords(decision: Decision): Sentence {
  const comment = 'comment' in decision ? decision.comment : undefined;
  switch (decision.kind) {
    case 'approved':
      return comment
        ? say('step.approvedBecause', { by: decision.by, comment })
        : say('step.approved', { by: decision.by });
    case 'declined':
      if (decision.by)
        return comment
          ? say('step.declinedBecause', { by: decision.by, comment })
          : say('step.declined', { by: decision.by });
      return decision.until
        ? say('step.notDecidedBefore', { until: decision.until })
        : say('step.notDecided');
    case 'cancelled':
      return say('step.cancelled', { by: decision.by });
    case 'closed':
      return say('step.endedFromOutside');
  }
}
