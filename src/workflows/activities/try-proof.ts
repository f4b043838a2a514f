import { sayValue } from '../../controls/value';
import { diagnose, type Facts } from '../../enablement/diagnosis';
import type { Command, Enablement } from '../../enablement/enablement';
import { plainly, type Explanation } from '../../enablement/explanation';
import { assess, isClosed, type Finding } from '../../enablement/finding';
import { withReading } from '../../enablement/looks';
import { nextRosterReading, patienceEnds, putOff, scheduleNext, type Proof } from '../../enablement/proof';
import { awaitsSecondLook, countReading, isProven, mustReadStored } from '../../enablement/settled';
import { verdictOf, type Verdict } from '../../enablement/verdict';
import { say } from '../../texts/say';
import { recentChanges } from '../../explanations/recent-changes';
import { ServiceBusy } from '../../http/faults';
import { readGrants } from '../../proof/read-grants';
import type { WaitEnd } from '../wait-end';
import { climbLadder, type Climbed } from './climb';
import { withLacksNamed } from './lacks-named';
import { resigned } from './patience';
import { readAgainFor } from './read-again';
import { readingsOf } from './readings';
import { factsOf } from './run-facts';
import type { Tools } from './tools';
import type { Sentence } from '../../texts/said';

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
    // Microsoft does not want to be asked before; nobody waits for it any longer.
    if (now < (proof.notBefore ?? 0)) return atLast({ ...input, proof });
    try {
      return await attempt({ ...input, proof });
    } catch (fault) {
      if (!(fault instanceof ServiceBusy)) throw fault;
      tools.onBusy?.(fault);
      // A service that stays ill must not keep a run for ever: after its deadline, what is known has to do.
      if (now >= patienceEnds(proof)) return atLast({ ...input, proof });
      const waiting = putOff(proof, Date.parse(fault.retryAt), now);
      const until = new Date(waiting.nextTryAt).toISOString();
      return {
        proof: waiting,
        isPutOff: true,
        told: [say('try.throttled', { until })],
        requestIds: [],
      };
    }
  };

  async function attempt({ run, proof, now, isAsked, reports }: Try): Promise<Tried> {
    const done: Climbed = { told: [], requestIds: [] };
    if (run.request.goal !== 'guestAccess') proof.stored ??= { isConfirmed: false };
    const isDue = mustReadStored(proof) || now >= (proof.nextReadingAt ?? Infinity) || now >= proof.deadline;
    let lately: Facts['past'] | undefined;
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
      const climbed = await climb({ id: run.id, testGuestEmail, proof, now, reports, mayReadRoster });
      done.told.push(...climbed.told);
      done.requestIds.push(...climbed.requestIds);
    }
    if (isProven(proof, now)) return proven(proof, done);
    if (awaitsSecondLook(proof) && now < proof.deadline) return { ...done, proof: scheduleNext(proof, now) };

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

    async function facts(): Promise<Facts> {
      return factsOf(run, await store.steps(run.id), proof, findings, now, lately);
    }

    async function readAgain(): Promise<Finding[]> {
      const read = await readSettings(run, proof, now);
      done.told.push(read.words);
      return read.findings;
    }
  }

  /** The end of a run whose services stay busy: what was seen counts, what could not be tried does not. */
  async function atLast({ run, proof, now }: Try): Promise<Tried> {
    const done: Climbed = { told: [say('try.stillThrottled')], requestIds: [] };
    if (isProven(proof, now)) return proven(proof, done);
    const waitsForPeople = proof.byHand.length > 0;
    const explanation = waitsForPeople
      ? diagnose(proof, now, factsOf(run, await store.steps(run.id), proof, [], now))
      : plainly(BUSY_TO_THE_END);
    return { ...done, proof, explanation, end: { kind: 'stopped', verdict: explanation.verdict } };
  }

  /** Reads every setting again, and takes up what a person has set since. */
  async function readSettings(run: Enablement, proof: Proof, now: number) {
    // What a person sets in place of a service that refuses: that service is not waited for once more.
    const clients = proof.byHand.length > 0 ? resigned(tools.clients) : tools.clients;
    const { wish, controls, documents } = await readAgainFor({ ...tools, clients }, run);
    const readings = await withLacksNamed(readingsOf(documents), () => readGrants(tools.out));
    const findings = assess(controls, readings, wish);
    const awaited = proof.byHand.map(({ control }) => control);
    const done = findings
      .filter(({ control, judgement }) => awaited.includes(control.id) && judgement.kind === 'met')
      .map(({ control }) => control.id);
    countReading(proof, findings, now);
    Object.assign(proof, withReading(proof, findings, awaited, now));
    if (done.length === 0) return { findings, words: readingInWords(findings, awaited) };
    // The day that Microsoft may take begins with the last change, whoever made it.
    proof.deadline += now - proof.changedAt;
    proof.changedAt = now;
    proof.byHand = proof.byHand.filter(({ control }) => !done.includes(control));
    return { findings, words: say('try.setManually', { ids: done }) };
  }
}

/** Whether nothing that is known stands in the way but a service that takes its time. */
const isOnlySlow = ({ rung, obstacle }: Proof, { kind }: Verdict): boolean =>
  rung > 0 &&
  ['notListed', 'notYetVisible'].includes(obstacle?.reason ?? '') &&
  !['BLOCKED', 'REVERTED', 'EXTERNAL'].includes(kind);

const BUSY_TO_THE_END = verdictOf('OVERDUE', say('verdict.throttledToTheEnd'), [say('advice.changesStay')]);

/** A guest who is in shows that what was left to people is done, whether or not it can be read. */
const proven = (proof: Proof, done: Climbed): Tried => ({
  ...done,
  proof: { ...proof, byHand: [] },
  end: { kind: 'proven' },
});

function readingInWords(findings: readonly Finding[], awaited: readonly string[]): Sentence {
  const ahead = findings.filter(({ control }) => !awaited.includes(control.id));
  const blocking = ahead.filter(isClosed).map(({ control: { id, title }, values = {}, judgement }) => {
    const names = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
    const setting = { id, title };
    return names.length === 0
      ? say('try.settingBlocks', { setting })
      : say('try.settingReads', { setting, values: names.map((name) => sayValue(values[name]).said) });
  });
  const dark = ahead
    .filter(({ judgement }) => judgement.kind === 'unknown')
    .map(({ control: { id, title } }) => say('try.settingUnread', { setting: { id, title } }));
  const settings = [...blocking, ...dark].map(({ said }) => said);
  return settings.length === 0 ? say('try.allAsRequested') : say('try.readAgain', { settings });
}
