import { say } from '../texts/say';
import { concernedBy } from '../controls/checklist';
import type { Permissions, Wish } from '../controls/control';
import { readDocuments } from '../controls/documents';
import { isMissingNothing, narrowed, sayPermissions } from '../controls/permissions';
import type { Clients } from '../controls/settings-document';
import { explain } from '../enablement/explain';
import { plainly, type Explanation, type Past } from '../enablement/explanation';
import { whyNotLetIn } from '../enablement/not-let-in';
import { assess, withoutRights } from '../enablement/finding';
import { whyNeverGuest } from '../enablement/never-a-guest';
import { symptomOf } from '../enablement/symptoms';
import { verdictOf, type Verdict } from '../enablement/verdict';
import { isRefused, NoToken } from '../http/faults';
import { findGuest, type GuestSearch } from '../proof/guest';
import { readOrganization } from '../proof/organization';
import { neededFor } from '../proof/permissions';
import type { Question } from './question';

export interface ExplanationTools {
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
 * @throws ServiceBusy where Microsoft asks for patience
 */
export function createExplain({ clients, recentChanges, readGrants, teamsSettings, now }: ExplanationTools) {
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
    const wish = wishOf(question);
    const controls = concernedBy(wish);
    const scope = { domains: wish.domains, ...(wish.teamId !== undefined && { teamId: wish.teamId }) };
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
    const findings = assess(controls, readings, wish);
    const isMember = search?.kind === 'found' && search.userType !== 'Guest';
    const input = whyNeverGuest(wish.domains, organization.verifiedDomains, isMember);
    const { symptom: raw } = question;
    const symptom = raw === undefined ? undefined : symptomOf(raw);
    return explain({
      wish,
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
  if (fault instanceof NoToken) return whyNotLetIn(fault.code);
  if (!isRefused(fault, 401, 403)) return undefined;
  const needed = neededFor(`${fault.call.method} ${fault.call.route}`);
  if (isMissingNothing(needed)) return undefined;
  const what = say('verdict.lacks', { missing: sayPermissions(needed).said });
  return verdictOf('PERMISSION', what, [say('advice.readiness')]);
}

const guestIn = (search: GuestSearch) =>
  search.kind === 'absent' ? ('absent' as const) : { hasAccepted: search.hasAccepted };

function wishOf({ guestEmail, teamId, goal, profile }: Question): Wish {
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
