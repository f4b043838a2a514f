import type { LaggingDocument } from '../../../local/tenant/faults/lagging-documents';
import { applyChanges } from '../../../src/settings/apply-changes';
import type { FaultByPredicate } from '../../../local/tenant/faults/fault-injector';
import type { DocumentId } from '../../../src/controls/control';
import type { PlannedResult } from '../../../src/domain/enablement/decision';
import { ServiceThrottled } from '../../../src/microsoft/http/service-errors';
import { startActivities, type ActivitiesOnly } from '../../support/start/start-activities';
import { storedIn } from '../../support/controls/blocking-settings';
import { clientsOf, startTenantOnly, writesOf } from '../../support/start/start-tenant';
import { PARTNER } from '../../support/controls/desired-settings';

const MINUTE = 60_000;
const listOf = (...domains: string[]) => domains.map((Domain) => ({ Domain }));

interface Row {
  file: Record<string, unknown>;
  request: Record<string, unknown>;
  /** What is written, and what is deleted or written to put it back. */
  document: DocumentId;
  write: string;
  lags: LaggingDocument;
}

const FEDERATION = 'PUT /Skype.Policy/configurations/TenantFederationSettings/configuration/Global';
const outside = { goal: 'externalAccess', partnerDomains: [PARTNER] };
const ROWS: Record<string, Row> = {
  'the list of domains for invitations (E-3)': {
    file: { settings: { collaborationDomains: { allowed: ['Northwind.example', 'alpha.example'] } } },
    request: { partnerDomains: [PARTNER] },
    document: 'collaborationDomains',
    write: 'PATCH /policies/b2bManagementPolicies/{id}',
    lags: 'collaborationDomains',
  },
  'the list of federated domains (F-2)': {
    file: {
      settings: {
        teams: {
          TenantFederationSettings: {
            AllowedDomains: { AllowedDomain: listOf('Zeta.example', 'alpha.example') },
          },
        },
      },
    },
    request: outside,
    document: 'federation',
    write: FEDERATION,
    lags: 'TenantFederationSettings',
  },
  'the settings of groups (G-2)': {
    file: { settings: { groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false } } },
    request: {},
    document: 'groupSettings',
    write: 'PATCH /groupSettings/{id}',
    lags: 'groupSettings',
  },
};

/** Does an activity again while Microsoft throttles, as the workflow does; answers its value. */
async function whileThrottled<T>(
  { tenant }: Pick<ActivitiesOnly, 'tenant'>,
  work: () => Promise<T>,
): Promise<T> {
  for (;;)
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof ServiceThrottled)) throw fault;
      tenant.clock.advanceTo(Math.max(Date.parse(fault.retryAt), tenant.clock.now() + MINUTE));
    }
}

async function write(world: ActivitiesOnly, id: string, document: DocumentId, isUndo: boolean) {
  const { activities, tenant } = world;
  const sequence = await activities.countSteps({ id });
  const began = tenant.clock.now();
  return whileThrottled(world, () =>
    activities.applyDocument({ id, sequence, document, now: began, isUndo }),
  );
}

/** Carries out what was asked; answers the id of the run, and how the tenant stood before. */
async function enable({ file, request, document }: Row, faulty: (world: ActivitiesOnly) => void) {
  const world = await startActivities(file);
  const before = storedIn(world.tenant.state);
  faulty(world);
  const id = await world.accept(request);
  const planning = await world.plan(id);
  expect(planning.documents).toContain(document);
  if (planning.decideBy !== undefined) await world.apply(id, { ...planning, documents: [] });
  for (const one of planning.documents) await write(world, id, one, false);
  return { world, id, before };
}

/** Undoes what the run wrote, and answers how the tenant stands then. */
async function undo(world: ActivitiesOnly, id: string): Promise<unknown> {
  const { activities, tenant } = world;
  const sequence = await activities.countSteps({ id });
  for (const document of await activities.planUndo({ id, sequence, now: tenant.clock.now() }))
    await write(world, id, document, true);
  return storedIn(tenant.state);
}

describe.each(Object.entries(ROWS))('%s', (_, row) => {
  it.each([
    ['got lost', { kind: 'cut' as const }],
    ['broke off behind its status', { kind: 'cut' as const, atByte: 0 }],
    ['never came, since the write never arrived', { kind: 'cut' as const, when: 'before' as const }],
  ])(
    'is written once, is on record and goes back as it was, where the answer to a write %s',
    async (__, fault) => {
      const { world, id, before } = await enable(row, ({ tenant }) =>
        tenant.injector.add({ ...fault, route: row.write }),
      );
      expect(storedIn(world.tenant.state)).not.toEqual(before);
      const arrived = writesOf(world.tenant).filter((line) => line === row.write);
      expect(arrived).toHaveLength('when' in fault ? 2 : 1);
      world.tenant.injector.add({ ...fault, route: row.write });
      expect(await undo(world, id)).toEqual(before);
      expect(world.tenant.faults).toEqual([]);
    },
  );

  it('goes back as it was although no reading shows for more than an hour what was written, nor what was put back', async () => {
    const { world, id, before } = await enable(row, ({ tenant }) => tenant.lag(row.lags, 1.5));
    const wrote = storedIn(world.tenant.state);
    expect(wrote).not.toEqual(before);
    expect((await world.steps(id)).map(({ result }) => (result as { kind?: string }).kind)).toContain(
      'notReflected',
    );
    world.tenant.clock.advanceTo(world.tenant.clock.now() + 5 * MINUTE);
    expect(await undo(world, id)).toEqual(before);
    expect(world.tenant.faults).toEqual([]);
  });
});

describe('an object of settings that has to be made', () => {
  const change = { control: 'G-2', property: 'AllowToAddGuests', before: null, after: true };

  it.each([
    ['a reading shows it', 0],
    ['readings show it only later', 0.5],
  ])('is made once though the answer got lost, and is on record as ours, where %s', async (_, hours) => {
    const tenant = await startTenantOnly();
    tenant.lag('groupSettings', hours);
    tenant.injector.add({ kind: 'cut', route: 'POST /groupSettings' });
    const earlier: string[] = [];
    const apply = () =>
      applyChanges(clientsOf(tenant), 'groupSettings', [change], { domains: [] }, tenant.clientContext.now, {
        earlier,
        begin: async (properties) => void earlier.push(...properties),
      });
    const { kind, ...more } = await whileThrottled({ tenant }, apply);
    expect([kind, more]).toMatchObject(['applied', { written: [change] }]);
    const made = tenant.log.filter(
      ({ method, route, status }) => `${method} ${route}` === 'POST /groupSettings' && status < 300,
    );
    expect(made).toHaveLength(1);
    expect(tenant.faults).toEqual([]);
  });
});

describe('a write that got no answer, to a setting that a person changes before the next look', () => {
  it('is said to have been sent, with what it read later, and is called ours neither by the run nor by its way back', async () => {
    const { file, request, document, write: route } = ROWS['the list of federated domains (F-2)']!;
    const world = await startActivities(file);
    const { activities, tenant } = world;
    const id = await world.accept(request);
    const planning = await world.plan(id);
    await world.apply(id, { ...planning, documents: [] });
    tenant.injector.add({ kind: 'answer', status: 500, route });
    const sequence = await activities.countSteps({ id });
    const now = tenant.clock.now();
    const attempt = () => activities.applyDocument({ id, sequence, document, now });
    await expect(attempt()).rejects.toThrow(ServiceThrottled);
    const planned = (await world.steps(id)).find(({ kind }) => kind === 'planned')?.result as PlannedResult;
    const sent = planned.plan.changes.find(({ property }) => property === 'domains')!;
    const theirs = { ...sent, before: sent.after, after: { kind: 'allowThese', domains: ['other.example'] } };
    await applyChanges(clientsOf(tenant), document, [theirs], { domains: [] }, tenant.clientContext.now);
    expect(await whileThrottled(world, attempt)).toMatchObject({
      kind: 'refused',
      verdict: { kind: 'REVERTED' },
    });

    await activities.planUndo({ id, sequence: sequence + 1, now: tenant.clock.now() });
    const way = (await world.steps(id)).at(-1)?.result as PlannedResult;
    expect(way.plan.changes).toEqual([]);
    expect(way.plan.cannot).toMatchObject([
      {
        text: expect.stringMatching(
          /^Conflict: it isn’t known whether .* arrived when it was sent/,
        ) as string,
      },
    ]);
    const runEnd = { kind: 'cancelled', by: 'Ada Admin' } as const;
    const cleanUp = { removed: [], left: [] };
    await activities.closeRun({ id, sequence: sequence + 2, seen: 0, runEnd, cleanUp });
    expect((await world.steps(id)).at(-1)?.text).toMatch(
      /May have been changed \(it was sent, and no response shows whether it arrived\): .*, and it read .*other\.example.* later, neither the earlier value nor what was sent: someone else set it/,
    );
  });
});

describe('a write that Microsoft answers with 429', () => {
  const REQUESTS: Record<string, { file: Record<string, unknown>; document: DocumentId; write: string }> = {
    'of Microsoft Graph': {
      file: { settings: { allowInvitesFrom: 'none' } },
      document: 'authorizationPolicy',
      write: 'PATCH /policies/authorizationPolicy',
    },
    'of Teams administration': {
      file: { settings: { allowGuestUser: false } },
      document: 'teamsClientConfiguration',
      write: 'PUT /Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global',
    },
  };

  /** What a colleague sets in the portal: the same as is planned. */
  async function setBySomebody({ tenant, steps }: ActivitiesOnly, id: string, document: DocumentId) {
    const planned = (await steps(id)).find(({ kind }) => kind === 'planned')?.result as PlannedResult;
    const changes = planned.plan.changes.filter((one) => one.document === document);
    await applyChanges(clientsOf(tenant), document, changes, { domains: [] }, tenant.clientContext.now);
  }

  /** As far as the first answer to the write, and what comes of the next try. */
  async function applied(
    { file, document, write: route }: (typeof REQUESTS)[string],
    answers: FaultByPredicate[],
    meanwhile: (world: ActivitiesOnly, id: string) => unknown = () => undefined,
  ) {
    const world = await startActivities(file);
    const id = await world.accept();
    const planning = await world.plan(id);
    expect(planning.documents).toEqual([document]);
    if (planning.decideBy !== undefined) await world.apply(id, { ...planning, documents: [] });
    for (const answer of answers) world.tenant.injector.add({ ...answer, route });
    const sequence = await world.activities.countSteps({ id });
    const now = world.tenant.clock.now();
    const attempt = () => world.activities.applyDocument({ id, sequence, document, now });
    for (const _ of answers) {
      await expect(attempt()).rejects.toThrow(ServiceThrottled);
      world.tenant.clock.advanceTo(world.tenant.clock.now() + MINUTE);
    }
    await meanwhile(world, id);
    await attempt();
    const step = (await world.steps(id)).at(-1);
    return { world, id, step };
  }

  const throttled = (when: 'before' | 'after') =>
    ({ kind: 'answer', status: 429, when, retryAfterSeconds: 30 }) as const;
  const isFound = {
    result: { kind: 'unchanged', foundAsDesired: [{}] },
    text: expect.stringMatching(/429/) as string,
  };

  describe.each(Object.entries(REQUESTS))('%s', (_, request) => {
    it('and that a colleague makes meanwhile is found, not written, and the way back leaves it and names it', async () => {
      const { world, id, step } = await applied(request, [throttled('before')], (one, run) =>
        setBySomebody(one, run, request.document),
      );
      expect(step).toMatchObject(isFound);
      const opened = storedIn(world.tenant.state);
      expect(await undo(world, id)).toEqual(opened);
      const way = (await world.steps(id)).at(-1)?.result as PlannedResult;
      expect(way.plan).toMatchObject({
        changes: [],
        cannot: [{ text: expect.stringMatching(/^Not recorded as changed by this enablement/) as string }],
      });
    });

    it('and did all the same is on record as found, with what stood there before', async () => {
      const { step } = await applied(request, [throttled('after')]);
      expect(step).toMatchObject(isFound);
    });

    it('and did not do is written by the next try, and goes back', async () => {
      const { world, id, step } = await applied(request, [throttled('before')]);
      expect(step).toMatchObject({ result: { kind: 'applied', written: [{}] } });
      const opened = storedIn(world.tenant.state);
      expect(await undo(world, id)).not.toEqual(opened);
    });

    it('after an answer that got lost says nothing of the first try, which stays ours', async () => {
      const { step } = await applied(request, [{ kind: 'cut', when: 'before' }, throttled('after')]);
      expect(step).toMatchObject({ result: { kind: 'applied', written: [{}] } });
    });
  });
});
