import { say } from '../../texts/say';
import type { Control } from '../control';
import { along, byEntries } from '../values/compare-values';
import { federationAccess } from './external-access-defaults';

export const trialTenants: Control = {
  ...federationAccess,
  id: 'F-7',
  title: 'Organisations with trial licences only',
  // The second names exceptions, which count while the first is `Blocked`.
  properties: ['ExternalAccessWithTrialTenants', 'AllowedTrialTenantDomains'],
  compare: {
    ExternalAccessWithTrialTenants: along('Blocked', 'Allowed'),
    AllowedTrialTenantDomains: byEntries,
  },
  whenAbsent: { ExternalAccessWithTrialTenants: 'Blocked', AllowedTrialTenantDomains: [] },
  default: 'blocked since 2024',
  whenWrong: 'Where either side has trial licences only, messages fail and no diagnostic says why.',
  can: 'look',
  toWrite: { graph: [], roles: [] },
  benchmarks: [
    {
      id: 'CIS 8.2.4',
      passes: ({ ExternalAccessWithTrialTenants: value }) => value === 'Blocked',
    },
  ],
  risk: 'None: Gastvrij does not change it.',
  judge: ({ ExternalAccessWithTrialTenants: value }) =>
    value !== 'Blocked'
      ? { kind: 'met', advice: say('keep.blockTrials') }
      : {
          kind: 'mayDecide',
          reason: say('reason.trialRefused'),
          whoCan: say('who.partnerLicences'),
        },
};
