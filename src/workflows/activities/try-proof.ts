import { inWords } from '../../controls/value';
import { diagnose, type Facts } from '../../enablement/diagnosis';
import type { Command, Enablement } from '../../enablement/enablement';
import type { Explanation } from '../../enablement/explanation';
import { assess, isClosed, type Finding } from '../../enablement/finding';
import {
  countReading,
  isSeenByItsOnlyReading,
  nextRosterReading,
  scheduleNext,
  type Proof,
} from '../../enablement/proof';
import { recentChanges } from '../../explanations/recent-changes';
import { ServiceBusy } from '../../http/faults';
import type { WaitEnd } from '../waiting-room';
import type { Tools } from '.';
import { climbLadder, type Climbed } from './climb';
import { readFor, readingsOf } from './readings';
import { factsOf } from './run-facts';

export interface Try {
  run: Enablement;
  /** As the try before left it. */
  proof: Proof;
  /** The workflow's time, milliseconds. */
  now: number;
  /** Whether a person asked for it. */
  isAsked: boolean;
  /** What Graph reported since the last look. */
  reports: readonly Command[];
}

/** What a try came to. */
export interface Tried extends Climbed {
  proof: Proof;
  /** What keeps the guest out, where something does. */
  explanation?: Explanation;
  end?: WaitEnd;
  /** Microsoft was busy: the try does not count. */
  isPutOff?: boolean;
}

/**
 * Tries the ladder. The settings are read after the first try that fails, at fixed hours, and before a run gives up;
 * what keeps the guest out is the engine's to say.
 */
export function proofTrier(tools: Tools) {
  const { store } = tools;
  const climb = climbLadder(tools);

  return async (input: Try): Promise<Tried> => {
    const { proof: before, now } = input;
    const proof: Proof = { ...before, tries: before.tries + 1 };
    try {
      return await attempt({ ...input, proof });
    } catch (fault) {
      if (!(fault instanceof ServiceBusy)) throw fault;
      tools.onBusy?.(fault);
      // What was reached before the service turned busy is kept; the try itself does not count.
      const notBefore = Math.max(Date.parse(fault.retryAt), now + 1_000);
      return {
        proof: { ...proof, tries: before.tries, nextTryAt: notBefore, notBefore },
        isPutOff: true,
        told: [`Microsoft asks for patience until ${new Date(notBefore).toISOString()}.`],
        requestIds: [],
      };
    }
  };

  async function attempt({ run, proof, now, isAsked, reports }: Try): Promise<Tried> {
    const done: Climbed = { told: [], requestIds: [] };
    const isDue = proof.target === 0 || now >= (proof.nextReadingAt ?? Infinity) || now >= proof.deadline;
    let findings = isDue ? await readAgain() : [];
    if (findings.some(isClosed)) {
      // A door that somebody closed again needs no more knocking.
      const { obstacle: _, ...silent } = proof;
      const explanation = diagnose(silent, now, await facts());
      if (['BLOCKED', 'REVERTED'].includes(explanation.verdict.kind)) return stopped(explanation);
    }
    if (proof.target === 0) countReading(proof, findings, now);
    else {
      const { testGuestEmail = '' } = run.request;
      const mayReadRoster = isAsked || now >= (nextRosterReading(proof) ?? Infinity);
      const climbed = await climb({ id: run.id, testGuestEmail, proof, now, reports, mayReadRoster });
      done.told.push(...climbed.told);
      done.requestIds.push(...climbed.requestIds);
    }
    if (isProven(proof, now)) return { ...done, proof: scheduleNext(proof, now), end: { kind: 'proven' } };
    if (proof.firstSuccessAt !== undefined) return { ...done, proof: scheduleNext(proof, now) };

    if (proof.tries === 1 && !isDue) findings = await readAgain();
    const explanation = diagnose(proof, now, await facts());
    if (explanation.waiting.helps) return { ...done, proof: scheduleNext(proof, now), explanation };
    // Nobody is told a cause that was not looked for once more.
    if (findings.length === 0) findings = await readAgain();
    const last = diagnose(proof, now, await facts(await recentChanges(store, run.tenantId, now)));
    return last.waiting.helps
      ? { ...done, proof: scheduleNext(proof, now), explanation: last }
      : stopped(last);

    function stopped(cause: Explanation): Tried {
      const end: WaitEnd = { kind: 'stopped', verdict: cause.verdict };
      return { ...done, proof: scheduleNext(proof, now), explanation: cause, end };
    }

    async function facts(lately?: Facts['past']): Promise<Facts> {
      return factsOf(run, await store.steps(run.id), proof, findings, now, lately);
    }

    async function readAgain(): Promise<Finding[]> {
      const read = await readSettings(run, proof, now);
      done.told.push(read.words);
      return read.findings;
    }
  }

  /** Reads every setting again, and takes up what a person has set since. */
  async function readSettings(run: Enablement, proof: Proof, now: number) {
    const { wish, controls, documents } = await readFor(tools, run);
    const findings = assess(controls, readingsOf(documents), wish);
    const awaited = proof.byHand.map(({ control }) => control);
    const done = findings
      .filter(({ control, judgement }) => awaited.includes(control.id) && judgement.kind === 'met')
      .map(({ control }) => control.id);
    if (done.length === 0) return { findings, words: readingInWords(findings, awaited) };
    // The day that Microsoft may take begins with the last change, whoever made it.
    proof.deadline += now - proof.changedAt;
    proof.changedAt = now;
    proof.byHand = proof.byHand.filter(({ control }) => !done.includes(control));
    return { findings, words: `Somebody set ${done.join(', ')} by hand.` };
  }
}

/** One success counts where a second look is not allowed, or has no time any more; the outcome says so. */
function isProven(proof: Proof, now: number): boolean {
  if (proof.confirmedAt !== undefined) return true;
  const isLast = now >= proof.deadline || isSeenByItsOnlyReading(proof);
  return proof.firstSuccessAt !== undefined && isLast;
}

function readingInWords(findings: readonly Finding[], awaited: readonly string[]): string {
  const closed = findings.filter((finding) => isClosed(finding) && !awaited.includes(finding.control.id));
  if (closed.length === 0) return 'Read every setting again: all are as wished.';
  const words = closed.map(({ control, values = {}, judgement }) => {
    const names = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
    return `${control.id} reads ${names.map((name) => inWords(values[name])).join(', ') || 'closed'}`;
  });
  return `Read every setting again: ${words.join('; ')}.`;
}
