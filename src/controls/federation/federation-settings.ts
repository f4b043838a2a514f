import { z } from 'zod';
import { ruleOf, type DomainRule } from '../domain-rule';
import type { SettingsDocument } from '../settings-document';
import type { Value, Values } from '../value';

const TYPE = 'TenantFederationSettings';

/** Names of domains, as objects or, from some instances of the service, as plain text. */
const namesSchema = z
  .array(z.union([z.string(), z.object({ Domain: z.string() }).transform(({ Domain }) => Domain)]))
  .nullish()
  .transform((names) => names ?? []);
/**
 * No `AllowedDomain` in it means every known domain; an empty `AllowedDomain` means nobody. Readers have met two more
 * spellings of "every domain", and both are understood.
 */
const allowedSchema = z
  .union([
    z.null().transform(() => undefined),
    z.literal('AllowAllKnownDomains').transform(() => undefined),
    z.object({ AllowedDomain: namesSchema }).transform(({ AllowedDomain }) => AllowedDomain),
    z.object({}).transform(() => undefined),
  ])
  .optional();
const json = z.json().transform((value) => value);
const schema = z.looseObject({
  AllowFederatedUsers: z.boolean(),
  BlockedDomains: namesSchema,
  AllowTeamsConsumer: z.boolean().nullish(),
  AllowTeamsConsumerInbound: z.boolean().nullish(),
  BlockAllSubdomains: z.boolean().nullish(),
  ExternalAccessWithTrialTenants: json.optional(),
});

/** What the two lists mean together: a block list only counts while every domain is allowed. */
export function ruleIn(allowed: string[] | undefined, blocked: string[]): DomainRule {
  if (allowed !== undefined)
    return allowed.length > 0 ? { kind: 'allowThese', domains: allowed } : { kind: 'allowNobody' };
  return blocked.length > 0 ? { kind: 'blockThese', domains: blocked } : { kind: 'allowAll' };
}

/**
 * What is written for a rule. An empty list of allowed domains is written only for "nobody". A block list that does not
 * count while domains are listed is left alone: it was somebody's work, and it counts again afterwards.
 */
export function listsFor(rule: DomainRule): { AllowedDomains: Value; BlockedDomains?: Value } {
  const named = (domains: string[]): Value => domains.map((Domain) => ({ Domain }));
  switch (rule.kind) {
    case 'allowAll':
      return { AllowedDomains: {}, BlockedDomains: [] };
    case 'allowThese':
      return { AllowedDomains: { AllowedDomain: named(rule.domains) } };
    case 'blockThese':
      return { AllowedDomains: {}, BlockedDomains: named(rule.domains) };
    case 'allowNobody':
      return { AllowedDomains: { AllowedDomain: [] } };
  }
}

/** External access of the whole tenant (`CsTenantFederationConfiguration`); its type has another name in the service. */
export const federationSettings: SettingsDocument = {
  service: 'teamsAdmin',
  async read({ teamsAdmin }) {
    const { value, requestId } = await teamsAdmin.read(TYPE, schema.extend({ AllowedDomains: z.unknown() }));
    // The union would take `{}` for a list that is missing: whether the key is there decides.
    const stored = value.AllowedDomains;
    const hasList = typeof stored === 'object' && stored !== null && 'AllowedDomain' in stored;
    const allowed = hasList ? (allowedSchema.parse(stored) ?? []) : undefined;
    if (!hasList && stored !== undefined) allowedSchema.parse(stored);
    const values: Values = {
      AllowFederatedUsers: value.AllowFederatedUsers,
      domains: ruleIn(allowed, value.BlockedDomains),
      AllowTeamsConsumer: value.AllowTeamsConsumer ?? true,
      AllowTeamsConsumerInbound: value.AllowTeamsConsumerInbound ?? true,
      BlockAllSubdomains: value.BlockAllSubdomains ?? false,
      ExternalAccessWithTrialTenants: value.ExternalAccessWithTrialTenants ?? 'Blocked',
    };
    return { values, ...(requestId && { requestId }) };
  },
  async write({ teamsAdmin }, { domains, ...others }) {
    const lists = domains === undefined ? {} : listsFor(ruleOf(domains));
    const { requestId } = await teamsAdmin.write(TYPE, { ...others, ...lists });
    return requestId;
  },
};
