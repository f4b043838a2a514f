import { isEnded, isReport, speakerOf, type Command } from '../../../../domain/enablement/enablement';
import { plainly, type Explanation } from '../../../../domain/diagnosis/explanation';
import type { GuestCall } from '../../../../domain/proof/guest-call';
import { isPutOff, type Proof } from '../../../../domain/proof/proof';
import type { WaitEnd } from '../../wait-end';
import { endOf, pastEnd } from '../../../context/past-expiry';
import { runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { proofTrier, type Tried } from './try-proof';
import { sentenceOf } from '../../../../domain/diagnosis/verdict';
import { inOrder, say } from '../../../../texts/say';

export interface CheckProofInput {
  id: string;
  sequence: number;
  seen: number;
  proof: Proof;
  /** The workflow's time, milliseconds. */
  now: number;
}

export interface ProofCheck {
  seen: number;
  sequence: number;
  proof: Proof;
  end?: WaitEnd;
}

/** What the step of a try keeps; the status page reads it. */
export interface ProbedResult {
  seen: number;
  proof: Proof;
  /** Its chain is empty where the settings were not read. */
  explanation?: Explanation;
  end?: WaitEnd;
  /** The last invitation of the run: who had the address right before it, when it was sent, and the answer. */
  invitation?: GuestCall;
}

/** Looks at the run's row, which is the truth about what it was told; tries the ladder and reads the settings when due. */
export function checkProofActivity(tenantContext: TenantContext) {
  const { store, now: realNow } = tenantContext;
  const tryProof = proofTrier(tenantContext);

  return async (look: CheckProofInput): Promise<ProofCheck> => {
    const { id, sequence } = look;
    const run = await runOf(store, id);
    if (isEnded(run)) return { seen: look.seen, sequence, proof: look.proof, end: { kind: 'closed' } };
    const recorded = await store.findStep(id, sequence);
    if (recorded) return checkResultOf(look, recorded.result as ProbedResult);

    const updates = run.commands.filter((command) => command.sequence > look.seen);
    const seen = updates.at(-1)?.sequence ?? look.seen;
    const until = await endOf(tenantContext, run);
    if (until !== undefined) look.proof.until = Date.parse(until);
    const isOver = until !== undefined && look.now >= Date.parse(until);
    const cancel = updates.find(({ kind }) => kind === 'cancel');
    // Nothing is heard but a cancel, and nothing is marked as seen, while Microsoft throttles.
    if (!cancel && !isOver && isPutOff(look.proof, look.now))
      return { seen: look.seen, sequence, proof: look.proof };
    const isAsked = updates.some(({ kind }) => kind === 'probe');
    // Once Teams has listed the guest, its reports tell nothing more.
    const reports = look.proof.rung < 3 ? updates.filter(isReport) : [];
    const isDue = look.now >= look.proof.nextTryAt || look.now >= (look.proof.nextReadingAt ?? Infinity);
    if (!cancel && !isOver && !isAsked && reports.length === 0 && !isDue && look.now < look.proof.deadline) {
      return { seen, sequence, proof: look.proof };
    }
    const started = realNow().toISOString();
    const tried: Tried = cancel
      ? {
          proof: look.proof,
          notes: [say('step.cancelled', { by: cancel.by })],
          requestIds: [],
          end: cancelledBy(cancel),
        }
      : isOver
        ? overdueBy(until, look.proof)
        : await tryProof({ run, proof: look.proof, now: look.now, isAsked, reports });
    const { notes, requestIds, isPutOff: isLater, ...rest } = tried;
    // What was told stays unseen while the try is put off, so that the next one acts on it.
    const invitation = (await store.guestCalls(id)).findLast(({ kind }) => kind === 'invite');
    const result: ProbedResult = {
      seen: isLater ? look.seen : seen,
      ...rest,
      ...(invitation && { invitation }),
    };
    const step = await store.record(id, sequence, {
      kind: cancel ? 'commandReceived' : 'probed',
      started,
      ended: realNow().toISOString(),
      ...(cancel && { as: speakerOf(cancel) }),
      ...(cancel?.byId && { asId: cancel.byId }),
      ...inOrder(...notes),
      result,
      requestIds,
      ...(result.proof.obstacle?.raw !== undefined && { error: result.proof.obstacle.raw }),
    });
    return checkResultOf(look, step.result as ProbedResult);
  };
}

/** Nothing stays open beyond its date: what was proven by then does not count any more. */
const overdueBy = (until: string, proof: Proof): Tried => {
  const verdict = pastEnd(until);
  const end: WaitEnd = { kind: 'stopped', verdict };
  return { proof, notes: [sentenceOf(verdict)], requestIds: [], explanation: plainly(verdict), end };
};

const cancelledBy = ({ by }: Command): WaitEnd => ({ kind: 'cancelled', by });

const checkResultOf = ({ sequence }: CheckProofInput, { seen, proof, end }: ProbedResult): ProofCheck => ({
  seen,
  sequence: sequence + 1,
  proof,
  ...(end && { end }),
});
