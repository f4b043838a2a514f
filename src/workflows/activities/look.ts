import { CHECKLIST } from '../../controls/checklist';
import { inWords } from '../../controls/value';
import type { Verdict } from '../../enablement/conclusion';
import { diagnose } from '../../enablement/diagnosis';
import { speakerOf, type Command, type Enablement } from '../../enablement/enablement';
import type { PlannedResult } from '../../enablement/decision';
import { assess } from '../../enablement/finding';
import {
  isSeenByItsOnlyReading,
  nextRosterReading,
  scheduleNext,
  type Proof,
  type Violation,
} from '../../enablement/proof';
import { BETWEEN_SUCCESSES } from '../../enablement/probe-schedule';
import { ServiceBusy } from '../../http/faults';
import type { WaitEnd } from '../waiting-room';
import type { Tools } from '.';
import { climbLadder, type Climbed } from './climb';
import { readFor, readingsOf } from './readings';
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
      ...(cancel && { as: speakerOf(cancel) }),
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
      const told: string[] = [];
      if (proof.target === 0 || (isTimeToRead && proof.tries > 1))
        told.push(await readAgain(run, proof, now));
      const diagnosed = await judge(id, proof, now, { told, requestIds: [] });
      if (proof.violated.length > 0 && diagnosed.end) return diagnosed;
      if (proof.target === 0) {
        countReading(proof, now);
        return await judge(id, scheduleNext(proof, now), now, { told, requestIds: [] });
      }
      const { testGuestEmail = '' } = run.request;
      const climbed = await climb({ id, testGuestEmail, proof, now, sightings, mayReadRoster });
      const whole = { ...climbed, told: [...told, ...climbed.told] };
      return await judge(id, scheduleNext(proof, now), now, whole);
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

  /** Reads every setting again: what is no longer as the wish needs it, and what a person has done since. */
  async function readAgain(run: Enablement, proof: Proof, now: number): Promise<string> {
    const { wish, controls, documents } = await readFor(tools, run);
    const planned = await resultOf<PlannedResult>(store, run.id, 'planned');
    const findings = assess(controls, readingsOf(documents), wish);
    const awaited = proof.byHand.map(({ control }) => control);
    proof.violated = findings.flatMap(({ control, values, judgement }): Violation[] => {
      if (judgement.kind !== 'change' || awaited.includes(control.id)) return [];
      return Object.entries(judgement.to).map(([property, wanted]) => {
        const change = planned?.plan.changes.find(
          (one) => one.control === control.id && one.property === property,
        );
        const { id, title } = control;
        return { control: id, title, expected: change?.after ?? wanted, found: values?.[property] ?? null };
      });
    });
    const done = findings.filter(
      ({ control, judgement }) => awaited.includes(control.id) && judgement.kind === 'met',
    );
    if (done.length === 0) return violationsInWords(proof.violated);
    // The day that Microsoft may take begins with the last change, whoever made it.
    proof.deadline += now - proof.changedAt;
    proof.changedAt = now;
    const names = done.map(({ control }) => control.id);
    proof.byHand = proof.byHand.filter(({ control }) => !names.includes(control));
    return `Somebody set ${names.join(', ')} by hand.`;
  }
}

/** External access: two readings some minutes apart that show every setting as wished are all there is to prove. */
function countReading(proof: Proof, now: number): void {
  if (proof.violated.length > 0 || proof.byHand.length > 0) return void delete proof.firstSuccessAt;
  if (proof.firstSuccessAt === undefined) proof.firstSuccessAt = now;
  else if (now >= proof.firstSuccessAt + BETWEEN_SUCCESSES) proof.confirmedAt = now;
}

const violationsInWords = (violated: readonly Violation[]): string =>
  violated.length === 0
    ? 'Read every setting again: all are as wished.'
    : `Read every setting again: ${violated.map(({ control, found }) => `${control} reads ${inWords(found)}`).join('; ')}.`;

const cancelledBy = ({ by }: Command): WaitEnd => ({ kind: 'cancelled', by });

const newsOf = ({ sequence }: Look, { seen, proof, end }: ProbedResult): News => ({
  seen,
  sequence: sequence + 1,
  proof,
  ...(end && { end }),
});
