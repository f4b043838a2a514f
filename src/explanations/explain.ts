import { concernedBy } from '../controls/checklist';
import type { Wish } from '../controls/control';
import { readDocuments } from '../controls/documents';
import type { Clients } from '../controls/settings-document';
import { explain, type Explanation } from '../enablement/explanation';
import { assess } from '../enablement/finding';
import { symptomOf } from '../enablement/symptoms';
import { findGuest } from '../proof/guest';
import { readOrganization } from '../proof/organization';
import type { EnablementStore } from '../store/enablement-store';
import { agesOfChanges } from './ages';
import type { Question } from './question';

export interface ExplanationTools {
  clients: Clients;
  store: EnablementStore;
  tenantId: string;
  now: () => Date;
}

/**
 * Why this guest cannot get in. Reads and writes nothing.
 * @throws ServiceBusy where Microsoft asks for patience
 */
export function createExplain({ clients, store, tenantId, now }: ExplanationTools) {
  return async (question: Question): Promise<Explanation> => {
    const wish = wishOf(question);
    const controls = concernedBy(wish);
    const scope = { domains: wish.domains, ...(wish.teamId !== undefined && { teamId: wish.teamId }) };
    const [organization, documents, guest, ages] = await Promise.all([
      readOrganization(clients.graph),
      readDocuments(clients, controls, scope, now),
      question.goal === 'guestAccess' ? findGuest(clients.graph, question.guestEmail) : undefined,
      agesOfChanges(store, tenantId, now()),
    ]);
    const [domain = ''] = wish.domains;
    const isOwn = organization.verifiedDomains.includes(domain);
    const isMember = guest?.kind === 'found' && guest.userType !== 'Guest';
    const input = isOwn
      ? `${domain} is a domain of this tenant: its people can never be guests here.`
      : isMember
        ? 'The address belongs to a member of this tenant.'
        : undefined;
    const symptom = question.symptom === undefined ? undefined : symptomOf(question.symptom);
    return explain({
      findings: assess(
        controls,
        documents.flatMap(({ readings }) => readings),
        wish,
      ),
      wish,
      ...(symptom && { symptom }),
      ...(question.symptom !== undefined && !symptom && { unknownWords: question.symptom }),
      ...(input !== undefined && { input }),
      ...(guest?.kind === 'found' && !isMember && { guest: { hasAccepted: guest.hasAccepted } }),
      ages,
    });
  };
}

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
