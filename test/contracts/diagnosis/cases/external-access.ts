import type { Row } from './row';

const outside = { goal: 'externalAccess' };
const federation = (more: Record<string, unknown>) => ({
  settings: { teams: { TenantFederationSettings: more } },
});
const NOT_CONNECTED = 'Failed to send: your organizations are not set up to talk to each other.';
/** People who stay in their own organisation. */
export const externalAccess: Record<string, Row> = {
  'external access is off': {
    tenant: federation({ AllowFederatedUsers: false }),
    words: NOT_CONNECTED,
    question: outside,
    cause: ['BLOCKED', 'F-1'],
    wait: false,
  },
  'external access does not reach the domain': {
    tenant: federation({ BlockedDomains: [{ Domain: 'fabrikam.example' }] }),
    words: NOT_CONNECTED,
    question: outside,
    cause: ['BLOCKED', 'F-2'],
    wait: false,
  },
  'the policy of people closes external access': {
    tenant: { settings: { teams: { ExternalAccessPolicy: { EnableFederationAccess: false } } } },
    words: NOT_CONNECTED,
    question: outside,
    cause: ['BLOCKED', 'F-4'],
    wait: false,
  },
  'external access was just opened': {
    words: NOT_CONNECTED,
    question: outside,
    lately: [['F-1', 3, { AllowFederatedUsers: true }]],
    cause: ['PENDING', 'F-1'],
    wait: 24,
  },
  'our licences are trials': {
    tenant: { hasTrialOnly: true },
    words: NOT_CONNECTED,
    question: outside,
    cause: ['BLOCKED', 'S-9'],
    wait: false,
  },
  'the partner may have trial licences': {
    words: NOT_CONNECTED,
    question: outside,
    lately: [['F-1', 30, { AllowFederatedUsers: true }]],
    cause: ['BLOCKED', 'F-7'],
    wait: false,
  },
  'only the partner is left': {
    tenant: federation({ ExternalAccessWithTrialTenants: 'Allowed' }),
    words: NOT_CONNECTED,
    question: outside,
    cause: ['EXTERNAL', 'F-8'],
    wait: false,
  },
  'somebody searches a partner by name': {
    words: 'I cannot find Ben by name.',
    question: outside,
    cause: ['INPUT'],
    wait: false,
    advice: /full address/,
  },
};
