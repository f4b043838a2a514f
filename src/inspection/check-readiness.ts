import { subscriptions } from '../settings/teams/subscribed-skus';
import type { Clients } from '../settings/settings-document';
import type { TenantSettings } from '../domain/tenant/tenant-settings';
import { batchedReads } from '../microsoft/graph/batched-reads';
import { NoToken, orNoToken, Refused } from '../microsoft/http/service-errors';
import { concurrently } from '../microsoft/http/coalesce';
import type { ClientContext } from '../microsoft/http/client-context';
import { isTeam } from '../microsoft/test-guest/create-canary-team';
import { findGuest } from '../microsoft/test-guest/invite-guest';
import { readOrganization } from '../microsoft/directory/organization';
import { readGrants } from '../microsoft/permissions/read-granted-permissions';
import { assessReadiness, type Answer, type Goal, type Readiness } from './assess-readiness';

export interface ReadinessContext extends TenantSettings {
  clients: Clients;
  clientContext: ClientContext;
  now: () => Date;
}

/**
 * Reads what a run would need to find, and changes nothing.
 * @param appClientId the app other tenants let in; undefined for an identity that lives in this tenant
 * @throws ServiceBusy where Microsoft throttles
 */
export async function checkReadiness(
  { clients, clientContext, now, ...tenantSettings }: ReadinessContext,
  goal: Goal,
  appClientId: string | undefined,
): Promise<Readiness> {
  const about = { goal, tenantSettings, ...(appClientId !== undefined && { appClientId }) };
  const granted = await orNoToken(readGrants(clientContext));
  if (granted instanceof NoToken)
    return assessReadiness({ ...about, access: { kind: 'notLetIn', code: granted.code } });

  const graph = batchedReads(clients.graph, now);
  const { canaryGroupId, testGuestEmail } = tenantSettings;
  const isAboutGuests = goal !== 'externalAccess';
  const [organization, isTrialOnly, team, guest] = await concurrently([
    answered(readOrganization(graph)),
    answered(
      subscriptions
        .read({ ...clients, graph }, { domains: [] })
        .then(({ values }) => values['isTrialOnly'] === true),
    ),
    isAboutGuests && canaryGroupId !== undefined ? answered(isTeam(graph, canaryGroupId)) : undefined,
    isAboutGuests && testGuestEmail !== undefined ? answered(findGuest(graph, testGuestEmail)) : undefined,
  ]);
  return assessReadiness({
    ...about,
    access: { kind: 'letIn', granted },
    organization,
    isTrialOnly,
    ...(team && { isTeam: team }),
    ...(guest && { guest }),
  });
}

/** A refusal is an answer too: that we cannot tell, and why. */
const answered = <T>(reading: Promise<T>): Promise<Answer<T>> =>
  reading.then(
    (value) => ({ kind: 'known', value }),
    (fault: unknown) => {
      if (!(fault instanceof Refused)) throw fault;
      return { kind: 'unknown', reason: fault.message };
    },
  );
