import { CHECKLIST } from '../../controls/checklist';
import { documentsOf, readDocument } from '../../controls/documents';
import type { Verdict } from '../../enablement/conclusion';
import { diagnose } from '../../enablement/diagnosis';
import type { Command, Enablement } from '../../enablement/enablement';
import type { Plan } from '../../enablement/plan';
import {
  isSeenByItsOnlyReading,
  nextRosterReading,
  scheduleNext,
  type Proof,
  type Reversal,
} from '../../enablement/proof';
import { ServiceBusy } from '../../http/faults';
import type { WaitEnd } from '../waiting-room';
import type { Tools } from '.';
import { climbLadder, type Climbed } from './climb';
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
  const { store, clients, now: realNow } = tools;
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
    try {
      const isTimeToRead = now >= (proof.nextReadingAt ?? proof.changedAt) || now >= proof.deadline;
      if (isTimeToRead && proof.tries > 1) proof.reverted = await readAgain(id, run);
      if (proof.reverted.length > 0) {
        return await judge(id, proof, now, {
          told: ['Read every setting again: one is no longer as it was set.'],
          requestIds: [],
        });
      }
      const { testGuestEmail } = run.request;
      const climbed = await climb({ id, testGuestEmail, proof, now, sightings, mayReadRoster });
      return await judge(id, scheduleNext(proof, now), now, climbed);
    } catch (fault) {
      if (!(fault instanceof ServiceBusy)) throw fault;
      // What was reached before the service turned busy is kept; the try itself does not count.
      const notBefore = Math.max(Date.parse(fault.retryAt), now + 1_000);
      const put = { ...proof, tries: look.proof.tries, nextTryAt: notBefore, notBefore };
      return {
        proof: put,
        isPutOff: true,
        told: [`Microsoft asks for patience until ${new Date(notBefore).toISOString()}.`],
        requestIds: [],
      };
    }
  }

  async function judge(id: string, proof: Proof, now: number, climbed: Climbed): Promise<Tried> {
    if (proof.confirmedAt !== undefined) return { proof, ...climbed, end: { kind: 'proven' } };
    // One success counts where a second look is not allowed, or has no time any more; the outcome says so.
    const isLast = now >= proof.deadline || isSeenByItsOnlyReading(proof);
    if (proof.firstSuccessAt !== undefined && !isLast) return { proof, ...climbed };
    if (proof.firstSuccessAt !== undefined) return { proof, ...climbed, end: { kind: 'proven' } };
    const plan = await resultOf<Plan>(store, id, 'planned');
    const changed = plan?.changes.map(({ control }) => control) ?? [];
    const { verdict, isFinal } = diagnose(proof, now, { checklist: CHECKLIST, changed });
    return {
      proof,
      ...climbed,
      verdict,
      ...(isFinal && { end: { kind: 'stopped' as const, verdict } }),
    };
  }

  /** Reads every setting again and names those that are no longer as the profile needs them. */
  async function readAgain(id: string, run: Enablement): Promise<Reversal[]> {
    const documents = await Promise.all(
      documentsOf(CHECKLIST).map((document) => readDocument(clients, document, realNow)),
    );
    const plan = await resultOf<Plan>(store, id, 'planned');
    return documents
      .flatMap(({ readings }) => readings)
      .flatMap((reading) => {
        const control = CHECKLIST.find((one) => one.id === reading.control);
        if (reading.kind !== 'known' || control === undefined) return [];
        if (control.judge(reading.value, run.request.profile).kind === 'met') return [];
        const expected =
          plan?.changes.find((change) => change.control === control.id)?.after ??
          plan?.alreadyRight.find((right) => right.control === control.id)?.value;
        return [{ control: control.id, title: control.title, expected, found: reading.value }];
      });
  }
}

const cancelledBy = ({ by }: Command): WaitEnd => ({ kind: 'cancelled', by });

const newsOf = ({ sequence }: Look, { seen, proof, end }: ProbedResult): News => ({
  seen,
  sequence: sequence + 1,
  proof,
  ...(end && { end }),
});
