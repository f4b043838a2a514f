import { subscriptions } from '../controls/licences/subscriptions';
import type { Clients } from '../controls/settings-document';
import type { Registration } from '../enablement/registration';
import { batchedReads } from '../graph/batched-reads';
import { NoToken, orNoToken, Refused } from '../http/faults';
import { together } from '../http/together';
import type { WayOut } from '../http/way-out';
import { isTeam } from '../proof/canary-team';
import { findGuest } from '../proof/guest';
import { readOrganization } from '../proof/organization';
import { readGrants } from '../proof/read-grants';
import { assessReadiness, type Answer, type Goal, type Readiness } from './readiness';

export interface ReadinessTools extends Registration {
  clients: Clients;
  out: WayOut;
  now: () => Date;
}

/**
 * Reads what a run would need to find, and changes nothing.
 * @param appClientId the app other tenants let in; undefined for an identity that lives in this tenant
 * @throws ServiceBusy where Microsoft asks for patience
 */
export async function checkReadiness(
  { clients, out, now, ...registration }: ReadinessTools,
  goal: Goal,
  appClientId: string | undefined,
): Promise<Readiness> {
  const about = { goal, registration, ...(appClientId !== undefined && { appClientId }) };
  const granted = await orNoToken(readGrants(out));
  if (granted instanceof NoToken)
    return assessReadiness({ ...about, access: { kind: 'notLetIn', code: granted.code } });

  const graph = batchedReads(clients.graph, now);
  const { canaryGroupId, testGuestEmail } = registration;
  const isAboutGuests = goal !== 'externalAccess';
  const [organization, isTrialOnly, team, guest] = await together([
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
