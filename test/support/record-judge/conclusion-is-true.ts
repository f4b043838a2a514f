import { isDeepStrictEqual } from 'node:util';
import type { RunOutcome } from '../../../src/domain/enablement/outcome';
import { cleanUpOf, documentOf, isClosed, runsAround, runsOf, writesDuring, writtenBy } from './cover';
import type { Facts, RunFacts, TenantFacts, Write } from './facts';

/** What a finished run says it changed, put back, removed and left is so; and whoever was told was told the same. */
export const outcomeIsTrue = (facts: Facts): string[] =>
  facts.tenants.flatMap((tenant) =>
    runsOf(facts, tenant.tenantId)
      .filter(isClosed)
      .flatMap((run) => {
        const writes = writesDuring(tenant, run);
        const wrong = [
          ...neverWritten(run, writes),
          ...deniedWrites(facts, run, writes),
          ...notUndone(facts, tenant, run),
          ...wronglyCleaned(run, writes),
          ...toldOtherwise(run),
        ];
        return wrong.map((words) => `run ${run.run.id} ${words}`);
      }),
  );

const wroteInto = (write: Write, property: string, after: unknown): boolean =>
  !(property in write.body) || typeof after === 'object' || isDeepStrictEqual(write.body[property], after);

/** Each change that a step calls written went to its document by a call of ours, with that value. */
const neverWritten = ({ steps }: RunFacts, writes: Write[]): string[] =>
  steps.flatMap((step) =>
    writtenBy(step)
      .filter(
        ({ control, property, after }) =>
          !writes.some(
            (write) => write.document === documentOf(control) && wroteInto(write, property, after),
          ),
      )
      .map(
        ({ control, property }) =>
          `says in step ${step.sequence} that it wrote ${control} (${property}), and never did`,
      ),
  );

function deniedWrites(facts: Facts, { run }: RunFacts, writes: Write[]): string[] {
  const summary = run.runOutcome?.summary ?? '';
  const denies = /No settings were changed|nothing was written/i.test(summary);
  // A held clock stands still from the end of a run to the beginning of the next: such a write may be either's.
  const first = writes.find(
    (write) => write.document !== undefined && runsAround(facts, run.tenantId, write).length === 1,
  );
  return denies && first ? [`says that nothing was changed, and did ${first.call} at ${first.at}`] : [];
}

/** A simple switch that a run says it put back was seen as something else than what had been opened. */
function notUndone(facts: Facts, tenant: TenantFacts, { run }: RunFacts): string[] {
  const { runOutcome, request } = run;
  if (runOutcome?.outcome !== 'undone' || request.undoes === undefined) return [];
  const undone = facts.runs.find((one) => one.run.id === request.undoes);
  const seen = tenant.values.filter(
    ({ at }) => isBetween(run.acceptedAt, at, runOutcome.finishedAt) && run.tenantId === tenant.tenantId,
  );
  return (undone?.steps ?? [])
    .filter(({ kind }) => kind === 'applied')
    .flatMap(writtenBy)
    .filter(({ before, after }) => !isDeepStrictEqual(before, after))
    .filter(
      ({ property, after }) =>
        seen.length > 0 && seen.every(({ of }) => isDeepStrictEqual(of[property], after)),
    )
    .filter(({ control }) => !isNamedAsLeft(runOutcome, control))
    .map(({ control }) => `says that all is undone, and ${control} stands as it was opened`);
}

const isBetween = (from: string, at: string, to: string): boolean =>
  Date.parse(from) <= Date.parse(at) && Date.parse(at) <= Date.parse(to);

const isNamedAsLeft = ({ undoing }: RunOutcome, control: string): boolean =>
  [undoing?.conflicts, undoing?.notUndone, undoing?.manualSteps].some((list = []) =>
    list.some((words) => words.includes(`(${control})`)),
  );

const REMOVALS: readonly [RegExp, string][] = [
  [/^the test guest$/, 'DELETE /users/{id}'],
  [/^the membership/, 'DELETE /groups/{id}/members/{id}/$ref'],
  [/^the subscription/, 'DELETE /subscriptions/{id}'],
  [/^the test guest from the deleted users$/, 'DELETE /directory/deletedItems/{id}'],
];

/** What is called removed was removed by a call of ours; what is called left is there. */
function wronglyCleaned(run: RunFacts, writes: Write[]): string[] {
  const { removed } = cleanUpOf(run);
  const left = run.run.runOutcome?.cleanUp.left ?? [];
  const made = writes.flatMap((write) => write.made);
  const gone = writes.filter(({ call }) => call === 'DELETE /users/{id}').flatMap(({ ids }) => ids);
  const isGuestLeft = made.some((id) => !gone.includes(id));
  return [
    ...removed
      .filter((what) =>
        REMOVALS.some(([words, call]) => words.test(what) && !writes.some((one) => one.call === call)),
      )
      .map((what) => `says that it removed ${what}, and never did`),
    ...left
      .filter((what) => /^the test guest \(/.test(what) && made.length > 0 && !isGuestLeft)
      .map((what) => `says that it left ${what}, and removed it`),
  ];
}

function toldOtherwise({ run, deliveries }: RunFacts): string[] {
  const outcome = run.runOutcome?.outcome;
  return deliveries
    .filter(({ kind }) => kind === 'finished')
    .map(({ event }) => (event.data as { outcome?: string }).outcome)
    .filter((notes) => notes !== outcome)
    .map((notes) => `told its caller that it ended as ${notes}, and is recorded as ${outcome}`);
}
