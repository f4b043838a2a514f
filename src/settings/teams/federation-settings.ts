import { z } from 'zod';
import { allowing, blocking, ruleOf, type DomainRule } from '../../controls/values/domain-rule';
import type { SettingsDocument } from '../settings-document';
import { valueSchema, type Value } from '../../controls/values/value';

const TYPE = 'TenantFederationSettings';

/** Names of domains, as objects or, from some instances of the service, as plain text. */
const namesSchema = z.array(
  z.union([z.string(), z.object({ Domain: z.string() }).transform(({ Domain }) => Domain)]),
);
/**
 * A list in it, be it empty, is a list; without one it means every known domain. Readers have met three more
 * spellings of "every domain", and all are understood.
 */
const allowedSchema = z
  .union([
    z.object({ AllowedDomain: namesSchema }).transform(({ AllowedDomain }) => AllowedDomain),
    z.object({ AllowedDomain: z.null().optional() }).transform(() => undefined),
    z.literal('AllowAllKnownDomains').transform(() => undefined),
    z.null().transform(() => undefined),
  ])
  .optional();
const listSchema = namesSchema.nullish().transform((names) => names ?? []);
const schema = z
  .object({
    AllowedDomains: allowedSchema,
    BlockedDomains: listSchema,
    AllowedTrialTenantDomains: listSchema,
  })
  .catchall(valueSchema);

/** What the two lists mean together: a block list only counts while every domain is allowed. */
const ruleIn = (allowed: string[] | undefined, blocked: string[]): DomainRule =>
  allowed === undefined ? blocking(blocked) : allowing(allowed);

/**
 * What is written for a rule. An empty list of allowed domains is written only for "nobody". A block list that does not
 * count while domains are listed is left alone: it was somebody's work, and it counts again afterwards.
 */
function listsFor(rule: DomainRule): { AllowedDomains: Value; BlockedDomains?: Value } {
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
  place: TYPE,
  async read({ teamsAdmin }) {
    const { value, requestId } = await teamsAdmin.read(TYPE, schema);
    const { AllowedDomains, BlockedDomains, ...rest } = value;
    const values = { ...rest, domains: ruleIn(AllowedDomains, BlockedDomains) };
    return { values, ...(requestId && { requestId }) };
  },
  async write({ teamsAdmin }, { domains, ...others }) {
    const lists = domains === undefined ? {} : listsFor(ruleOf(domains));
    const { requestId } = await teamsAdmin.write(TYPE, { ...others, ...lists });
    return requestId;
  },
};
