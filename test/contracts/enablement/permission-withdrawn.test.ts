import type { Permissions } from '../../../src/controls/control';
import type { Verdict } from '../../../src/domain/diagnosis/verdict';
import { checkReadiness } from '../../../src/inspection/check-readiness';
import { explainGuest } from '../../support/callers/explain-guest';
import { ALL, appOf, isAbout, namesIn, without } from '../../support/controls/permissions-named';
import { startActivities } from '../../support/start/start-activities';
import { clientsOf, startTenantOnly } from '../../support/start/start-tenant';

const EVERYTHING_OFF = {
  settings: { allowGuestUser: false, sharingCapability: 'disabled', allowInvitesFrom: 'none' },
};

/** Inspects and plans; undefined where both came to a plan. */
async function verdictOnRun(
  file: Record<string, unknown>,
  request: Record<string, unknown>,
): Promise<Verdict | undefined> {
  const app = await startActivities(file);
  const id = await app.accept({ partnerDomains: ['fabrikam.example'], ...request });
  const inspection = await app.activities.inspect({ id, sequence: 1, now: app.tenant.clock.now() });
  if (inspection.kind === 'hopeless') return inspection.verdict;
  const planning = await app.activities.planChanges({ id, sequence: 2, now: app.tenant.clock.now() });
  return planning.verdict;
}

/** What is the matter; what else there is to look at may differ. */
const causeOf = ({ kind, control, text }: Verdict) => ({ kind, control, text });

describe.each([...ALL.graph, ...ALL.roles])('without %s', (name) => {
  const file = { ...EVERYTHING_OFF, ...appOf(without(name)) };

  it.each([
    ['guestAccess', false],
    ['externalAccess', false],
    ['both', false],
    ['both', true],
  ])('a run for %s (dry: %s) comes to its plan, or names it', async (goal, dryRun) => {
    const { kind, text } = (await verdictOnRun(file, { goal, dryRun })) ?? {};
    if (text !== undefined) expect([text, kind, isAbout(name, text)]).toEqual([text, 'PERMISSION', true]);
  });

  it.each(['guestAccess', 'externalAccess'])(
    'an explanation for %s finds the same cause as with it, or names it',
    async (goal) => {
      const ask = async (granted: Permissions): Promise<Verdict> =>
        (
          await explainGuest(await startTenantOnly({ ...EVERYTHING_OFF, ...appOf(granted) }), {
            question: { goal },
          })
        ).verdict;
      const verdict = await ask(without(name));
      if (verdict.kind === 'PERMISSION')
        expect([verdict.text, isAbout(name, verdict.text)]).toEqual([verdict.text, true]);
      else expect(causeOf(verdict)).toEqual(causeOf(await ask(ALL)));
    },
  );

  it('the readiness for everything names it and nothing else', async () => {
    const tenant = await startTenantOnly(file);
    const tenantSettings = {
      tenantId: tenant.tenantId,
      testGuestEmail: 'probe@fabrikam.example',
      canaryGroupId: tenant.state.groups[0]?.id ?? '',
      approval: 'whenLoosening',
      teamsSettings: 'api',
    } as const;
    const { clientContext } = tenant;
    const { checks } = await checkReadiness(
      { ...tenantSettings, clients: clientsOf(tenant), clientContext, now: clientContext.now },
      'both',
      undefined,
    );
    const missing = checks.filter(({ state }) => state === 'missing');
    expect(missing.map(({ text }) => namesIn(text))).toEqual([[name]]);
  });
});
