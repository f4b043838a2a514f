import { diagnose, type RunFacts } from '../../../../domain/diagnosis/diagnose-run';
import type { Command, Enablement } from '../../../../domain/enablement/enablement';
import { plainly, type Explanation } from '../../../../domain/diagnosis/explanation';
import { assess, isClosed, type Finding } from '../../../../domain/plan/assess-controls';
import { withReading } from '../../../../domain/proof/reading-history';
import {
  nextRosterReading,
  throttlingEnds,
  putOff,
  scheduleNext,
  type Proof,
} from '../../../../domain/proof/proof';
import {
  awaitsSecondSuccess,
  countReading,
  isProven,
  mustReadStored,
} from '../../../../domain/proof/proof-progress';
import { verdictOf, type Verdict } from '../../../../domain/diagnosis/verdict';
import { say } from '../../../../texts/say';
import { recentChanges } from '../../../../inspection/recent-changes';
import { ServiceThrottled } from '../../../../microsoft/http/service-errors';
import { readGrants } from '../../../../microsoft/permissions/read-granted-permissions';
import type { WaitEnd } from '../../wait-end';
import { proveSteps, type ProveResult } from './climb-ladder';
import { withMissingNamed } from '../../../context/name-missing-permissions';
import { resigned } from '../../../context/while-throttled';
import { readAgainFor } from './read-settings-again';
import { readingsOf } from '../../../context/readings';
import { factsOf } from '../inspect/run-facts';
import type { TenantContext } from '../../../context/tenant-context';
import { readingInWords } from './reading-in-words';

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
export interface Tried extends ProveResult {
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
export function proofTrier(tenantContext: TenantContext) {
  const { store } = tenantContext;
  const proveStep = proveSteps(tenantContext);

  return async (input: Try): Promise<Tried> => {
    const { proof: before, now } = input;
    const proof: Proof = { ...before, tries: before.tries + 1 };
    // Microsoft does not want to be asked before; nobody waits for it any longer.
    if (now < (proof.notBefore ?? 0)) return atLast({ ...input, proof });
    try {
      return await attempt({ ...input, proof });
    } catch (fault) {
      if (!(fault instanceof ServiceThrottled)) throw fault;
      tenantContext.onThrottled?.(fault);
      // A service that stays ill must not keep a run for ever: after its deadline, what is known has to do.
      if (now >= throttlingEnds(proof)) return atLast({ ...input, proof });
      const waiting = putOff(proof, Date.parse(fault.retryAt), now);
      const until = new Date(waiting.nextTryAt).toISOString();
      return {
        proof: waiting,
        isPutOff: true,
        notes: [say('try.throttled', { until })],
        requestIds: [],
      };
    }
  };

  async function attempt({ run, proof, now, isAsked, reports }: Try): Promise<Tried> {
    const done: ProveResult = { notes: [], requestIds: [] };
    if (run.request.goal !== 'guestAccess') proof.stored ??= { isConfirmed: false };
    const isDue = mustReadStored(proof) || now >= (proof.nextReadingAt ?? Infinity) || now >= proof.deadline;
    let lately: RunFacts['past'] | undefined;
    let findings = isDue ? await readAgain() : [];
    if (findings.some(isClosed)) {
      // A door that somebody closed again needs no more knocking.
      const { obstacle: _, ...silent } = proof;
      lately = await recentChanges(store, run.tenantId, now);
      const explanation = diagnose(silent, now, await facts());
      if (['BLOCKED', 'REVERTED'].includes(explanation.verdict.kind)) return stopped(explanation);
    }
    const isInAlready = proof.target === 0 || proof.confirmedAt !== undefined;
    if (!isInAlready) {
      const { testGuestEmail = '' } = run.request;
      const mayReadRoster = isAsked || now >= (nextRosterReading(proof) ?? Infinity);
      const result = await proveStep({ id: run.id, testGuestEmail, proof, now, reports, mayReadRoster });
      done.notes.push(...result.notes);
      done.requestIds.push(...result.requestIds);
    }
    if (isProven(proof, now)) return proven(proof, done);
    if (awaitsSecondSuccess(proof) && now < proof.deadline)
      return { ...done, proof: scheduleNext(proof, now) };

    if (proof.tries === 1 && !isDue) findings = await readAgain();
    const explanation = diagnose(proof, now, await facts());
    if (explanation.waiting.helps) return { ...done, proof: scheduleNext(proof, now), explanation };
    // Nobody is told a cause that was not looked for once more.
    if (findings.length === 0) findings = await readAgain();
    lately ??= await recentChanges(store, run.tenantId, now);
    const last = diagnose(proof, now, await facts());
    return last.waiting.helps
      ? { ...done, proof: scheduleNext(proof, now), explanation: last }
      : stopped(last);

    function stopped(cause: Explanation): Tried {
      // A proof by itself is no judge of how long Teams may take: it claims the rung it has reached.
      if (run.request.provesOnly && isOnlySlow(proof, cause.verdict)) return proven(proof, done);
      const end: WaitEnd = { kind: 'stopped', verdict: cause.verdict };
      return { ...done, proof: scheduleNext(proof, now), explanation: cause, end };
    }

    async function facts(): Promise<RunFacts> {
      return factsOf(run, await store.steps(run.id), proof, findings, now, lately);
    }

    async function readAgain(): Promise<Finding[]> {
      const read = await readSettings(run, proof, now);
      done.notes.push(read.words);
      return read.findings;
    }
  }

  /** The end of a run whose services stay busy: what was seen counts, what could not be tried does not. */
  async function atLast({ run, proof, now }: Try): Promise<Tried> {
    const done: ProveResult = { notes: [say('try.stillThrottled')], requestIds: [] };
    if (isProven(proof, now)) return proven(proof, done);
    const waitsForPeople = proof.manualSteps.length > 0;
    const explanation = waitsForPeople
      ? diagnose(proof, now, factsOf(run, await store.steps(run.id), proof, [], now))
      : plainly(THROTTLED_TO_THE_END);
    return { ...done, proof, explanation, end: { kind: 'stopped', verdict: explanation.verdict } };
  }

  /** Reads every setting again, and takes up what a person has set since. */
  async function readSettings(run: Enablement, proof: Proof, now: number) {
    // What a person sets in place of a service that refuses: that service is not waited for once more.
    const clients = proof.manualSteps.length > 0 ? resigned(tenantContext.clients) : tenantContext.clients;
    const { desired, controls, documents } = await readAgainFor({ ...tenantContext, clients }, run);
    const readings = await withMissingNamed(readingsOf(documents), () =>
      readGrants(tenantContext.clientContext),
    );
    const findings = assess(controls, readings, desired);
    const awaited = proof.manualSteps.map(({ control }) => control);
    const done = findings
      .filter(({ control, judgement }) => awaited.includes(control.id) && judgement.kind === 'met')
      .map(({ control }) => control.id);
    countReading(proof, findings, now);
    Object.assign(proof, withReading(proof, findings, awaited, now));
    if (done.length === 0) return { findings, words: readingInWords(findings, awaited) };
    // The day that Microsoft may take begins with the last change, whoever made it.
    proof.deadline += now - proof.changedAt;
    proof.changedAt = now;
    proof.manualSteps = proof.manualSteps.filter(({ control }) => !done.includes(control));
    return { findings, words: say('try.setManually', { ids: done }) };
  }
}

/** Whether nothing that is known stands in the way but a service that takes its time. */
const isOnlySlow = ({ rung, obstacle }: Proof, { kind }: Verdict): boolean =>
  rung > 0 &&
  ['notListed', 'notYetVisible'].includes(obstacle?.reason ?? '') &&
  !['BLOCKED', 'REVERTED', 'EXTERNAL'].includes(kind);

const THROTTLED_TO_THE_END = verdictOf('OVERDUE', say('verdict.throttledToTheEnd'), [
  say('advice.changesStay'),
]);

/** A guest who is in shows that what was left to people is done, whether or not it can be read. */
const proven = (proof: Proof, done: ProveResult): Tried => ({
  ...done,
  proof: { ...proof, manualSteps: [] },
  end: { kind: 'proven' },
});
