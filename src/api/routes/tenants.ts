import { z } from 'zod';
import { tenantSettingsSchema } from '../../domain/tenant/tenant-settings';
import { list } from '../answers/shape';
import { readinessSchema } from '../answers/readiness';
import { auditDeliveryFields, replayedAuditEventsSchema } from '../answers/audit-event';
import { tenantSchema } from '../answers/tenant';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { ONE_TENANT, READERS } from './fields';

const UNKNOWN = { 404: 'This installation does not serve such a tenant.' };

/** A quoted name for a version; we give strong ones only. https://www.rfc-editor.org/rfc/rfc9110#name-if-match */
const IF_MATCH = worded(
  z.object({
    'If-Match': z
      .string()
      .trim()
      .regex(/^"[^"]+"$/, 'must be the ETag that came with the version you read, in its quotes')
      .optional(),
  }),
  {
    'If-Match': {
      description: 'The ETag of the version that is replaced; left out for a tenant nobody registered yet.',
      visibility: 'advanced',
    },
  },
);

export const listTenants = route({
  method: 'GET',
  path: '/tenants',
  operationId: 'ListTenants',
  summary: 'List the tenants that are served',
  description: 'The home tenant first, then those that operators registered.',
  access: READERS,
  about: 'whatTheCallerMaySee',
  budget: 'reads',
  answers: {
    200: {
      description: 'All of them.',
      schema: z.object({ items: list(tenantSchema.shape, 'The tenants.') }),
    },
  },
});

export const getTenant = route({
  method: 'GET',
  path: '/tenants/{id}',
  operationId: 'GetTenant',
  summary: 'Read how a tenant is registered',
  description:
    'What an operator registered and what holds with the defaults. Carries an ETag once registered.',
  access: READERS,
  about: 'tenantInPath',
  budget: 'reads',
  params: ONE_TENANT,
  answers: { 200: { description: 'The tenant.', schema: tenantSchema } },
  problems: UNKNOWN,
});

export const registerTenant = route({
  method: 'PUT',
  path: '/tenants/{id}',
  operationId: 'RegisterTenant',
  summary: 'Register a tenant or change its registration',
  description:
    'Saves the whole registration. A change names the version it replaces in `If-Match`, so that no operator overwrites another.',
  access: ['Operator'],
  about: 'tenantInPath',
  budget: 'requests',
  params: ONE_TENANT,
  headers: IF_MATCH,
  body: worded(tenantSettingsSchema, {
    name: 'What people call the tenant.',
    testGuestEmail: { description: 'The test guest, where a request names none.', format: 'email' },
    testGuestDomains:
      'Domains whose addresses any request may name as its test guest. Without it only operators may name another than the registered one.',
    canaryGroupId: { description: 'The group of the test team, where there is one.', format: 'uuid' },
    canarySiteSharing: 'How the site of the test team is shared.',
    approval: 'When a second person must agree.',
    teams: 'Teams whose own switches audits look at, by their ids; those that requests named, when left out.',
    auditTeamsBy: 'What audits read the settings of Teams from: `snapshot` means Microsoft’s own monitor.',
    canaryProof: 'Whether audits prove once a week that guests get in; off when left out.',
    teamsSettings: 'Who sets what the Teams administration holds: `manual` means people.',
    remediate:
      'Controls, by their ids, that are put back where an audit finds them moved. None when left out.',
    auditCallbackUrl: {
      description:
        'Where to tell what audits find: https, on a host this installation calls back. Kept sealed and shown to nobody; left out it stays, empty it is forgotten.',
      visibility: 'advanced',
    },
    auditCallbackFormat: {
      description: 'How that is dressed: `gastvrij` when left out.',
      visibility: 'advanced',
    },
    quietHours: {
      description: 'When nobody is told what audits find: `22:00-07:00 Europe/Amsterdam`.',
      visibility: 'advanced',
    },
  }),
  answers: {
    200: { description: 'Changed.', schema: tenantSchema },
    201: { description: 'Registered for the first time.', schema: tenantSchema },
  },
  problems: {
    409: 'The identity of this installation cannot reach that tenant.',
    412: 'Somebody registered or changed it meanwhile: read it again.',
  },
  tells: {
    field: 'auditCallbackUrl',
    description:
      'What changed from one audit to the next, at least once, signed by Standard Webhooks, for a day.',
    schema: auditDeliveryFields,
  },
});

export const replayAuditEvents = route({
  method: 'POST',
  path: '/tenants/{id}/audit-events/replay',
  operationId: 'ReplayAuditEvents',
  summary: 'Send failed news of audits again',
  description: 'What could not be delivered within its day is sent again, as the same events.',
  access: ['Operator'],
  about: 'tenantInPath',
  budget: 'requests',
  params: ONE_TENANT,
  answers: { 202: { description: 'They are on their way.', schema: replayedAuditEventsSchema } },
  problems: { ...UNKNOWN, 409: 'Nothing failed for good.' },
});

export const checkTenant = route({
  method: 'GET',
  path: '/tenants/{id}/readiness',
  operationId: 'CheckTenant',
  summary: 'Ask whether a tenant is ready',
  description: 'Looks at what a run would need, and says of each thing what mends it. Changes nothing.',
  access: READERS,
  about: 'tenantInPath',
  budget: 'requests',
  params: ONE_TENANT,
  query: worded(
    z.object({
      goal: z
        .enum(['guestAccess', 'externalAccess', 'both'], 'must be "guestAccess", "externalAccess" or "both"')
        .default('guestAccess'),
    }),
    { goal: 'What it should be ready for.' },
  ),
  answers: { 200: { description: 'Line by line.', schema: readinessSchema } },
  problems: UNKNOWN,
});
