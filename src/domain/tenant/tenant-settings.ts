import { z } from 'zod';
import { REMEDIABLE } from '../../controls/checklist';
import { SHARING_LEVELS, type SharingLevel } from '../../controls/sharepoint/sharing-level';
import { mailbox, partnerDomain } from '../input/address-fields';
import { quietHoursSchema } from '../events/quiet-hours';

const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const idsOf = (controls: readonly { id: string }[]): string[] => controls.map(({ id }) => id);

/** How what audits find is told: a webhook action goes on at the first call, and could hear of one audit only. */
export const AUDIT_EVENT_FORMATS = ['gastvrij', 'servicenow', 'teams'] as const;
export type AuditEventFormat = (typeof AUDIT_EVENT_FORMATS)[number];

/** What an operator registers of a tenant; what is left out stands as the installation has it. */
export const tenantSettingsSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters').optional(),
  testGuestEmail: mailbox().optional(),
  testGuestDomains: z
    .array(partnerDomain, 'must be a list of domains')
    .max(20, 'must name at most 20 domains')
    .transform((domains) => [...new Set(domains)])
    .optional(),
  canaryGroupId: z
    .string()
    .regex(UNIQUE_ID, 'must be the id of the test team’s group (a GUID)')
    .toLowerCase()
    .optional(),
  canarySiteSharing: z.enum(SHARING_LEVELS, `must be one of ${SHARING_LEVELS.join(', ')}`).optional(),
  approval: z.enum(['whenLoosening', 'always'], 'must be "whenLoosening" or "always"').optional(),
  teamsSettings: z.enum(['api', 'manual'], 'must be "api" or "manual"').optional(),
  remediate: z
    .array(
      z.enum(
        idsOf(REMEDIABLE),
        `must be of ${idsOf(REMEDIABLE).join(', ')}: what an audit reads and a run may write`,
      ),
      'must be a list of controls',
    )
    .transform((ids) => [...new Set<string>(ids)])
    .optional(),
  teams: z
    .array(z.string().regex(UNIQUE_ID, 'must be the id of a team (a GUID)').toLowerCase())
    .max(30, 'must name at most 30 teams')
    .transform((teams) => [...new Set(teams)])
    .optional(),
  auditTeamsBy: z.enum(['service', 'snapshot'], 'must be "service" or "snapshot"').optional(),
  canaryProof: z.enum(['weekly', 'off'], 'must be "weekly" or "off"').optional(),
  auditCallbackUrl: z.string().max(2048, 'must have at most 2048 characters').optional(),
  auditCallbackFormat: z.enum(AUDIT_EVENT_FORMATS, 'must be "gastvrij", "servicenow" or "teams"').optional(),
  quietHours: quietHoursSchema.optional(),
});

/** What is kept of it: the address is encrypted, for it may open something of the operator's. */
export type StoredTenantSettings = Omit<z.output<typeof tenantSettingsSchema>, 'auditCallbackUrl'> & {
  auditCallbackEncrypted?: string;
  /** Who saved it last. */
  lastChange?: TenantSettingsChange;
};

/** Who saved a registration: the name for showing, and the identity. */
export interface TenantSettingsChange {
  by: string;
  byId?: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** One tenant this installation serves. */
export interface TenantSettings {
  tenantId: string;
  name?: string;
  /** Used where a request names no test guest. */
  testGuestEmail?: string;
  /** Domains whose addresses any request may name as its test guest; another one than the registered only operators may. */
  testGuestDomains?: string[];
  /** The group of a private, empty team used only for tests. Without it the proof ends at rung 1. */
  canaryGroupId?: string;
  /**
   * How the site of that team is shared, as whoever keeps it reads it in the SharePoint admin centre: no interface for
   * applications shows it. Without it nothing is claimed about files.
   */
  canarySiteSharing?: SharingLevel;
  /** Whether a second person agrees to every change, or to those that open wide. */
  approval: 'whenLoosening' | 'always';
  /** `manual`: people set what the Teams administration service holds, and the app waits for them. */
  teamsSettings: 'api' | 'manual';
  /** Controls that are undone, by a run, where an audit finds them moved; none, when left out. */
  remediate?: string[];
  /** Teams whose own switches audits look at; those that requests named, when left out. */
  teams?: string[];
  /**
   * What audits read the settings of Teams from: the Teams administration service, which Microsoft does not document; or
   * snapshots of its own monitor (Tenant Configuration Management), which shows less. The service when left out.
   */
  auditTeamsBy?: 'service' | 'snapshot';
  /** `weekly`: an audit has a guest tried once a week, so that "still works" is proven. Off when left out. */
  canaryProof?: 'weekly' | 'off';
  /** Who is told what audits find, encrypted; whoever the installation names when absent. */
  auditCallbackEncrypted?: string;
  auditCallbackFormat?: AuditEventFormat;
  /** When nobody is told of audits: `22:00-07:00 Europe/Amsterdam`. */
  quietHours?: string;
}

/** What stands where a registration says nothing. */
export type InstallationDefaults = Pick<TenantSettings, 'approval' | 'teamsSettings' | 'quietHours'>;
