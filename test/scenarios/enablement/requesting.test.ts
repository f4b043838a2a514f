import type { AuditReport } from '../../../src/api/answers/audit';
import { openTables } from '../../../src/store/tables/tables';
import { tableTenantStore } from '../../../src/store/tenants/table-tenant-store';
import {
  aRequest,
  aTenant,
  MINUTE,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  violations?: { pointer: string; message: string }[];
  enablementId?: string;
}

const problemOf = async (answer: Response): Promise<ProblemDocument> => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  return (await answer.json()) as ProblemDocument;
};

describe('asking for an enablement', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(aTenant());
  });

  it('cannot be about a tenant that a managed identity does not reach: that is neither registered nor taken for its own', async () => {
    const other = '99999999-0000-4000-8000-000000000000';
    const refused = await gastvrij.put(`/tenants/${other}`, {});
    expect([refused.status, (await problemOf(refused)).title]).toEqual([
      409,
      expect.stringContaining('reaches its own tenant and no other'),
    ]);
    // One that was registered before: by an operator of an older version, or while there was another identity.
    await tableTenantStore(openTables({ connectionString: gastvrij.storage })).put(other, {});
    const fingerprint = gastvrij.calls().length;
    const begun = await gastvrij.post('/audits', { by: 'Ada Admin', tenantId: other });
    const { id } = (await begun.json()) as { id: string };
    await gastvrij.conductor.advanceBy(20 * MINUTE);
    const { tenants } = (await (await gastvrij.get(`/audits/${id}`)).json()) as AuditReport;
    expect(tenants).toMatchObject([{ tenantId: other, outcome: 'unread', adopted: 0, read: 0 }]);
    const readiness = await (await gastvrij.get(`/tenants/${other}/readiness`)).text();
    expect(readiness).toContain('The app belongs to another tenant than this one');
    expect(gastvrij.calls().slice(fingerprint)).toEqual([]);
  });

  it('names all ten mistakes of a request at once', async () => {
    const answer = await gastvrij.post('/enablements', {
      tenantId: 'contoso',
      goal: 'everything',
      profile: 'wideOpen',
      testGuestEmail: 'probe+1@fabrikam.example',
      requestedBy: '',
      justification: 7,
      guestCalling: 'sideways',
      deadlineHours: 48,
      dryRun: 'yes',
      colour: 'orange',
    });
    expect(answer.status).toBe(422);
    const { violations = [] } = await problemOf(answer);
    expect(violations.map(({ pointer }) => pointer).sort()).toEqual([
      '/colour',
      '/deadlineHours',
      '/dryRun',
      '/goal',
      '/guestCalling',
      '/justification',
      '/profile',
      '/requestedBy',
      '/tenantId',
      '/testGuestEmail',
    ]);
    expect(violations.find(({ pointer }) => pointer === '/testGuestEmail')?.message).toContain('"+"');
  });

  it('says what is missing from an empty request', async () => {
    const { violations = [] } = await problemOf(await gastvrij.post('/enablements', {}));
    expect(violations).toEqual(
      expect.arrayContaining([
        { pointer: '/tenantId', message: 'is required' },
        { pointer: '/requestedBy', message: 'is required' },
      ]),
    );
  });

  it('knows only its own tenant', async () => {
    const answer = await gastvrij.post('/enablements', aRequest({ tenantId: TENANT_ID.replace('1', '9') }));
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).violations).toEqual([
      { pointer: '/tenantId', message: 'is not a tenant of this installation' },
    ]);
  });

  it.each([
    ['text that is not JSON', '{"tenantId":', {}, 400],
    ['more than 64 KB', JSON.stringify(aRequest({ justification: 'x'.repeat(70_000) })), {}, 413],
    ['another content type', 'tenantId=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('refuses %s', async (_, body, headers, status) => {
    const answer = await gastvrij.post('/enablements', body, headers);
    expect(answer.status).toBe(status);
    expect((await problemOf(answer)).status).toBe(status);
  });

  it('refuses a caller without a key, and one with a wrong key', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(aRequest());
    const without = await fetch(`${gastvrij.api}/enablements`, { method: 'POST', headers, body });
    const wrong = await gastvrij.post('/enablements', aRequest(), { 'x-functions-key': 'guess' });
    expect([without.status, wrong.status]).toEqual([401, 401]);
  });

  it('answers a dry run with the plan, and writes nothing', async () => {
    const id = await gastvrij.ask(aRequest({ dryRun: true, profile: 'selfService' }));
    const status = await gastvrij.finish(id);
    expect(status.outcome).toBe('planned');
    expect(status.plan?.alreadyRight.map(({ control }) => control)).toEqual([
      'E-1',
      'E-3',
      'E-5',
      'G-1',
      'G-2',
      'T-1',
      'S-1',
    ]);
    expect(gastvrij.calls(/^(POST|PATCH|PUT|DELETE)/)).toEqual([]);
  });
});

describe('asking twice', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij('slow');
  });

  it('makes one enablement of twenty requests with one key, sent at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        gastvrij.post('/enablements', aRequest(), { 'idempotency-key': 'RITM0012345' }),
      ),
    );
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { id: string }[];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1);
    await gastvrij.conductor.settle();
    const listed = (await (await gastvrij.get('/enablements')).json()) as { items: unknown[] };
    expect(listed.items).toHaveLength(1);
    expect(gastvrij.calls(/^GET \/organization/)).toHaveLength(1);
  });

  it('takes a key in quotes for the same key', async () => {
    const answer = await gastvrij.post('/enablements', aRequest(), { 'idempotency-key': '"RITM0012345"' });
    expect(answer.status).toBe(202);
  });

  it('refuses the same key with another request', async () => {
    const answer = await gastvrij.post('/enablements', aRequest({ profile: 'selfService' }), {
      'idempotency-key': 'RITM0012345',
    });
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).type).toBe('urn:gastvrij:problem:idempotency-key-reused');
  });

  it('lets an equal request of somebody else join the run', async () => {
    const [first] = ((await (await gastvrij.get('/enablements')).json()) as { items: { id: string }[] })
      .items;
    expect(await gastvrij.ask(aRequest({ requestedBy: 'Grace', ticketId: 'INC7' }))).toBe(first?.id);
  });

  it('refuses a different one while the first runs, and names it', async () => {
    const answer = await gastvrij.post('/enablements', aRequest({ profile: 'selfService' }));
    expect(answer.status).toBe(409);
    expect((await problemOf(answer)).enablementId).toMatch(/^en-/);
  });
});
