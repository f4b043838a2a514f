import { say } from '../texts/say';
import { concernedBy } from '../controls/checklist';
import type { Permissions, DesiredSettings } from '../controls/control';
import { readDocuments } from '../settings/read-settings';
import { isMissingNothing, narrowed, sayPermissions } from '../controls/permissions';
import type { Clients } from '../settings/settings-document';
import { explain } from '../domain/diagnosis/explain-evidence';
import { plainly, type Explanation, type Past } from '../domain/diagnosis/explanation';
import { explainSignInError } from '../domain/diagnosis/entra-sign-in-errors';
import { assess, withoutRights } from '../domain/plan/assess-controls';
import { whyIneligible } from '../domain/diagnosis/ineligible-guest';
import { symptomOf } from '../domain/diagnosis/symptom-table';
import { verdictOf, type Verdict } from '../domain/diagnosis/verdict';
import { isRefused, NoToken } from '../microsoft/http/service-errors';
import { findGuest, type GuestSearch } from '../microsoft/test-guest/invite-guest';
import { readOrganization } from '../microsoft/directory/organization';
import { neededFor } from '../microsoft/permissions/needed-permissions';
import type { Question } from '../domain/diagnosis/explain-question';

export interface ExplainContext {
  clients: Clients;
  /** What we changed ourselves, by the id of the control. */
  recentChanges: (now: number) => Promise<ReadonlyMap<string, Past>>;
  /** What our tokens say we may do. */
  readGrants: () => Promise<Permissions>;
  /** `manual`: people keep the Teams settings to themselves, so that we lack no right when we cannot read them. */
  teamsSettings: 'api' | 'manual';
  now: () => Date;
}

/**
 * Gathers what there is to know about one guest and puts it before the engine. Reads, and writes nothing.
 * @throws ServiceBusy where Microsoft throttles
 */
export function createExplain({ clients, recentChanges, readGrants, teamsSettings, now }: ExplainContext) {
  return async (question: Question): Promise<Explanation> => {
    try {
      return await explainOne(question);
    } catch (fault) {
      const verdict = verdictOn(fault);
      if (verdict === undefined) throw fault;
      return plainly(verdict);
    }
  };

  async function explainOne(question: Question): Promise<Explanation> {
    const desired = desiredSettingsOf(question);
    const controls = concernedBy(desired);
    const scope = {
      domains: desired.domains,
      ...(desired.teamId !== undefined && { teamId: desired.teamId }),
    };
    const isAboutGuest = question.goal === 'guestAccess';
    const [granted, organization, documents, search, past] = await Promise.all([
      readGrants(),
      readOrganization(clients.graph),
      readDocuments(clients, controls, scope, now),
      isAboutGuest ? findGuest(clients.graph, question.guestEmail) : undefined,
      recentChanges(now().getTime()),
    ]);
    const readings = narrowed(
      documents.flatMap((document) => document.readings),
      granted,
    );
    const findings = assess(controls, readings, desired);
    const isMember = search?.kind === 'found' && search.userType !== 'Guest';
    const input = whyIneligible(desired.domains, organization.verifiedDomains, isMember);
    const { symptom: raw } = question;
    const symptom = raw === undefined ? undefined : symptomOf(raw);
    return explain({
      desired,
      findings: teamsSettings === 'manual' ? withoutRights(findings, 'roles') : findings,
      past,
      ...(input && { input }),
      ...(search && { guest: guestIn(search) }),
      ...(symptom && { symptom }),
      ...(raw !== undefined && { raw }),
    });
  }
}

/** What a refusal says that leaves nothing to explain with. */
function verdictOn(fault: unknown): Verdict | undefined {
  if (fault instanceof NoToken) return explainSignInError(fault.code);
  if (!isRefused(fault, 401, 403)) return undefined;
  const needed = neededFor(`${fault.call.method} ${fault.call.route}`);
  if (isMissingNothing(needed)) return undefined;
  const what = say('verdict.lacks', { missing: sayPermissions(needed).said });
  return verdictOf('PERMISSION', what, [say('advice.readiness')]);
}

const guestIn = (search: GuestSearch) =>
  search.kind === 'absent' ? ('absent' as const) : { hasAccepted: search.hasAccepted };

function desiredSettingsOf({ guestEmail, teamId, goal, profile }: Question): DesiredSettings {
  const domain = guestEmail.split('@')[1] ?? '';
  return {
    options: [goal],
    profile,
    domains: [domain],
    guestDomain: domain,
    ...(teamId !== undefined && { teamId }),
    guestCalling: 'leave',
    guestMeeting: 'leave',
    guestMessaging: 'leave',
    allowConsumer: false,
  };
}
