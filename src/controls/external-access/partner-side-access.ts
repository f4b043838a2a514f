import { say } from '../../texts/say';
import { NOTHING, type Control } from '../control';
import { federationAccess } from './external-access-defaults';

export const partnerFederation: Control = {
  gate: federationAccess.gate,
  options: federationAccess.options,
  effectiveWithin: federationAccess.effectiveWithin,
  id: 'F-8',
  title: 'The partner lets us in',
  properties: [],
  adminPage: 'Theirs: Teams admin centre > Users > External access',
  default: 'all domains',
  whenWrong: 'The same message as when our side is closed; nothing here shows which side it is.',
  can: 'ask',
  toRead: NOTHING,
  toWrite: NOTHING,
  benchmarks: [],
  risk: 'None of ours: it is the partner’s to decide.',
  judge: () => ({
    kind: 'mayDecide',
    reason: say('reason.bothSides'),
    whoCan: say('who.partnerFederation'),
  }),
};
