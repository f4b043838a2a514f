import { z } from 'zod';
import { mailbox } from './domain/input/address-fields';
import { ROLE_VALUE, tenantListsSetting } from './access/role-tenants';
import { CLIENT_NAME, clientSecretsSetting } from './access/signature';
import { callbackSettings, contradictionsIn } from './callbacks/callback-settings';

const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional());
const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

const onOrOff = optional(z.enum(['on', 'off'], 'must be "on" or "off"')).transform((text) => text === 'on');
const perMinute = (usual: number) =>
  optional(
    z.coerce.number('must be a number of calls a minute').int().min(1, 'must be at least 1'),
  ).transform((calls) => calls ?? usual);

/** Nothing is kept longer than ten years: a date beyond that is a mistake. */
const days = ({ usual, least }: { usual: number; least: number }) =>
  optional(
    z.coerce
      .number('must be a number of days')
      .int('must be a whole number of days')
      .min(least, `must be at least ${least}`)
      .max(3650, 'must be at most 3650'),
  ).transform((given) => given ?? usual);

/** Zod passes over what settings mean together where one of them is malformed; we name everything at once. */
const ALWAYS = (): boolean => true;

/** Every setting of the app, as it stands in the environment. */
export const settingsSchema = z
  .object({
    TENANT_ID: z
      .string('is required: the id of the tenant this installation serves')
      .regex(UNIQUE_ID, 'must be a GUID'),
    CANARY_GROUP_ID: optional(z.string().regex(UNIQUE_ID, 'must be a GUID')),
    TEST_GUEST_EMAIL: optional(mailbox()),
    STATUS_TOKEN_SECRET: z
      .string('is required: the secret that signs status addresses')
      .min(32, 'must have at least 32 characters'),
    STATUS_TOKEN_SECRET_PREVIOUS: optional(
      z.string().min(32, 'must have at least 32 characters, or be left out'),
    ),
    PUBLIC_URL: optional(address),
    RECORDS_TABLE_URL: optional(address),
    RECORDS_CONNECTION_STRING: optional(z.string()),
    MANAGED_IDENTITY_CLIENT_ID: optional(z.string()),
    IDENTITY: optional(
      z.enum(
        ['managedIdentity', 'federatedApp', 'certificate', 'azureCli'],
        'must be "managedIdentity", "federatedApp", "certificate" or "azureCli"',
      ),
    ).transform((kind) => kind ?? 'managedIdentity'),
    APP_CLIENT_ID: optional(z.string().regex(UNIQUE_ID, 'must be a GUID')),
    CERTIFICATE_URL: optional(address),
    AUTHORITY_URL: optional(address),
    GRAPH_URL: optional(address).transform((url) => url ?? 'https://graph.microsoft.com'),
    TEAMS_ADMIN_URL: optional(address).transform(
      (url) => url ?? 'https://api.interfaces.records.teams.microsoft.com',
    ),
    TEAMS_SETTINGS: optional(z.enum(['api', 'manual'], 'must be "api" or "manual"')).transform(
      (way) => way ?? 'api',
    ),
    APPROVAL: optional(z.enum(['whenLoosening', 'always'], 'must be "whenLoosening" or "always"')).transform(
      (rule) => rule ?? 'whenLoosening',
    ),
    APPROVAL_HOURS: optional(z.coerce.number('must be a number of hours').min(1).max(720)).transform(
      (hours) => hours ?? 72,
    ),
    EASY_AUTH: onOrOff,
    DEV_SIGN_IN: onOrOff,
    DEV_FUNCTION_KEY: optional(z.string()),
    KEYS_MAY_APPROVE: onOrOff,
    CLIENT_SECRETS: optional(clientSecretsSetting).transform((secrets) => secrets ?? {}),
    CLIENT_TENANTS: optional(tenantListsSetting(CLIENT_NAME, 'servicenow')).transform((lists) => lists ?? {}),
    ROLE_TENANTS: optional(tenantListsSetting(ROLE_VALUE, 'Requester.Contoso')).transform(
      (lists) => lists ?? {},
    ),
    REQUESTS_PER_MINUTE: perMinute(300),
    READS_PER_MINUTE: perMinute(1200),
    AUDIT_SCHEDULE: optional(z.string()).transform((schedule) => schedule ?? '0 0 2 * * *'),
    CLEANUP_SCHEDULE: optional(z.string()).transform((schedule) => schedule ?? '0 30 4 * * *'),
    RETENTION_DAYS: days({ usual: 400, least: 30 }),
    HISTORY_DAYS: days({ usual: 30, least: 7 }),
    ...callbackSettings,
    SWEEP_SCHEDULE: z.string('is required: when to look after runs that stand still, as NCRONTAB'),
  })
  .refine((set) => (set.RECORDS_TABLE_URL === undefined) !== (set.RECORDS_CONNECTION_STRING === undefined), {
    path: ['RECORDS_TABLE_URL'],
    message: 'or RECORDS_CONNECTION_STRING is required, and not both',
    when: ALWAYS,
  })
  .refine(({ IDENTITY, APP_CLIENT_ID }) => !isApp(IDENTITY) || APP_CLIENT_ID !== undefined, {
    path: ['APP_CLIENT_ID'],
    message: 'is required: the app whose tokens this IDENTITY gets',
    when: ALWAYS,
  })
  .refine(({ IDENTITY, CERTIFICATE_URL }) => IDENTITY !== 'certificate' || CERTIFICATE_URL !== undefined, {
    path: ['CERTIFICATE_URL'],
    message: 'is required: the address of the certificate’s secret in Key Vault',
    when: ALWAYS,
  })
  .refine(({ RETENTION_DAYS, HISTORY_DAYS }) => !(RETENTION_DAYS < HISTORY_DAYS), {
    path: ['RETENTION_DAYS'],
    message: 'must not be less than HISTORY_DAYS: what was done is kept longer than how',
    when: ALWAYS,
  })
  .refine(({ CLIENT_TENANTS, CLIENT_SECRETS }) => isKnownTo(CLIENT_SECRETS, CLIENT_TENANTS), {
    path: ['CLIENT_TENANTS'],
    message: 'names a client that CLIENT_SECRETS does not',
    when: ALWAYS,
  })
  .superRefine((set, context) => {
    for (const { name, fault } of contradictionsIn(set))
      context.addIssue({ code: 'custom', path: [name], message: fault });
  });

/** A name with a mistake in it would leave its client free. */
const isKnownTo = (clients: object | undefined, lists: object | undefined): boolean =>
  Object.keys(lists ?? {}).every((name) => Object.hasOwn(clients ?? {}, name));

const isApp = (kind: string): boolean => kind === 'federatedApp' || kind === 'certificate';
