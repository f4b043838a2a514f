import { z } from 'zod';
import type {
  TenantSettings,
  TenantSettingsChange,
  StoredTenantSettings,
} from '../../domain/tenant/tenant-settings';
import { callbackStatusFields } from './callback';
import { choice, text, texts, time, yesNo, type Shape } from './shape';

const approval = choice<TenantSettings['approval']>('When a second person must agree.', {
  whenLoosening: 'to what opens wide',
  always: 'to every change',
});
const teamsSettings = choice<TenantSettings['teamsSettings']>(
  'Who sets what the Teams administration holds.',
  {
    api: 'the app',
    manual: 'people, and the app waits for them',
  },
);
const canarySiteSharing = choice<NonNullable<TenantSettings['canarySiteSharing']>>(
  'How the site of the test team is shared.',
  {
    disabled: 'with nobody outside',
    existingExternalUserSharingOnly: 'with guests who are there already',
    externalUserSharingOnly: 'with new guests too',
    externalUserAndGuestSharing: 'with anybody who has a link',
  },
);

const canaryProof = choice<NonNullable<TenantSettings['canaryProof']>>(
  'Whether audits prove that guests get in.',
  {
    weekly: 'once a week, by a test guest',
    off: 'never; so when left out',
  },
);

const auditTeamsBy = choice<NonNullable<TenantSettings['auditTeamsBy']>>(
  'What audits read the settings of Teams from.',
  {
    service: 'the Teams administration service; so when left out',
    snapshot: 'snapshots of Microsoft’s own monitor',
  },
);

const auditCallbackFormat = choice<NonNullable<TenantSettings['auditCallbackFormat']>>(
  'How what audits find is told, at an address of its own.',
  { gastvrij: 'as it is', servicenow: 'to a ServiceNow instance', teams: 'as a card' },
);

const common = {
  name: text('What people call the tenant.').optional(),
  testGuestEmail: text('The test guest, where a request names none.').optional(),
  testGuestDomains: texts('Domains whose addresses any request may name as its test guest.').optional(),
  canaryGroupId: text('The group of the test team.').optional(),
  canarySiteSharing: canarySiteSharing.optional(),
  remediate: texts('Controls that are put back where an audit finds them moved.').optional(),
  teams: texts('Teams whose own switches audits look at.').optional(),
  auditTeamsBy: auditTeamsBy.optional(),
  canaryProof: canaryProof.optional(),
  auditCallbackFormat: auditCallbackFormat.optional(),
  quietHours: text('When nobody is told what audits find: `22:00-07:00 Europe/Amsterdam`.').optional(),
};

const stored = {
  ...common,
  approval: approval.optional(),
  teamsSettings: teamsSettings.optional(),
} satisfies Shape<Omit<StoredTenantSettings, 'auditCallbackEncrypted' | 'lastChange'>>;

const { tenantId: _, ...inForce } = {
  tenantId: text('The tenant.'),
  ...common,
  approval,
  teamsSettings,
} satisfies Shape<Omit<TenantSettings, 'auditCallbackEncrypted'>>;

const lastChange = {
  by: text('Who saved it.'),
  byId: text('Their identity: `person:TENANT/OBJECT`, `app:CLIENT`.').optional(),
  at: time('When.'),
} satisfies Shape<TenantSettingsChange>;

/** One tenant of this installation. */
export const tenantSchema = z.object({
  tenantId: text('The tenant.'),
  isHome: yesNo('Whether the settings of this installation name it: such a tenant needs no registration.'),
  tenantSettings: z
    .object(stored)
    .describe('What an operator registered, as `PUT` takes it; empty where nobody did.'),
  inForce: z.object(inForce).describe('What holds for it, with the defaults of this installation.'),
  hasAuditCallback: yesNo(
    'Whether an operator named an address that is told what audits find; it is shown to nobody.',
  ),
  auditCallback: z
    .object(callbackStatusFields)
    .describe('How that telling goes, of one tenant; there once something was to be told.')
    .optional(),
  lastChange: z.object(lastChange).describe('Who saved the registration last.').optional(),
  consentedAt: time('When an administrator of the tenant came back from the consent page.').optional(),
});

export type TenantAnswer = z.output<typeof tenantSchema>;
