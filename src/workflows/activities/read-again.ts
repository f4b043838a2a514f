import { inWords } from '../../controls/value';
import type { PlannedResult } from '../../enablement/decision';
import type { Enablement } from '../../enablement/enablement';
import { assess, type Finding } from '../../enablement/finding';
import type { Proof, Violation } from '../../enablement/proof';
import { countReading } from '../../enablement/settled';
import type { Tools } from '.';
import { resigned } from './patience';
import { readFor, readingsOf } from './readings';
import { resultOf } from './recorded-steps';

/** Reads every setting again: what is no longer as the wish needs it, and what a person has done since. */
export async function readAgain(tools: Tools, run: Enablement, proof: Proof, now: number): Promise<string> {
  const { store } = tools;
  // What a person sets in place of a service that refuses: that service is not waited for once more.
  const clients = proof.byHand.length > 0 ? resigned(tools.clients) : tools.clients;
  const { wish, controls, documents } = await readFor({ clients, now: tools.now }, run);
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
  if (done.length > 0) {
    // The day that Microsoft may take begins with the last change, whoever made it.
    proof.deadline += now - proof.changedAt;
    proof.changedAt = now;
    proof.byHand = proof.byHand.filter(({ control }) => done.every((one) => one.control.id !== control));
  }
  const ofPartners = findings.filter(
    ({ control }) => control.can === 'change' && control.options.includes('externalAccess'),
  );
  const unread = ofPartners.filter(({ judgement }) => judgement.kind === 'unknown');
  const isAsWished = ofPartners.every(({ judgement }) => judgement.kind === 'met');
  if (proof.stored) countReading(proof, isAsWished, namesOf(unread), now);
  return done.length > 0
    ? `Somebody set ${namesOf(done).join(', ')} by hand.`
    : readingInWords(
        proof.violated,
        namesOf(findings.filter(({ judgement }) => judgement.kind === 'unknown')),
      );
}

const namesOf = (findings: readonly Finding[]): string[] => findings.map(({ control }) => control.id);

function readingInWords(violated: readonly Violation[], unread: readonly string[]): string {
  const found = [
    ...violated.map(({ control, found }) => `${control} reads ${inWords(found)}`),
    ...unread.map((control) => `${control} cannot be read`),
  ];
  return `Read every setting again: ${found.length === 0 ? 'all are as wished' : found.join('; ')}.`;
}
