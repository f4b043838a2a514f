import { CHECKLIST } from '../../controls/checklist';
import type { Verdict } from '../../enablement/conclusion';
import { diagnose } from '../../enablement/diagnosis';
import type { Command, Enablement } from '../../enablement/enablement';
import type { PlannedResult } from '../../enablement/decision';
import { nextRosterReading, putOff, scheduleNext, type Proof } from '../../enablement/proof';
import { awaitsSecondLook, isProven, mustReadStored } from '../../enablement/settled';
import { ServiceBusy } from '../../http/faults';
import type { WaitEnd } from '../waiting-room';
import type { Tools } from '.';
import { climbLadder, type Climbed } from './climb';
import { readAgain } from './read-again';
import { resultOf, runOf } from './recorded-steps';

export interface Look {
  id: string;
  sequence: number;
  seen: number;
  proof: Proof;
  /** The workflow's time, milliseconds. */
  now: number;
}

export interface News {
  seen: number;
  sequence: number;
  proof: Proof;
  end?: WaitEnd;
}

/** What the step of a try keeps; the status page reads it. */
export interface ProbedResult {
  seen: number;
  proof: Proof;
  verdict?: Verdict;
  end?: WaitEnd;
}

/** Looks at the run's row, which is the truth about what it was told; tries the ladder and reads the settings when due. */
export function lookActivity(tools: Tools) {
  const { store, now: realNow } = tools;
  const climb = climbLadder(tools);

  return async (look: Look): Promise<News> => {
    const { id, sequence } = look;
    const recorded = await store.findStep(id, sequence);
    if (recorded) return newsOf(look, recorded.result as ProbedResult);

    const run = await runOf(store, id);
    const news = run.commands.filter((command) => command.sequence > look.seen);
    const seen = news.at(-1)?.sequence ?? look.seen;
    if (run.closedAt !== undefined) return { seen, sequence, proof: look.proof, end: { kind: 'closed' } };

    const cancel = news.find(({ kind }) => kind === 'cancel');
    // Nothing is heard but a cancel, and nothing is marked as seen, while Microsoft wants patience.
    if (!cancel && look.now < (look.proof.notBefore ?? 0))
      return { seen: look.seen, sequence, proof: look.proof };
    const isAsked = news.some(({ kind }) => kind === 'probe');
    const sightings = news.filter(({ kind }) => kind === 'guestSeen');
    const isDue = look.now >= look.proof.nextTryAt || look.now >= (look.proof.nextReadingAt ?? Infinity);
    if (!cancel && !isAsked && sightings.length === 0 && !isDue && look.now < look.proof.deadline) {
      return { seen, sequence, proof: look.proof };
    }
    const started = realNow().toISOString();
    const tried: Tried = cancel
      ? {
          proof: look.proof,
          told: [`${cancel.by} cancelled the run.`],
          requestIds: [],
          end: cancelledBy(cancel),
        }
      : await attempt(run, look, isAsked, sightings);
    const { told, requestIds, isPutOff, ...rest } = tried;
    // What was told stays unseen while the try is put off, so that the next one acts on it.
    const result: ProbedResult = { seen: isPutOff ? look.seen : seen, ...rest };
    const step = await store.record(id, sequence, {
      kind: cancel ? 'told' : 'probed',
      started,
      ended: realNow().toISOString(),
      text: told.join(' '),
      result,
      requestIds,
      ...(result.proof.obstacle?.raw !== undefined && { error: result.proof.obstacle.raw }),
    });
    return newsOf(look, step.result as ProbedResult);
  };

  type Tried = Omit<ProbedResult, 'seen'> & Climbed & { isPutOff?: boolean };

  async function attempt(
    run: Enablement,
    look: Look,
    isAsked: boolean,
    sightings: Command[],
  ): Promise<Tried> {
    const { id, now } = look;
    const mayReadRoster = isAsked || now >= (nextRosterReading(look.proof) ?? Infinity);
    const proof: Proof = { ...look.proof, tries: look.proof.tries + 1 };
    if (run.request.goal !== 'guestAccess') proof.stored ??= { isConfirmed: false, unread: [] };
    try {
      const isTimeToRead = now >= (proof.nextReadingAt ?? proof.changedAt) || now >= proof.deadline;
      const told: string[] = [];
      if (mustReadStored(proof) || (isTimeToRead && proof.tries > 1))
        told.push(await readAgain(tools, run, proof, now));
      const diagnosed = await judge(id, proof, now, { told, requestIds: [] });
      if (proof.violated.length > 0 && diagnosed.end) return diagnosed;
      const isInAlready = proof.target === 0 || proof.confirmedAt !== undefined;
      if (isInAlready) return await judge(id, scheduleNext(proof, now), now, { told, requestIds: [] });
      const { testGuestEmail = '' } = run.request;
      const climbed = await climb({ id, testGuestEmail, proof, now, sightings, mayReadRoster });
      const whole = { ...climbed, told: [...told, ...climbed.told] };
      return await judge(id, scheduleNext(proof, now), now, whole);
    } catch (fault) {
      if (!(fault instanceof ServiceBusy)) throw fault;
      // A service that stays ill must not keep a run for ever: after its deadline, what is known has to do.
      if (now >= proof.deadline + LAST_PATIENCE)
        return judge(id, proof, now, { told: ['Microsoft is busy still.'], requestIds: [] });
      const waiting = putOff(proof, Date.parse(fault.retryAt), now);
      const until = new Date(waiting.nextTryAt).toISOString();
      return {
        proof: waiting,
        isPutOff: true,
        told: [`Microsoft asks for patience until ${until}.`],
        requestIds: [],
      };
    }
  }

  async function judge(id: string, proof: Proof, now: number, climbed: Climbed): Promise<Tried> {
    // Whoever set it, and whether or not it can be read: a guest who is in shows that it is done.
    if (isProven(proof, now)) return { proof: { ...proof, byHand: [] }, ...climbed, end: { kind: 'proven' } };
    if (awaitsSecondLook(proof) && now < proof.deadline) return { proof, ...climbed };
    const planned = await resultOf<PlannedResult>(store, id, 'planned');
    const changed = planned?.plan.changes.map(({ control }) => control) ?? [];
    const { verdict, isFinal } = diagnose(proof, now, { checklist: CHECKLIST, changed });
    return {
      proof,
      ...climbed,
      verdict,
      ...(isFinal && { end: { kind: 'stopped' as const, verdict } }),
    };
  }
}

/** How long after the deadline a busy service is waited for. */
const LAST_PATIENCE = 3_600_000;

const cancelledBy = ({ by }: Command): WaitEnd => ({ kind: 'cancelled', by });

const newsOf = ({ sequence }: Look, { seen, proof, end }: ProbedResult): News => ({
  seen,
  sequence: sequence + 1,
  proof,
  ...(end && { end }),
});
