import type { Sentence } from '../../../../texts/said';
import { asRecorded, say } from '../../../../texts/say';
import type { Control, Permissions } from '../../../../controls/control';
import type { DocumentReading } from '../../../../settings/read-settings';
import { narrowed, sayPermissions } from '../../../../controls/permissions';
import { explain } from '../../../../domain/diagnosis/explain-evidence';
import { plainly, type Explanation } from '../../../../domain/diagnosis/explanation';
import { assess, withoutRights } from '../../../../domain/plan/assess-controls';
import { whyIneligible } from '../../../../domain/diagnosis/ineligible-guest';
import { isUndoing, type EnablementRequest } from '../../../../domain/enablement/request';
import { verdictOf, type Verdict } from '../../../../domain/diagnosis/verdict';
import { desiredSettingsOf } from '../../../../domain/plan/desired-settings';
import { isManual, readingsOf } from '../../../context/readings';
import type { TenantContext } from '../../../context/tenant-context';

export function missingPermissions(missing: Permissions): Verdict {
  const what = say('verdict.lacks', { missing: sayPermissions(missing).said });
  return verdictOf('PERMISSION', what, [say('advice.grantByScript')]);
}

export const otherTenant = (): Verdict =>
  verdictOf('PERMISSION', say('verdict.otherTenant'), [say('advice.checkIdentity')]);

const unreadable = ({ id, title }: Control, reason: Sentence): Verdict =>
  verdictOf(
    'UNKNOWN',
    say('verdict.unreadable', { setting: { id, title }, reason: reason.said }),
    [say('advice.readRawError')],
    id,
  );

/** What an inspection has before it. */
export interface Seen {
  controls: readonly Control[];
  documents: readonly DocumentReading[];
  verifiedDomains: string[];
  /** Whether the test guest's address belongs to a member. */
  isMember: boolean;
  granted: Permissions;
}

/** What no change of a setting could fix. */
export function whyHopeless(
  tenantContext: TenantContext,
  request: EnablementRequest,
  { controls, documents, verifiedDomains, isMember, granted }: Seen,
): Explanation | undefined {
  const { partnerDomains = [], testGuestEmail } = request;
  const input = whyIneligible([...partnerDomains, testGuestEmail?.split('@')[1]], verifiedDomains, isMember);
  if (isUndoing(request)) return input && plainly(input);
  const desired = desiredSettingsOf(request);
  const findings = assess(controls, narrowed(readingsOf(documents), granted), desired);
  // The Teams administration service may stay dark: then people set what it holds.
  const readable = withoutRights(findings, 'roles');
  const explanation = explain({ desired, findings: readable, past: new Map(), ...(input && { input }) });
  if (['INPUT', 'PERMISSION'].includes(explanation.verdict.kind)) return explanation;
  const dark = unreadableOf(tenantContext, controls, documents);
  return dark && plainly(dark);
}

/** A switch we are to set and cannot read ends the run before anything is written. */
function unreadableOf(
  tenantContext: TenantContext,
  controls: readonly Control[],
  documents: readonly DocumentReading[],
): Verdict | undefined {
  const readings = readingsOf(documents);
  for (const control of controls) {
    const { id, can, document } = control;
    const reading = readings.find((one) => one.control === id);
    if (can !== 'change' || document === undefined || isManual(tenantContext, document, false)) continue;
    if (reading?.kind === 'unknown')
      return unreadable(control, asRecorded(reading.reason, reading.reasonSaid));
  }
  return undefined;
}
