import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { startReceiver, type CallbackReceiver } from '../../../local/receiver/receiver';
import { logChange } from '../../../local/tenant/directory/directory-log';
import { encryptAddress } from '../../../src/access/encrypted-address';
import type { RemediationRequest } from '../../../src/domain/remediation/remediation-request';
import type { AuditEvent } from '../../../src/domain/events/audit-event';
import { createCallbacks } from '../../../src/callbacks/send-callback';
import type { AuditReceiver } from '../../../src/callbacks/callback-settings';
import { applyChanges } from '../../../src/settings/apply-changes';
import { controlOf } from '../../../src/controls/checklist';
import type { DesiredSettings } from '../../../src/controls/control';
import { again } from '../../../src/domain/events/delivery';
import type { PlannedChange } from '../../../src/domain/plan/plan';
import type { TenantSettings } from '../../../src/domain/tenant/tenant-settings';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { desiredSettingsOf } from '../../../src/domain/plan/desired-settings';
import { sweepAuditEvents } from '../../../src/functions/timers/sweep-outbox';
import { beginSweep } from '../../../src/functions/timers/sweep-report';
import type { Services } from '../../../src/composition/services';
import type { AuditStore } from '../../../src/store/audits/audit-store';
import { AUDITED } from '../../../src/workflows/audit/activities/audit-readings';
import { createAuditDeliveryActivities } from '../../../src/workflows/delivery/activities/deliver-audit-events';
import { enabling } from '../../support/start/enabling';
import { startAudits, type Audits } from '../../support/start/start-audits';
import { clientsOf } from '../../support/start/start-tenant';
import { CLOSED, everything } from '../../support/controls/desired-settings';

/** A tenant in which everything was opened before the first audit; answers what was, change by change. */
async function anOpenTenant(
  more: Record<string, unknown> = {},
  through?: (store: AuditStore) => AuditStore,
): Promise<{ audits: Audits; opened: PlannedChange[] }> {
  const audits = await startAudits({ ...CLOSED, ...more }, {}, through);
  const { plan, apply } = enabling(audits.tenant, everything());
  const made = await plan();
  await apply(made);
  await audits.audit();
  const isAudited = ({ control }: PlannedChange): boolean => AUDITED.some(({ id }) => id === control);
  return { audits, opened: made.changes.filter(isAudited) };
}

const setAgain = async ({ tenant }: Audits, changes: readonly PlannedChange[]): Promise<void> => {
  const [first] = changes;
  if (first === undefined) throw new Error('Nothing is to be set.');
  await applyChanges(
    clientsOf(tenant),
    first.document,
    changes,
    { domains: everything().domains },
    tenant.clientContext.now,
  );
};

/** Somebody closes again what was opened. */
const closeAgain = (audits: Audits, opened: readonly PlannedChange[]): Promise<void> =>
  setAgain(
    audits,
    opened.map((one) => ({ ...one, before: one.after, after: one.before })),
  );
const desiredIn = (request: RemediationRequest): DesiredSettings => {
  const parsed = parseRequest(request, { testGuestEmail: 'probe@fabrikam.example' });
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
  return desiredSettingsOf(parsed.request);
};

const checkResultOf = async ({ audits, tenant }: Audits): Promise<AuditEvent[]> =>
  (await audits.deliveries.deliveries(tenant.tenantId)).map(({ event }) => event as AuditEvent);
const lastOf = async (audits: Audits): Promise<AuditEvent['data']> => {
  const last = (await checkResultOf(audits)).at(-1);
  if (last === undefined) throw new Error('There is no news.');
  return last.data;
};

/** A store under whose hands the process dies, once, right before or right after it did something. */
function dyingStore(store: AuditStore, method: 'keep' | 'record', when: 'before' | 'after') {
  const state = { isArmed: false };
  const dying =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const dies = state.isArmed;
      state.isArmed = false;
      if (dies && when === 'before') throw new Error('killed');
      const answer = await work(...args);
      if (dies) throw new Error('killed');
      return answer;
    };
  return {
    state,
    store: { ...store, [method]: dying(store[method] as () => Promise<unknown>) },
  };
}

describe('a process that dies', () => {
  it.each([
    ['before', 'keep'],
    ['after', 'keep'],
    ['before', 'record'],
    ['after', 'record'],
  ] as const)('%s it could %s what an audit found tells of it once', async (when, method) => {
    let death = { isArmed: false };
    const { audits, opened } = await anOpenTenant({}, (real) => {
      const { state, store } = dyingStore(real, method, when);
      death = state;
      return store;
    });
    await closeAgain(
      audits,
      opened.filter(({ control }) => control === 'T-1'),
    );
    death.isArmed = true;
    await audits.audit();
    expect(death.isArmed).toBe(false);
    await audits.audit();
    const updates = await checkResultOf(audits);
    expect(updates.map(({ data }) => data.findings.map(({ control }) => control))).toEqual([['T-1']]);
  });
});

describe('the news of an audit', () => {
  it('are one letter for all that changed, and none on a night like the one before', async () => {
    const { audits, opened } = await anOpenTenant();
    expect(await checkResultOf(audits)).toEqual([]);
    const of = (id: string) => opened.filter(({ control }) => control === id);
    await closeAgain(audits, of('T-1'));
    await closeAgain(audits, of('G-2'));
    await audits.audit();
    await audits.audit();
    const [event, ...more] = await checkResultOf(audits);
    expect(more).toEqual([]);
    const { findings = [] } = event?.data ?? {};
    expect(findings.map(({ control, change }) => `${control} ${change}`)).toEqual(['G-2 new', 'T-1 new']);
    expect(findings.every(({ since }) => since === event?.timestamp)).toBe(true);
    expect(findings[1]?.text).toContain(controlOf('T-1').whenWrong);
  });

  it('are kept with what is known of the tenant, or not at all', async () => {
    const { audits, opened } = await anOpenTenant();
    const { tenantId } = audits.tenant;
    const stale = await audits.audits.auditState(tenantId);
    await closeAgain(
      audits,
      opened.filter(({ control }) => control === 'T-1'),
    );
    await audits.audit();
    const [delivery] = await audits.audits.deliveries.deliveries(tenantId);
    if (stale === undefined || delivery === undefined) throw new Error('nothing is known');
    const { etag, ...rest } = stale;
    const another = { ...delivery, edition: 'au-another' };
    expect(await audits.audits.keep(tenantId, rest, etag, another)).toBe('changedMeanwhile');
    expect(await checkResultOf(audits)).toHaveLength(1);
  });

  it('name who changed a setting where the log of the directory may be read, at the cost of one request', async () => {
    const graphRoles = [...AUDITED.flatMap(({ toRead, toWrite }) => [...toRead.graph, ...toWrite.graph])];
    const { audits, opened } = await anOpenTenant({
      app: {
        graphRoles: [...graphRoles, 'AuditLog.Read.All', 'User.Read.All'],
        directoryRoles: ['Teams Administrator'],
      },
    });
    const { tenant } = audits;
    const asked = (): number => tenant.log.filter(({ route }) => route.startsWith('/auditLogs')).length;
    await audits.audit();
    expect(asked()).toBe(0);
    await closeAgain(
      audits,
      opened.filter(({ control }) => control === 'E-1'),
    );
    const at = new Date(tenant.clock.now() + 3_600_000).toISOString();
    const properties = ['allowInvitesFrom'];
    logChange(tenant.state, 'PATCH /policies/authorizationPolicy', {
      person: 'eve@contoso.example',
      at,
      properties,
    });
    await audits.audit();
    expect((await lastOf(audits)).findings).toMatchObject([
      { control: 'E-1', changedBy: 'eve@contoso.example', changedAt: at },
    ]);
    await audits.audit();
    expect(asked()).toBe(1);
    expect(tenant.faults).toEqual([]);
  });

  it('say so where it may not be read', async () => {
    const { audits, opened } = await anOpenTenant();
    await closeAgain(
      audits,
      opened.filter(({ control }) => control === 'E-1'),
    );
    await audits.audit();
    const [finding] = (await lastOf(audits)).findings;
    expect(finding?.who).toMatch(/^Not readable: .*AuditLog\.Read\.All/);
    expect(finding).not.toHaveProperty('changedBy');
  });

  it('name what a person must do about an alarm, and never a request: none closes anything', async () => {
    const audits = await startAudits(CLOSED);
    await audits.audit();
    const { plan, apply } = enabling(audits.tenant, everything());
    await apply(await plan());
    await audits.audit();
    const { findings, alarms, omitted } = await lastOf(audits);
    expect(alarms).toBe(findings.length + omitted);
    for (const { remedy: remediate, request } of findings) {
      expect(remediate).toMatch(
        /^No request of ours closes what somebody opened: an administrator sets it back/,
      );
      expect(request).toBeUndefined();
    }
  });
});

it('a request is named for what was closed exactly where its plan sets that back, and nothing else', async () => {
  const { audits, opened } = await anOpenTenant();
  const { tenant } = audits;
  const named: string[] = [];
  for (const control of new Set(opened.map((one) => one.control))) {
    const mine = opened.filter((one) => one.control === control);
    await closeAgain(audits, mine);
    await audits.audit();
    const { findings } = await lastOf(audits);
    const [request] = findings.flatMap((one) => one.request ?? []);
    if (request === undefined) {
      const manualSteps = expect.stringContaining('an administrator sets it back') as string;
      expect([control, findings[0]?.remedy]).toEqual([control, manualSteps]);
      await setAgain(audits, mine);
    } else {
      named.push(control);
      const { plan, apply } = enabling(tenant, desiredIn(request));
      const made = await plan();
      expect([control, [...new Set(made.changes.map((one) => one.control))]]).toEqual([control, [control]]);
      await apply(made);
    }
    await audits.audit();
    expect((await lastOf(audits)).findings.map(({ change }) => change)).toEqual(
      findings.map(() => 'resolved'),
    );
  }
  expect(named).toEqual(['E-1', 'E-3', 'G-1', 'G-2', 'T-1', 'T-2', 'T-3', 'T-4', 'S-1', 'F-2']);
});

describe('who is told', () => {
  const SECRET = 'a-secret-of-at-least-thirty-two-characters';
  let receiver: CallbackReceiver;
  let audits: Audits;
  beforeAll(async () => {
    const { audits: started, opened } = await anOpenTenant();
    audits = started;
    receiver = await startReceiver(audits.tenant.clock);
    await closeAgain(
      audits,
      opened.filter(({ control }) => control === 'T-1'),
    );
    await audits.audit();
  });
  afterAll(() => receiver.stop());

  const encrypted = (path: string, secret = SECRET) => ({
    auditCallbackEncrypted: encryptAddress(secret, audits.tenant.tenantId, receiver.urlOf(path)),
  });
  const usual = () => ({ url: receiver.urlOf('/usual'), format: 'gastvrij' as const });

  type Expected = { at: string } | { problem: string };
  it.each<[string, () => Partial<TenantSettings> | undefined, () => AuditReceiver | undefined, Expected]>([
    ['is whom the tenant names', () => encrypted('/own'), usual, { at: '/own' }],
    ['is whom the installation names, where it names nobody', () => ({}), usual, { at: '/usual' }],
    ['is nobody where neither does', () => ({}), () => undefined, { problem: 'Nobody is to be told' }],
    [
      'is nobody once the secret has changed',
      () => encrypted('/own', `${SECRET}!`),
      usual,
      { problem: 'STATUS_TOKEN_SECRET it was sealed with is gone' },
    ],
    [
      'is nobody where the tenant is not served any more',
      () => undefined,
      usual,
      { problem: 'The tenant is not served' },
    ],
  ])('%s', async (_, tenantSettings, auditReceiver, expected) => {
    const { tenantId, clock, clientContext } = audits.tenant;
    const { deliveries: updates } = audits.audits;
    const [registered, installation] = [tenantSettings(), auditReceiver()];
    const secrets = [`whsec_${Buffer.from(SECRET).toString('base64')}`];
    const settings = { hosts: [], loopback: [receiver.host], secrets, timeoutSeconds: 1 };
    const { deliverAuditEvents } = createAuditDeliveryActivities({
      audits: audits.audits,
      find: async () => registered && { tenantId, approval: 'always', teamsSettings: 'api', ...registered },
      callbacks: createCallbacks(settings, { now: clientContext.now }),
      statusTokenSecret: SECRET,
      ...(installation && { auditReceiver: installation }),
    });
    const [delivery] = await updates.deliveries(tenantId);
    if (delivery === undefined) throw new Error('There is no news.');
    const { version, ...first } = delivery;
    await updates.replace(tenantId, version, again(first, clientContext.now().toISOString()));

    expect(await deliverAuditEvents({ id: tenantId, now: clock.now() })).toEqual({ isOver: true });
    const [after] = await updates.deliveries(tenantId);
    if ('at' in expected) {
      expect(receiver.calls(expected.at)).toHaveLength(1);
      expect(after?.state).toBe('delivered');
    } else {
      expect(after).toMatchObject({
        state: 'dropped',
        lastProblem: expect.stringContaining(expected.problem) as string,
      });
    }
  });

  it('has what he was told forgotten after a week, and not what still waits or is dead', async () => {
    const { tenantId, clock, clientContext } = audits.tenant;
    const { deliveries: updates } = audits.audits;
    const context = { warn: () => undefined } as unknown as InvocationContext;
    const sent: string[] = [];
    const client = { startNew: async (_: string, { instanceId = '' } = {}) => sent.push(instanceId) };
    const services = { audits: audits.audits, now: clientContext.now } as Services;
    const sweeping = () => beginSweep(services, client as unknown as DurableClient, context, 1);
    const sweep = () => sweepAuditEvents(sweeping(), tenantId);
    await sweep();
    expect(await updates.deliveries(tenantId)).toHaveLength(1);
    clock.advanceTo(clock.now() + 8 * 24 * 3_600_000);
    const [settled] = await updates.deliveries(tenantId);
    if (settled === undefined) throw new Error('There is no news.');
    await updates.post(tenantId, again({ ...settled, edition: 'au-waiting' }, settled.nextTryAt));
    await updates.post(tenantId, { ...settled, edition: 'au-dead', state: 'undelivered' });
    expect(await sweep()).toBe(true);
    const left = (await updates.deliveries(tenantId)).map(({ edition }) => edition);
    expect(left).toEqual(['au-dead', 'au-waiting']);
    expect(sent).toEqual([`${tenantId}:dispatch`]);
  });
});
