import type { Permissions } from '../../../../controls/control';
import type { DocumentReading } from '../../../../settings/read-settings';
import type { Verdict } from '../../../../domain/diagnosis/verdict';
import type { Cancelled } from '../close/cancellation';
import type { Explanation } from '../../../../domain/diagnosis/explanation';

/** What stood in the tenant before the run touched it. */
export interface InspectedResult {
  documents: DocumentReading[];
  /** The group of the test team, where there is one. */
  canaryGroupId?: string;
  /**
   * An account with the address of the test guest, where one was there. It says nothing about who made the account that an
   * invitation gives days later: that is looked at again right before it.
   */
  guestBefore?: { id: string };
  /** What our identity may do, by its tokens. */
  granted: Permissions;
  /** The domain by which partners know this tenant. */
  ourDomain?: string;
  /** Why the run ends here. */
  explanation?: Explanation;
}

export type Inspection =
  { kind: 'inspected' } | ({ kind: 'cancelled' } & Cancelled) | { kind: 'hopeless'; verdict: Verdict };

export const inspectionOf = ({ explanation }: InspectedResult): Inspection =>
  explanation ? { kind: 'hopeless', verdict: explanation.verdict } : { kind: 'inspected' };
