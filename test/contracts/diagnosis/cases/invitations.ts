import { applyChanges } from '../../../../src/settings/apply-changes';
import { GUEST } from '../../../support/callers/explain-guest';
import { clientsOf, type TenantOnly } from '../../../support/start/start-tenant';
import { AT_ONCE, beingRefused, invite, READING, type Row } from './row';

const blockedInbound = {
  usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: {
    accessType: 'blocked',
    targets: [{ target: 'AllApplications', targetType: 'application' }],
  },
};
const fabrikam = (refuses: string) => ({
  organisations: [{ domain: 'fabrikam.example', tenantId: 'ffffffff-0000-4000-8000-00000000fab1', refuses }],
});
const slowToOpen = {
  ...AT_ONCE,
  settings: { allowInvitesFrom: 'none' },
  propagation: { entra: { hours: 1 } },
};

/** Stored and not effective yet, as right after a run applied it. */
async function openInvitations(tenant: TenantOnly): Promise<string> {
  await tenant.call('PATCH', '/policies/authorizationPolicy', { allowInvitesFrom: 'everyone' });
  return beingRefused()(tenant);
}

/** Refused at the door of the directory. */
export const invitations: Record<string, Row> = {
  'nobody may invite': {
    tenant: { settings: { allowInvitesFrom: 'none' } },
    words: beingRefused(),
    cause: ['BLOCKED', 'E-1'],
    wait: false,
  },
  'who may invite was just opened': {
    tenant: slowToOpen,
    words: openInvitations,
    lately: [['E-1', 0.5, { allowInvitesFrom: 'everyone' }]],
    cause: ['PENDING', 'E-1'],
    wait: 2,
  },
  'the invite policy reads open, and not by us': {
    tenant: slowToOpen,
    words: openInvitations,
    cause: ['BLOCKED', 'E-1'],
    wait: false,
  },
  'our identity may not invite': {
    tenant: { app: { graphRoles: READING } },
    words: beingRefused(),
    cause: ['PERMISSION'],
    wait: false,
    advice: /Grant/,
  },
  'the invitation service says so itself': {
    words: '401 Unauthorized. MSGraphInviteAPI: the caller is not allowed.',
    cause: ['PERMISSION'],
    wait: false,
  },
  'the portal says that invitations are disabled, while a role is fresh': {
    words: 'Invitations are disabled for your directory.',
    cause: ['PENDING', 'E-1'],
    wait: 2,
  },
  'the domain is blocked': {
    tenant: { settings: { collaborationDomains: { blocked: ['fabrikam.example'] } } },
    words: beingRefused(),
    cause: ['BLOCKED', 'E-3'],
    wait: false,
  },
  'cross-tenant access of ours blocks': {
    tenant: { settings: { crossTenantAccess: { default: blockedInbound } } },
    words: beingRefused(),
    cause: ['BLOCKED', 'E-5'],
    wait: false,
  },
  'cross-tenant access of the partner blocks': {
    tenant: fabrikam('outbound'),
    words: beingRefused(),
    cause: ['EXTERNAL', 'E-6'],
    wait: false,
    advice: /partner’s administrator/,
  },
  'cross-tenant access of ours was just opened': {
    tenant: fabrikam('outbound'),
    words: beingRefused(),
    lately: [['E-5', 2, {}]],
    cause: ['PENDING', 'E-5'],
    wait: 6,
  },
  'the partner switched off guests in other clouds': {
    tenant: fabrikam('otherClouds'),
    words: beingRefused(),
    cause: ['EXTERNAL', 'E-8'],
    wait: false,
  },
  'a contact holds the address': {
    tenant: { contacts: [GUEST] },
    words: beingRefused(),
    cause: ['INPUT'],
    wait: false,
    advice: /remove what uses/,
  },
  'a deleted guest holds the address': {
    tenant: { ...AT_ONCE, quirks: { binHoldsAddresses: true } },
    async words(tenant) {
      await tenant.call('DELETE', `/users/${await invite(tenant)}`);
      return beingRefused()(tenant);
    },
    cause: ['INPUT'],
    wait: false,
    advice: /Restore-MgDirectoryDeletedItem/,
  },
  'the address is refused as invalid': {
    words: beingRefused('ben+1@fabrikam.example'),
    cause: ['INPUT'],
    wait: false,
  },
  'the domain is our own': { words: beingRefused('ben@contoso.example'), cause: ['INPUT'], wait: false },
  'a person with a licence here is no guest': {
    tenant: { users: [{ id: 'aaaaaaaa-0000-4000-8000-000000000009', mail: GUEST, displayName: 'Ben' }] },
    words: beingRefused(),
    cause: ['INPUT'],
    wait: false,
  },
  'the partner allows no self-made accounts': {
    tenant: fabrikam('selfMadeAccounts'),
    words: beingRefused(),
    cause: ['EXTERNAL'],
    wait: false,
  },
  'the partner has no such account': {
    tenant: fabrikam('unknownPeople'),
    words: beingRefused(),
    cause: ['EXTERNAL'],
    wait: false,
  },
  'the policy is full': {
    tenant: { settings: { collaborationDomains: { allowed: [], blocked: ['old.example'] } } },
    async words(tenant) {
      const domains = Array.from({ length: 1500 }, (_, index) => `domain-number-${index}.example`);
      const change = {
        control: 'E-3',
        property: 'domains',
        before: { kind: 'blockThese', domains: ['old.example'] },
        after: { kind: 'allowThese', domains },
      };
      const applied = await applyChanges(
        clientsOf(tenant),
        'collaborationDomains',
        [change],
        { domains: [] },
        tenant.clientContext.now,
      );
      return applied.kind === 'refused' ? (applied.raw.message ?? '') : '';
    },
    cause: ['BLOCKED', 'E-3'],
    wait: false,
    advice: /Remove domains/,
  },
};
