import { z } from 'zod';
import { asciiDomain } from '../controls/values/domain-name';
import { quietHoursSchema } from '../domain/events/quiet-hours';
import { AUDIT_EVENT_FORMATS, type AuditEventFormat } from '../domain/tenant/tenant-settings';
import { refusalOf } from './allowed-address';
import type { CallbackSettings } from './send-callback';

/** Names one after another, with commas; none where the setting is empty. */
const list = (entry: RegExp, what: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').map((one) => one.trim().toLowerCase()))
    .transform((entries) => entries.filter((one) => one !== '').map((one) => asciiDomain(one) ?? one))
    .refine((entries) => entries.every((one) => entry.test(one)), `must be ${what}`);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional());

const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])$/;
const LOOPBACK = /^127\.0\.0\.1:\d{1,5}$/;

/** The settings of the app that are about calling back. */
export const callbackSettings = {
  CALLBACK_HOSTS: list(HOST, 'names of hosts such as example.service-now.com, with commas'),
  CALLBACK_ALLOW_LOOPBACK: list(LOOPBACK, '127.0.0.1 with a port, as 127.0.0.1:4000'),
  CALLBACK_SECRETS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
    .refine(
      (all) => all.length <= 2 && all.every(isSigningSecret),
      'must be one secret, or two with a comma: whsec_ and 24 to 64 random bytes in base64',
    ),
  CALLBACK_TIMEOUT_SECONDS: optional(
    z.coerce.number('must be a number of seconds').min(1).max(15, 'must be at most 15'),
  ),
  SERVICENOW_HOST: optional(
    z
      .string()
      .trim()
      .toLowerCase()
      .transform((host) => asciiDomain(host) ?? host),
  ),
  SERVICENOW_CLIENT_ID: optional(z.string()),
  SERVICENOW_CLIENT_SECRET: optional(z.string()),
  SERVICENOW_STATES: optional(
    z.string().regex(/^[\w-]+(,[\w-]+){2}$/, 'must be three values, as 2,3,4: in work, complete, incomplete'),
  ),
  AUDIT_CALLBACK_URL: optional(z.string()),
  AUDIT_CALLBACK_FORMAT: optional(
    z.enum(AUDIT_EVENT_FORMATS, 'must be "gastvrij", "servicenow" or "teams"'),
  ).transform((format) => format ?? 'gastvrij'),
  QUIET_HOURS: optional(quietHoursSchema),
};

type Given = z.output<z.ZodObject<typeof callbackSettings>>;

/** What is wrong with settings that are right one by one: the name of one, and words that follow it. */
export function contradictionsIn(set: Given): { name: string; fault: string }[] {
  const faults: { name: string; fault: string }[] = [];
  const isCalledBack = set.CALLBACK_HOSTS.length + set.CALLBACK_ALLOW_LOOPBACK.length > 0;
  if (isCalledBack && set.CALLBACK_SECRETS.length === 0) {
    const fault = 'is required where callbacks are allowed: every one of them is signed';
    faults.push({ name: 'CALLBACK_SECRETS', fault });
  }
  const { SERVICENOW_HOST: host } = set;
  const client = [host, set.SERVICENOW_CLIENT_ID, set.SERVICENOW_CLIENT_SECRET];
  if (new Set(client.map((one) => one === undefined)).size > 1) {
    const fault = 'belongs together with SERVICENOW_CLIENT_ID and SERVICENOW_CLIENT_SECRET: all or none';
    faults.push({ name: 'SERVICENOW_HOST', fault });
  } else if (host !== undefined && ![...set.CALLBACK_HOSTS, ...set.CALLBACK_ALLOW_LOOPBACK].includes(host)) {
    faults.push({ name: 'SERVICENOW_HOST', fault: 'must be one of CALLBACK_HOSTS' });
  }
  const { AUDIT_CALLBACK_URL: url, AUDIT_CALLBACK_FORMAT: format } = set;
  if (url === undefined) return faults;
  const refusal = refusalOf(url, { hosts: set.CALLBACK_HOSTS, loopback: set.CALLBACK_ALLOW_LOOPBACK });
  if (refusal !== undefined) faults.push({ name: 'AUDIT_CALLBACK_URL', fault: refusal });
  else if (format === 'servicenow' && new URL(url).host !== host)
    faults.push({ name: 'AUDIT_CALLBACK_URL', fault: 'must be on SERVICENOW_HOST in this format' });
  return faults;
}

const TIMEOUT_SECONDS = 15;

export function callbackSettingsOf(set: Given): CallbackSettings {
  const {
    SERVICENOW_HOST: host,
    SERVICENOW_CLIENT_ID: clientId,
    SERVICENOW_CLIENT_SECRET: clientSecret,
  } = set;
  const [inWork = '2', complete = '3', incomplete = '4'] = set.SERVICENOW_STATES?.split(',') ?? [];
  const states = { inWork, complete, incomplete };
  return {
    hosts: set.CALLBACK_HOSTS,
    loopback: set.CALLBACK_ALLOW_LOOPBACK,
    secrets: set.CALLBACK_SECRETS,
    timeoutSeconds: set.CALLBACK_TIMEOUT_SECONDS ?? TIMEOUT_SECONDS,
    ...(host && clientId && clientSecret && { serviceNow: { host, clientId, clientSecret, states } }),
  };
}

/** Who is told what audits find, where a tenant names nobody. */
export interface AuditReceiver {
  url: string;
  format: AuditEventFormat;
}

export const auditReceiverOf = ({
  AUDIT_CALLBACK_URL: url,
  AUDIT_CALLBACK_FORMAT: format,
}: Given): { auditReceiver?: AuditReceiver } => (url === undefined ? {} : { auditReceiver: { url, format } });

/** `whsec_` and enough random bytes, as Standard Webhooks wants them. */
function isSigningSecret(text: string): boolean {
  const [, bytes = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const { length } = Buffer.from(bytes, 'base64');
  return length >= 24 && length <= 64;
}
