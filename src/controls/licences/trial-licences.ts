import { say } from '../../texts/say';
import type { Control } from '../control';
import { LOCK } from '../values/compare-values';

export const trialLicences: Control = {
  id: 'S-9',
  gate: 'SharePoint',
  title: 'Licences of this tenant, bought or tried out',
  options: ['guestAccess', 'externalAccess'],
  document: 'subscriptions',
  properties: ['isTrialOnly'],
  compare: { isTrialOnly: LOCK },
  adminPage: 'Microsoft 365 admin centre > Billing > Your products',
  default: 'bought licences',
  whenWrong: 'With trial licences only, sharing is limited, and messages to other organisations fail.',
  can: 'look',
  toRead: { graph: ['Organization.Read.All'], roles: [] },
  toWrite: { graph: [], roles: [] },
  effectiveWithin: { documented: 24, longest: 24 },
  benchmarks: [],
  risk: 'None: Gastvrij buys nothing.',
  judge: ({ isTrialOnly }) =>
    isTrialOnly === true
      ? {
          kind: 'mayDecide',
          reason: say('reason.trialLicences'),
          whoCan: say('who.billing'),
        }
      : { kind: 'met' },
};
