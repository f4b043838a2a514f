import type { Sentence } from '../../texts/said';
import { asRecorded, say } from '../../texts/say';
import type { Control, Permissions } from '../../controls/control';
import type { DocumentReading } from '../../controls/documents';
import { narrowed, sayPermissions } from '../../controls/permissions';
import { explain } from '../../enablement/explain';
import { plainly, type Explanation } from '../../enablement/explanation';
import { assess, withoutRights } from '../../enablement/finding';
import { whyNeverGuest } from '../../enablement/never-a-guest';
import { putsBack, type EnablementRequest } from '../../enablement/request';
import { verdictOf, type Verdict } from '../../enablement/verdict';
import { wishOf } from '../../enablement/wish';
import { isByHand, readingsOf } from './readings';
import type { Tools } from './tools';

export function lacking(missing: Permissions): Verdict {
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
  for (const control of controls) {
    const { id, can, document } = control;
    const reading = readings.find((one) => one.control === id);
    if (can !== 'change' || document === undefined || isByHand(tools, document, false)) continue;
    if (reading?.kind === 'unknown')
      return unreadable(control, asRecorded(reading.reason, reading.reasonSaid));
  }
  return undefined;
}
