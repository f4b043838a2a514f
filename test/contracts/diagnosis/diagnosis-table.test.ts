import { concernedBy } from '../../../src/controls/checklist';
import { readDocuments } from '../../../src/settings/read-settings';
import { diagnose } from '../../../src/domain/diagnosis/diagnose-run';
import type { Explanation } from '../../../src/domain/diagnosis/explanation';
import { assess } from '../../../src/domain/plan/assess-controls';
import { startProof } from '../../../src/domain/proof/proof';
import { reasonOf } from '../../../src/microsoft/test-guest/refusal-reason';
import { explainGuest, pastIn } from '../../support/callers/explain-guest';
import { clientsOf, startTenantOnly, writesOf, type TenantOnly } from '../../support/start/start-tenant';
import { desiredSettings, PARTNER, TEAM_ID } from '../../support/controls/desired-settings';
import { externalAccess } from './cases/external-access';
import { filesAndSignIn } from './cases/files-and-sign-in';
import { invitations } from './cases/invitations';
import type { Row } from './cases/row';
import { teams } from './cases/teams';

/** What a run makes of the same words, once it has read the settings twice. */
async function diagnosed(
  tenant: TenantOnly,
  { question, lately }: Row,
  message: string,
): Promise<Explanation> {
  const isOutside = question?.['goal'] === 'externalAccess';
  const desired = desiredSettings({
    options: [isOutside ? 'externalAccess' : 'guestAccess'],
    ...(question?.['teamId'] !== undefined && { teamId: TEAM_ID }),
  });
  const controls = concernedBy(desired);
  const scope = { domains: [PARTNER], teamId: TEAM_ID };
  const documents = await readDocuments(clientsOf(tenant), controls, scope, tenant.clientContext.now);
  const findings = assess(
    controls,
    documents.flatMap(({ readings }) => readings),
    desired,
  );
  const raw = { status: 403, message };
  const proof = { ...startProof(3, 0, 24, 0), obstacle: { reason: reasonOf(raw), rung: 1 as const, raw } };
  const past = new Map([...pastIn(lately)].map(([id, known]) => [id, { ...known, differsFor: 1 }]));
  return diagnose(proof, 0, { desired, findings, past, wasGuestThere: false });
}

const gist = ({ verdict, waiting }: Explanation) => [verdict.kind, verdict.control, waiting.helps];

describe.each([
  ['invitations', invitations],
  ['groups and Teams', teams],
  ['files and sign-in', filesAndSignIn],
  ['external access', externalAccess],
])('the table of diagnoses, %s', (_, rows) => {
  it.each(Object.entries(rows))('%s', async (_, row) => {
    const tenant = await startTenantOnly(row.tenant);
    const { words, cause, wait, advice } = row;
    const symptom = typeof words === 'string' ? words : await words(tenant);
    const before = writesOf(tenant).length;
    const explanation = await explainGuest(tenant, { ...row, question: { ...row.question, symptom } });

    const { verdict, waiting, raw } = explanation;
    expect(gist(explanation)).toEqual([cause[0], cause[1], wait !== false]);
    if (wait !== false) expect(waiting.longestHours).toBe(wait);
    expect(verdict.advice.join(' ')).toMatch(advice ?? /./);
    expect(raw).toBe(symptom);
    // It asks, and writes nothing.
    expect(writesOf(tenant)).toHaveLength(before);
    // A run that meets the same words says the same.
    expect(gist(await diagnosed(tenant, row, symptom))).toEqual(gist(explanation));
  });
});
