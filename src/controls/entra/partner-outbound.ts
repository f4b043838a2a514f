import { say } from '../../texts/say';
import { NOTHING, type Control } from '../control';

export const partnerOutbound: Control = {
  id: 'E-6',
  gate: 'Entra',
  title: 'The partner lets its people be guests elsewhere',
  options: ['guestAccess'],
  properties: [],
  adminPage:
    'Theirs: Entra admin centre > External Identities > Cross-tenant access settings > Outbound access',
  default: 'all people may be guests of any organisation',
  whenWrong:
    'The invitation is refused as blocked by cross-tenant access settings, or the guest cannot accept it.',
  can: 'ask',
  toRead: NOTHING,
  toWrite: NOTHING,
  effectiveWithin: { documented: 6, longest: 6 },
  benchmarks: [],
  risk: 'None of ours: it is the partner’s to decide.',
  judge: () => ({
    kind: 'mayDecide',
    reason: say('reason.partnerOutbound'),
    whoCan: say('who.partnerOutbound'),
  }),
};
