import { concernedBy, controlOf } from '../../controls/checklist';
import type { Control, Reading } from '../../controls/control';
import { comparableDomain } from '../../controls/values/domain-name';
import { isSame, type Value } from '../../controls/values/value';
import { assess } from '../plan/assess-controls';
import { type PlanRules } from '../plan/plan';
import { planChanges } from '../plan/plan-changes';
import { parseRequest } from '../enablement/parse-request';
import { desiredSettingsOf } from '../plan/desired-settings';
import type { AuditFinding } from '../audit/audit-finding';
import type { RemediationRequest } from './remediation-request';
import type { Situation } from './remedy-context';
import { undoFor } from './find-undo';

/** What fixes a finding: a request of ours, an undo, or what a person must do. */
export interface Remedy {
  text: string;
  request?: RemediationRequest;
  /** The enablement whose undo it is. */
  undo?: string;
}

/** Says what fixes a finding. A request or an undo is named only where its plan would do just that. */
export function remedyFor(finding: AuditFinding, situation: Situation): Remedy {
  const { kind, control: id, property, remediation } = finding;
  if (remediation !== undefined && remediation.state !== 'notOurs') return { text: remediation.text };
  if (kind === 'proofFailed')
    return {
      text: 'The verdict of the enablement named says what to do; POST /api/tenants/{id}/proof tries again.',
    };
  if (kind === 'leftover')
    return { text: 'The next housekeeping removes it; an administrator can, too: nobody needs it any more.' };
  if (kind === 'pendingGuests')
    return { text: 'An administrator invites them again or removes them, in the Entra admin centre.' };
  if (id === undefined || property === undefined) return { text: 'An administrator must look at it.' };
  const control = controlOf(id);
  const undo = kind === 'loosened' ? undoFor(finding, situation) : undefined;
  if (undo !== undefined) {
    const text = `Send POST /api/enablements/${undo}/undo with "again": true: somebody did again what that enablement had done, and by what this audit read its undo puts this back and changes nothing that is as it should be.`;
    return { text, undo };
  }
  const request = kind === 'tightened' ? requestFor(control, property, finding, situation) : undefined;
  if (request === undefined) return { text: manualSteps(control, property, finding) };
  const { goal, profile } = request;
  const text = `Send "request" to POST /api/enablements (${goal}, ${profile}): by what this audit read, its plan sets this back and changes nothing else.`;
  return { text, request };
}

function manualSteps(
  { inPowerShell, adminPage }: Control,
  property: string,
  { kind, expected = null, found = null }: AuditFinding,
): string {
  const why =
    kind === 'loosened'
      ? 'No request of ours closes what somebody opened'
      : 'No request of ours leads back to just that';
  const line = inPowerShell?.({ [property]: expected }, { [property]: found });
  const how = line ? `${adminPage}, or ${line}` : adminPage;
  return `${why}: an administrator sets it back (${how}), or accepts the finding.`;
}

type Wanted = Omit<RemediationRequest, 'tenantId' | 'requestedBy' | 'justification'>;

/** What only a request of its own opens. */
const EXTRAS: readonly Partial<Wanted>[] = [
  {},
  { guestCalling: 'on' },
  { guestMeeting: 'on' },
  { guestMessaging: 'on' },
  { allowConsumer: true },
];
/** More than that belong into a request that a person writes. */
const MOST_DOMAINS = 10;

/** The first request, from the narrowest on, whose plan sets the finding back and leaves everything else as it is. */
function requestFor(
  control: Control,
  property: string,
  { key, expected = null, found }: AuditFinding,
  situation: Situation,
): RemediationRequest | undefined {
  const { auditId, tenant, baseline } = situation;
  const domains = domainsLost(expected, found);
  if (domains.length > MOST_DOMAINS) return undefined;
  for (const profile of ['gated', 'selfService'] as const)
    for (const goal of control.options)
      for (const extra of EXTRAS) {
        const partnerDomains = domains.length > 0 ? { partnerDomains: domains } : {};
        const request: RemediationRequest = {
          tenantId: tenant.tenantId,
          goal,
          profile,
          ...partnerDomains,
          ...extra,
          requestedBy: `audit ${auditId}`,
          justification: `Sets back ${key} as it should be.`,
        };
        const changes = changesOf(request, situation);
        const restores = changes?.some((one) => one.control === control.id && one.property === property);
        const isAllBack = changes?.every((one) =>
          isSame(one.after, baseline[one.control]?.[one.property]?.value),
        );
        if (restores && isAllBack) return request;
      }
  return undefined;
}

/** What a run with this request would write by what was read; undefined where something would stand in its way. */
function changesOf(request: RemediationRequest, { tenant, readings, isManual }: Situation) {
  const parsed = parseRequest(request, tenant);
  if (parsed.kind === 'rejected') return undefined;
  const desired = desiredSettingsOf(parsed.request);
  const findings = assess(concernedBy(desired), readings.map(withoutPartners), desired);
  const rules: PlanRules = { hash: () => '', alwaysApprove: false, isManual };
  const plan = planChanges(findings, desired, rules);
  const isInTheWay = plan.manualSteps.length > 0 || plan.cannot.some(({ isClosed }) => isClosed);
  return isInTheWay ? undefined : plan.changes;
}

/** An audit reads the entries of all partners, a run that of its own: which is whose, only a run finds out. */
const withoutPartners = (reading: Reading): Reading =>
  reading.kind === 'unknown'
    ? reading
    : {
        ...reading,
        values: Object.fromEntries(
          Object.entries(reading.values).filter(([name]) => !name.startsWith('partner:')),
        ),
      };

/** Domains that a list named and does not name any more; other values name none. */
function domainsLost(expected: Value, found: Value): string[] {
  const left = new Set(allowedIn(found));
  return allowedIn(expected).filter((domain) => !left.has(domain));
}

function allowedIn(value: Value): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { kind, domains } = value;
  return kind === 'allowThese' && Array.isArray(domains)
    ? domains.flatMap((domain) => (typeof domain === 'string' ? comparableDomain(domain) : []))
    : [];
}
