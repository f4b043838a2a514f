import type { Plan } from '../plan/plan';
import type { TenantSettings } from '../tenant/tenant-settings';
import type { EnablementRequest } from '../enablement/request';
import { asRecorded, inOrder, say } from '../../texts/say';

/**
 * A proof by itself holds the tenant for so long at most, and then claims what it has reached: a guest who joins through
 * the group is mostly, not always, on the roster by then.
 */
const PROOF_HOURS = 4;

/** Asks whether guests still get in: a run like any other that changes no setting. Undefined where nobody is registered to try it with. */
export function proofRequestOf(
  { tenantId, testGuestEmail }: Pick<TenantSettings, 'tenantId' | 'testGuestEmail'>,
  asked: Pick<EnablementRequest, 'requestedBy'> & Partial<Pick<EnablementRequest, 'justification'>>,
): EnablementRequest | undefined {
  if (testGuestEmail === undefined) return undefined;
  return {
    tenantId,
    testGuestEmail,
    ...asked,
    goal: 'guestAccess',
    profile: 'gated',
    guestCalling: 'leave',
    guestMeeting: 'leave',
    guestMessaging: 'leave',
    allowConsumer: false,
    deadlineHours: PROOF_HOURS,
    purgeTestGuest: false,
    undoOnFailure: false,
    dryRun: false,
    provesOnly: true,
  };
}

/** The plan of such a run: whatever differs from the desired settings is noted, and left. */
export function untouched({ changes, manualSteps, ...plan }: Plan): Plan {
  const differing = [
    ...changes.map(({ reason, reasonSaid, ...rest }) => ({ ...rest, why: asRecorded(reason, reasonSaid) })),
    ...manualSteps.map(({ text, said, ...rest }) => ({ ...rest, why: asRecorded(text, said) })),
  ];
  const notes = differing.map(({ control, title, why }) => ({
    control,
    title,
    ...inOrder(why, say('plan.leftAsIs')),
  }));
  const isFirst = ({ control }: { control: string }, index: number): boolean =>
    notes.findIndex((one) => one.control === control) === index;
  return {
    ...plan,
    changes: [],
    manualSteps: [],
    notTouched: [...plan.notTouched, ...notes.filter(isFirst)],
    leavesBenchmarks: [],
    needsApproval: [],
  };
}
