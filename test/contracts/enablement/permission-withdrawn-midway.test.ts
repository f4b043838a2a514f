import { concernedBy } from '../../../src/controls/checklist';
import type { DocumentId } from '../../../src/controls/control';
import { isMissingNothing, leastOf, missingOf } from '../../../src/controls/permissions';
import type { PlannedResult } from '../../../src/domain/enablement/decision';
import { startProof, type Proof } from '../../../src/domain/proof/proof';
import {
  NEEDED_ALWAYS,
  NEEDED_FOR_CANARY,
  neededForProof,
} from '../../../src/microsoft/permissions/needed-permissions';
import { undoingOf } from '../../../src/workflows/enablement/activities/plan/undo-result';
import type { WaitEnd } from '../../../src/workflows/enablement/wait-end';
import { startReceiver } from '../../support/callers/notification-receiver';
import { ALL, isAbout, without } from '../../support/controls/permissions-named';
import { startActivities, type ActivitiesOnly } from '../../support/start/start-activities';
import { startAudits } from '../../support/start/start-audits';
import { startCanaryCreation } from '../../support/start/start-canary-creation';
import { CLOSED, everything, TEAM_ID, UNTOUCHED } from '../../support/controls/desired-settings';

/** Everything anybody can ask for. */
const EVERYTHING = {
  goal: 'both',
  partnerDomains: ['fabrikam.example'],
  teamId: TEAM_ID,
  guestCalling: 'on',
  guestMeeting: 'on',
  guestMessaging: 'on',
  allowConsumer: true,
};
const WORKS: string[] = [];

/** What is not about the one permission among texts that each tell of a failure; nothing, where all is well. */
const beside = (name: string, notes: readonly string[]): string[] =>
  notes.filter((text) => !isAbout(name, text));

/** The documents whose controls need a permission: that they need no other, the contract of controls shows. */
const needing = (name: string): DocumentId[] =>
  concernedBy(everything())
    .filter(({ toRead, toWrite }) => !isMissingNothing(missingOf([toRead, toWrite], without(name))))
    .flatMap(({ document }) => document ?? []);

const ofSettings = [...ALL.graph, ...ALL.roles].filter((name) => needing(name).length > 0);

describe.each(ofSettings)('once %s is withdrawn', (name) => {
  it('each change of a setting works or names it, and so does each way back', async () => {
    const app = await startActivities(CLOSED);
    const { tenant } = app;
    const id = await app.accept(EVERYTHING);
    const { decideBy, ...planned } = await app.plan(id);
    const documents = planned.documents.filter((document) => needing(name).includes(document));
    /** What failed in the steps recorded while something is done. */
    const failuresOf = async (work: () => Promise<unknown>): Promise<string[]> => {
      const { length } = await app.steps(id);
      await work();
      const steps = (await app.steps(id)).slice(length);
      const cannot = steps.flatMap(({ kind, result }) =>
        kind === 'undoPlanned' ? (result as PlannedResult).plan.cannot.map(({ text }) => text) : [],
      );
      return [...steps.filter(({ error }) => error !== undefined).map(({ text }) => text), ...cannot];
    };

    tenant.grant(without(name));
    const refused = await failuresOf(() =>
      app.apply(id, { ...planned, documents, ...(decideBy && { decideBy }) }),
    );
    tenant.grant(ALL);
    expect(await failuresOf(() => app.apply(id, { ...planned, documents }))).toEqual(WORKS);
    tenant.grant(without(name));
    const back = await failuresOf(() => app.undo(id));
    const undoing = undoingOf(
      await app.steps(id),
      { dryRun: false, undoOnFailure: true },
      { kind: 'stopped' },
    );
    expect([refused, back, undoing?.notUndone ?? []].flatMap((notes) => beside(name, notes))).toEqual(WORKS);
    expect(refused).toHaveLength(documents.length);
  });
});

/** A wait that is soon over: what is withdrawn does not come back. */
const HOURS = 2;
const PROMPT = { freshObjectSeconds: 0, propagation: { roster: { hours: 0 } } };

/** Accepts, inspects and plans; answers the run, and its proof that has not begun. */
async function readyToProve(app: ActivitiesOnly, request: object): Promise<[string, Proof]> {
  const id = await app.accept({ purgeTestGuest: true, ...request });
  const { target } = await app.plan(id);
  const now = app.tenant.clock.now();
  return [id, startProof(target, now, HOURS, now)];
}

/** Looks as often as the proof wants, until it ends. */
async function prove({ tenant, activities }: ActivitiesOnly, id: string, begun: Proof): Promise<WaitEnd> {
  let updates = await compareWithBaseline(begun, 0, await activities.countSteps({ id }));
  while (updates.end === undefined)
    updates = await compareWithBaseline(updates.proof, updates.seen, updates.sequence);
  return updates.end;

  function compareWithBaseline(proof: Proof, seen: number, sequence: number) {
    tenant.clock.advanceTo(Math.max(tenant.clock.now(), proof.nextTryAt));
    return activities.checkProof({ id, seen, sequence, proof, now: tenant.clock.now() });
  }
}

const cleanUp = async ({ activities }: ActivitiesOnly, id: string): Promise<string[]> =>
  (await activities.cleanUp({ id, sequence: await activities.countSteps({ id }) })).left;

describe('the proof and its clean-up', () => {
  const proving = leastOf([NEEDED_ALWAYS, neededForProof(true)]);

  it.each(proving.graph)('work once %s is withdrawn, or name it', async (name) => {
    const { url } = await startReceiver();
    const app = await startActivities({ ...UNTOUCHED, ...PROMPT }, url);
    const [first, begun] = await readyToProve(app, {});
    app.tenant.grant(without(name));
    const end = await prove(app, first, begun);
    if (end.kind !== 'proven') expect(beside(name, [JSON.stringify(end)])).toEqual(WORKS);
    expect(beside(name, await cleanUp(app, first))).toEqual(WORKS);

    app.tenant.grant(ALL);
    const [second, proof] = await readyToProve(app, {});
    expect(await prove(app, second, proof)).toEqual({ kind: 'proven' });
    expect(app.tenant.state.subscriptions).toHaveLength(1);
    app.tenant.grant(without(name));
    expect(beside(name, await cleanUp(app, second))).toEqual(WORKS);
    // The record of a try may be lost with the machine: then the guest is looked for by its address.
    const [third] = await readyToProve(app, {});
    expect(beside(name, await cleanUp(app, third))).toEqual(WORKS);
  });

  it('need no other permission', async () => {
    const app = await startActivities({ ...UNTOUCHED, ...PROMPT });
    const [id, begun] = await readyToProve(app, {});
    app.tenant.grant(proving);
    expect(await prove(app, id, begun)).toEqual({ kind: 'proven' });
    expect(await cleanUp(app, id)).toEqual([]);
  });

  it('of external access name the directory role that its settings are read with', async () => {
    const app = await startActivities(UNTOUCHED);
    const [id, begun] = await readyToProve(app, {
      goal: 'externalAccess',
      partnerDomains: ['fabrikam.example'],
    });
    app.tenant.grant({ ...ALL, roles: [] });
    const end = await prove(app, id, begun);
    expect(beside('Teams Administrator', [JSON.stringify(end)])).toEqual(WORKS);
  });
});

describe.each([...ALL.graph, ...ALL.roles])('an audit without %s', (name) => {
  it('reads everything, or names it', async () => {
    const { tenant, audit } = await startAudits(UNTOUCHED);
    tenant.grant(without(name));
    const { unknown, guests } = await audit();
    expect(
      beside(
        name,
        unknown.map(({ reason }) => reason),
      ),
    ).toEqual(WORKS);
    expect(unknown.some(({ title }) => title === 'Guests')).toBe(guests === null);
  });
});

describe.each(NEEDED_FOR_CANARY.graph)('a test team', (name) => {
  it.each(['wanted', 'underWay'] as const)(
    `is made without ${name}, or names it, where it is %s`,
    async (state) => {
      const { tenant, advance } = await startCanaryCreation({ quirks: { operationsShownToApps: false } });
      tenant.grant(NEEDED_FOR_CANARY);
      if (state === 'underWay') await advance();
      tenant.grant(without(name, NEEDED_FOR_CANARY));
      const { state: end, problem = '' } = await advance(3);
      if (end !== 'ready') expect([problem, isAbout(name, problem)]).toEqual([problem, true]);
    },
  );
});
