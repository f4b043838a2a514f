import type { Control, Permissions } from '../../controls/control';
import type { DocumentReading } from '../../controls/documents';
import { narrowed, permissionsInWords } from '../../controls/permissions';
import { explain } from '../../enablement/explain';
import { plainly, type Explanation } from '../../enablement/explanation';
import { assess, withoutRights } from '../../enablement/finding';
import { whyNeverGuest } from '../../enablement/never-a-guest';
import { putsBack, type EnablementRequest } from '../../enablement/request';
import type { Verdict } from '../../enablement/verdict';
import { wishOf } from '../../enablement/wish';
import { isByHand, readingsOf } from './readings';
import type { Tools } from './tools';

export function lacking(missing: Permissions): Verdict {
  const text = `Our identity lacks ${permissionsInWords(missing)}.`;
  return {
    kind: 'PERMISSION',
    text,
    advice: ['Grant it with the deployment script, wait for a fresh token, and ask again.'],
  };
}

export const otherTenant = (): Verdict => ({
  kind: 'PERMISSION',
  text: 'Our identity belongs to another tenant than the request names.',
  advice: ['Check TENANT_ID and the managed identity of the app.'],
});

const unreadable = (control: string, reason: string): Verdict => ({
  kind: 'UNKNOWN',
  control,
  text: `${control} could not be read: ${reason}`,
  advice: ['Nothing was changed. Read the raw error in the steps.'],
});

/** What an inspection has before it. */
export interface Seen {
  controls: readonly Control[];
  documents: readonly DocumentReading[];
  verifiedDomains: string[];
  /** Whether the test guest's address belongs to a member. */
  isMember: boolean;
  granted: Permissions;
}

/** What no change of a setting could mend. */
export function whyHopeless(
  tools: Tools,
  request: EnablementRequest,
  { controls, documents, verifiedDomains, isMember, granted }: Seen,
): Explanation | undefined {
  const { partnerDomains = [], testGuestEmail } = request;
  const input = whyNeverGuest([...partnerDomains, testGuestEmail?.split('@')[1]], verifiedDomains, isMember);
  if (putsBack(request)) return input && plainly(input);
  const wish = wishOf(request);
  const findings = assess(controls, narrowed(readingsOf(documents), granted), wish);
  // The Teams administration service may stay dark: then people set what it holds.
  const readable = withoutRights(findings, 'roles');
  const explanation = explain({ wish, findings: readable, past: new Map(), ...(input && { input }) });
  if (['INPUT', 'PERMISSION'].includes(explanation.verdict.kind)) return explanation;
  const dark = unreadableOf(tools, controls, documents);
  return dark && plainly(dark);
}

/** A switch we are to set and cannot read ends the run before anything is written. */
function unreadableOf(
  tools: Tools,
  controls: readonly Control[],
  documents: readonly DocumentReading[],
): Verdict | undefined {
  const readings = readingsOf(documents);
  for (const { id, can, document } of controls) {
    const reading = readings.find(({ control }) => control === id);
    if (can !== 'change' || document === undefined || isByHand(tools, document, false)) continue;
    if (reading?.kind === 'unknown') return unreadable(id, reading.reason);
  }
  return undefined;
}
