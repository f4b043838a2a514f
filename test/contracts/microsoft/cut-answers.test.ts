import { z } from 'zod';
import { batchedReads } from '../../../src/microsoft/graph/batched-reads';
import { graphClient } from '../../../src/microsoft/graph/graph-client';
import { ServiceThrottled } from '../../../src/microsoft/http/service-errors';
import { readClaims, type ClientContext } from '../../../src/microsoft/http/client-context';
import { teamsAdminClient } from '../../../src/microsoft/teams-admin/teams-admin-client';
import { startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';

type Ruin = (text: string) => string | ReadableStream;

/** The first bytes of an answer, and then the connection breaks. */
const broken =
  (bytes: number): Ruin =>
  (text) => {
    let isSent = false;
    return new ReadableStream({
      pull(controller) {
        if (isSent) return controller.error(new TypeError('terminated'));
        isSent = true;
        controller.enqueue(new TextEncoder().encode(text.slice(0, bytes)));
      },
    });
  };
const ended =
  (bytes: number): Ruin =>
  (text) =>
    text.slice(0, bytes);

const RUINS: [string, Ruin][] = [
  ['breaks off before its first byte', broken(0)],
  ['breaks off in the middle', broken(20)],
  ['ends early, as if it were whole', ended(20)],
  ['ends before its first byte', ended(0)],
  ['is a page of somebody on the way', () => '<html>Please sign in</html>'],
];

const SETTINGS = z.object({ id: z.string() });
const CALLS: [string, (clientContext: ClientContext, tenant: TenantOnly) => Promise<unknown>][] = [
  [
    'a reading of Graph',
    (clientContext, { graph }) =>
      graphClient(clientContext, graph).call(
        'GET',
        '/policies/authorizationPolicy',
        '/policies/authorizationPolicy',
        {
          schema: SETTINGS,
        },
      ),
  ],
  [
    'a batch',
    (clientContext, { graph }) => {
      const batched = batchedReads(graphClient(clientContext, graph), clientContext.now);
      const read = (path: string) => batched.call('GET', path, path, { schema: z.looseObject({}) });
      return Promise.all([read('/policies/authorizationPolicy'), read('/organization')]);
    },
  ],
  [
    'a reading of Teams administration',
    (clientContext, { teamsAdmin }) =>
      teamsAdminClient(clientContext, teamsAdmin).read('TeamsClientConfiguration', z.looseObject({})),
  ],
];

describe('an answer that says 200', () => {
  let tenant: TenantOnly;
  beforeAll(async () => void (tenant = await startTenantOnly()));

  /** What really came, ruined on its way. */
  const ruining = (ruin: Ruin, headers: Record<string, string> = {}): ClientContext => ({
    ...tenant.clientContext,
    async fetch(url, init) {
      const answer = await fetch(url, init);
      const { status } = answer;
      return new Response(ruin(await answer.text()), { status, headers });
    },
  });
  const faultOf = (work: Promise<unknown>): Promise<unknown> => work.catch((fault: unknown) => fault);

  describe.each(CALLS)('to %s', (_, call) => {
    it.each(RUINS)('and %s is a busy service, to be asked again', async (__, ruin) => {
      expect(await faultOf(call(ruining(ruin), tenant))).toBeInstanceOf(ServiceThrottled);
    });
  });

  it('keeps the wish for patience that came before the answer broke off', async () => {
    const [, read] = CALLS[0] ?? [];
    const fault = await faultOf(
      read?.(ruining(broken(5), { 'retry-after': '90' }), tenant) ?? Promise.resolve(),
    );
    expect((fault as ServiceThrottled).retryAt).toBe(new Date(tenant.clock.now() + 90_000).toISOString());
  });

  it('to a write without an answer worth reading is done when its status came', async () => {
    const clientContext = ruining(() => '');
    const { requestId } = await teamsAdminClient(clientContext, tenant.teamsAdmin).write(
      'TeamsClientConfiguration',
      {
        AllowGuestUser: false,
      },
    );
    expect(requestId).toBeUndefined();
  });

  it.each([
    ['a part that is text', { status: 200, body: 'SGVsbG8' }],
    ['a part without a body', { status: 200 }],
    ['a part with a status that HTTP does not know', { status: 42, body: {} }],
    ['a part that is missing', undefined],
  ])('to a batch with %s: that read is to be made again', async (_, part) => {
    const clientContext = ruining((text) => {
      const { responses } = JSON.parse(text) as { responses: { id: string }[] };
      const others = responses.filter(({ id }) => id !== '0');
      return JSON.stringify({ responses: [...others, ...(part ? [{ id: '0', ...part }] : [])] });
    });
    const batched = batchedReads(graphClient(clientContext, tenant.graph), clientContext.now);
    const read = (path: string) => faultOf(batched.call('GET', path, path, { schema: z.looseObject({}) }));
    const [first, second] = await Promise.all([read('/policies/authorizationPolicy'), read('/organization')]);
    expect([first instanceof ServiceThrottled, second instanceof Error]).toEqual([true, false]);
  });

  it.each(['', 'not.a-token', 'a.eyJyb2xlcyI6.b', `a.${Buffer.from('{"roles":7}').toString('base64url')}.b`])(
    'to the question for a token, with the token "%s": no token yet',
    async (token) => {
      const credential = { getToken: async () => ({ token, expiresOnTimestamp: Infinity }) };
      expect(await faultOf(readClaims({ ...tenant.clientContext, credential }, 'any'))).toBeInstanceOf(
        ServiceThrottled,
      );
    },
  );
});
