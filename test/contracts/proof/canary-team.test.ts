import { canaryTagsOf } from '../../../src/access/signed-token';
import {
  askForTeam,
  findTaggedTeam,
  isTeam,
  readOperation,
} from '../../../src/microsoft/test-guest/create-canary-team';
import { clientsOf, startTenantOnly } from '../../support/start/start-tenant';

const MINUTE = 60_000;
const ADA = 'aaaaaaaa-0000-4000-8000-000000000001';
const [TAG = ''] = canaryTagsOf('a-secret-of-at-least-thirty-two-characters', 'some tenant');

async function start(file: Record<string, unknown> = {}) {
  const graphRoles = ['Team.Create', 'GroupMember.Read.All'];
  const tenant = await startTenantOnly({ app: { graphRoles }, teamCreationMinutes: 2, ...file });
  const { graph } = clientsOf(tenant);
  const wait = (minutes: number): void => tenant.clock.advanceTo(tenant.clock.now() + minutes * MINUTE);
  const ask = async (): Promise<string> => {
    const asked = await askForTeam(graph, ADA, TAG);
    return (asked.kind === 'asked' && asked.operation) || JSON.stringify(asked);
  };
  return { tenant, graph, wait, ask };
}

describe('asking Teams for a test team', () => {
  it.each([true, false])(
    'ends with a private team, where an application sees operations: %s',
    async (shown) => {
      const { tenant, graph, wait, ask } = await start({ quirks: { operationsShownToApps: shown } });
      const operation = await ask();
      wait(1);
      expect(await readOperation(graph, operation)).toEqual({ kind: 'underWay' });
      wait(1);
      const made = await readOperation(graph, operation);
      expect(made).toEqual({ kind: 'made', teamId: tenant.state.groups.at(-1)?.id });
      expect(await findTaggedTeam(graph, TAG)).toBe(tenant.state.groups.at(-1)?.id);
      expect(tenant.log.some(({ route }) => route === '/groups/{id}')).toBe(!shown);
      expect(tenant.faults).toEqual([]);
    },
  );

  it('hears when Teams fails, and why', async () => {
    const { graph, wait, ask } = await start({ serviceFaults: [{ kind: 'failTeam', times: 1 }] });
    const operation = await ask();
    wait(2);
    expect(await readOperation(graph, operation)).toEqual({
      kind: 'failed',
      reason: expect.stringContaining('backend') as string,
    });
  });

  it.each([
    ['an owner nobody knows', 'aaaaaaaa-0000-4000-8000-00000000dead', {}, 404],
    ['an identity without the permission', ADA, { app: { graphRoles: ['GroupMember.Read.All'] } }, 403],
  ])('is refused for %s', async (_, ownerId, file, status) => {
    const { graph } = await start(file);
    expect(await askForTeam(graph, ownerId, TAG)).toMatchObject({ kind: 'refused', raw: { status } });
  });

  it('recognises the team by its tag alone, and takes the oldest of two', async () => {
    const { tenant, graph, wait, ask } = await start();
    await ask();
    wait(1);
    await ask();
    wait(1);
    const [, oldest] = tenant.state.groups;
    expect(await findTaggedTeam(graph, TAG)).toBe(oldest?.id);
    expect(await findTaggedTeam(graph, 'gastvrij-of-another')).toBeUndefined();
    expect(await isTeam(graph, 'cccccccc-0000-4000-8000-0000000000ff')).toBe(false);
  });
});

describe('the simulated tenant refuses a team', () => {
  const aTeam = {
    'template@odata.bind': "https://graph.microsoft.com/v1.0/teamsTemplates('standard')",
    displayName: 'A team',
    members: [
      {
        '@odata.type': '#microsoft.graph.aadUserConversationMember',
        roles: ['owner'],
        'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${ADA}')`,
      },
    ],
  };
  it.each([
    ['without an owner', { members: [] }],
    ['with two of them', { members: [aTeam.members[0], aTeam.members[0]] }],
    ['with a member who is none', { members: [{ ...aTeam.members[0], roles: [] }] }],
    ['of a property nobody documented', { colour: 'red' }],
  ])('%s', async (_, more) => {
    const { tenant } = await start();
    expect((await tenant.call('POST', '/teams', { ...aTeam, ...more })).status).toBe(400);
  });

  it('to be looked at twice within half a minute, which is a fault of the caller', async () => {
    const { tenant, graph, ask } = await start();
    const operation = await ask();
    await readOperation(graph, operation);
    await readOperation(graph, operation);
    expect(tenant.faults).toEqual([expect.stringContaining('half a minute')]);
  });
});
